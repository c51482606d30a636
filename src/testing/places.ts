import { withOwn } from './deep-freeze.js';

/** The keys that lead to a place. */
export type Place = readonly (string | number)[];

/** Every place below a value, of objects and lists. */
export function placesIn(value: unknown, above: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null || above.length > 12) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, entry]) => {
    const here = [...above, key];
    return [here, ...placesIn(entry, here)];
  });
}

/** A copy of a value with another one in a place of it. */
export function withAt<T>(value: T, [key, ...rest]: Place, by: unknown): T {
  if (key === undefined) return by as T;
  if (Array.isArray(value))
    return value.map((entry, i) => (i === key ? withAt(entry, rest, by) : entry)) as T;
  const entries = Object.entries(value as object);
  const next = withAt((value as { [key: string]: unknown } | null)?.[key], rest, by);
  return withOwn({}, [...entries.filter(([name]) => name !== key), [`${key}`, next]]) as T;
}
