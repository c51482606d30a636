import type { Fields } from '../../kubernetes/object.js';

/** Whether two values are made up of the same, in the same order: no result tells one from the other. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  if (keys.length !== others.length || Array.isArray(a) !== Array.isArray(b)) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (key !== others[i] || !isAlike((a as Fields)[key], (b as Fields)[key])) return false;
  }
  return true;
}
