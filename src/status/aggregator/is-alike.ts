import type { Fields } from '../../kubernetes/object.js';

/**
 * Whether two values are made up of the same, in the same order: no result tells one from the other.
 *
 * @param same - Whether two entries are the same.
 */
export function isAlike(
  a: unknown,
  b: unknown,
  same: (a: unknown, b: unknown) => boolean = isAlike,
): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, i) => isAlike(one, b[i]));
  if (Array.isArray(b)) return false;
  const others = Object.keys(b);
  let count = 0;
  for (const key in a) {
    if (key !== others[count] || !same((a as Fields)[key], (b as Fields)[key])) return false;
    count += 1;
  }
  return count === others.length;
}
