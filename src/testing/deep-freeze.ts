/**
 * Freezes a value all the way down, so that whoever writes to it throws.
 *
 * @param value - Any value; it is frozen itself, not a copy of it.
 * @returns The value.
 * @example
 * interpreter.aggregateStatus(deepFreeze(template), deepFreeze(members));
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const entry of Object.values(value)) deepFreeze(entry);
  }
  return value;
}

/** A copy of objects and lists all the way down; what stands in them is shared. Own keys stay own keys. */
export function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepCopy) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  return withOwn(Object.create(Object.getPrototypeOf(value)), Object.entries(value), deepCopy) as T;
}

/** An object with further fields, also such as `__proto__`, which an assignment would not make a field. */
export function withOwn(
  object: object,
  entries: Iterable<readonly [string, unknown]>,
  of: (value: unknown) => unknown = (value) => value,
): { [key: string]: unknown } {
  for (const [key, entry] of entries)
    Object.defineProperty(object, key, {
      ...{ value: of(entry), enumerable: true, writable: true, configurable: true },
    });
  return object as { [key: string]: unknown };
}
