/** Orders texts by their UTF-16 code units, as `sort` does and whatever the locale is. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether entries stand in the order of their names, each name once. */
export function isAscending<T>(entries: readonly T[], nameOf: (entry: T) => string): boolean {
  for (let i = 1; i < entries.length; i++)
    if (nameOf(entries[i - 1] as T) >= nameOf(entries[i] as T)) return false;
  return true;
}
