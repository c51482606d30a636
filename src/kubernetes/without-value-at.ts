import { at, type Fields, isFields } from './object.js';

/** A copy of `object` without what stands at `path`, or `object` itself where nothing does. */
export function withoutValueAt<T extends object>(object: T, path: readonly string[]): T {
  const holder = at(object, ...path.slice(0, -1));
  const last = path.at(-1) as string;
  if (!isFields(holder) || !Object.hasOwn(holder, last)) return object;
  const { [last]: _, ...others } = holder;
  return path.slice(0, -1).reduceRight<unknown>((next, key, i) => {
    return { ...(at(object, ...path.slice(0, i)) as Fields), [key]: next };
  }, others) as T;
}
