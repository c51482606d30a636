import { at, isCount, MAX_SAFE } from '../../kubernetes/object.js';

/** A number of the object that health depends on; `otherwise` where it is absent or malformed. */
export function numberAt(object: unknown, path: readonly string[], otherwise = 0): number {
  const value = at(object, ...path);
  return isCount(value, MAX_SAFE) ? value : otherwise;
}
