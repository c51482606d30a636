/** Which keys of a value have been read, and below them which of theirs. */
export interface Reads {
  readonly keys: Map<string, Reads>;
  /** What was read of the items of a list. */
  items: Reads | undefined;
  /** Whether it was used as a list. */
  listed: boolean;
}

/** Nothing read yet. */
export function noReads(): Reads {
  return { keys: new Map(), items: undefined, listed: false };
}

/** Keys that code asks every value for; they say nothing of the kind. */
const OF_EVERY_VALUE = new Set(['toJSON', 'then', ...Object.getOwnPropertyNames(Object.prototype)]);

const OF_LISTS = new Set(Object.getOwnPropertyNames(Array.prototype));

/**
 * A stand-in for a value that takes down what is read of it: so that what an interpreter looks at is known without
 * knowing its code.
 *
 * @param value - JSON that is not frozen.
 * @param reads - Where it is taken down.
 */
export function watch(value: unknown, reads: Reads): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const list = Array.isArray(value);
  const note = (key: string | symbol): Reads | undefined => {
    if (list && typeof key === 'string' && /^\d+$/.test(key)) {
      reads.items ??= noReads();
      return reads.items;
    }
    if (list || typeof key !== 'string' || OF_LISTS.has(key)) {
      // Whoever writes a value out as JSON asks for its length, too.
      if (key !== 'constructor' && key !== 'length' && OF_LISTS.has(key as string)) reads.listed = true;
      return undefined;
    }
    if (OF_EVERY_VALUE.has(key)) return undefined;
    const known = reads.keys.get(key) ?? noReads();
    reads.keys.set(key, known);
    return known;
  };
  return new Proxy(value, {
    get(target, key, receiver) {
      const below = note(key);
      const found: unknown = Reflect.get(target, key, receiver);
      return below === undefined ? found : watch(found, below);
    },
    has(target, key) {
      note(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      note(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}
