/**
 * Whether two values are the same all the way down. A field that is `undefined` counts as absent, as in JSON; unlike
 * there, NaN is the same as NaN, and -0 is not 0.
 */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((entry, i) => alike(entry, b[i]))
    );
  const [one, other] = [entriesOf(a), entriesOf(b)];
  return (
    one.size === other.size &&
    [...one].every(([key, value]) => other.has(key) && alike(value, other.get(key)))
  );
}

function entriesOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

/** Whether two values are written as the same text, the order of keys included. */
export function sameText(a: unknown, b: unknown): boolean {
  if (!alike(a, b)) return false;
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    // There is no text of a bigint, nor of a cycle.
    return true;
  }
}
