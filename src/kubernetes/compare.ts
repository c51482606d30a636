/** Orders texts by their UTF-16 code units, as `sort` does and whatever the locale is. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
