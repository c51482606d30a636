/** Counts what a call costs: the reads of its inputs, and the entries of lists that it searches. */
function workOf(inputs: readonly unknown[], call: (...inputs: never[]) => unknown): number {
  let work = 0;
  const seen = new WeakMap<object, object>();
  const watched = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return known;
    const proxy = new Proxy(value, {
      get(target, key) {
        work += 1;
        return watched(Reflect.get(target, key));
      },
      ownKeys(target) {
        const own = Reflect.ownKeys(target);
        work += own.length;
        return own;
      },
    });
    seen.set(value, proxy);
    return proxy;
  };
  const searches = ['includes', 'indexOf', 'find', 'findIndex', 'some'] as const;
  const originals = searches.map((search) => Array.prototype[search]);
  try {
    for (const [i, search] of searches.entries()) {
      const original = originals[i] as (...args: unknown[]) => unknown;
      Array.prototype[search] = function counted(this: unknown[], ...args: unknown[]): never {
        work += this.length;
        return original.apply(this, args) as never;
      };
    }
    call(...(inputs.map(watched) as never[]));
  } finally {
    for (const [i, search] of searches.entries()) Array.prototype[search] = originals[i] as never;
  }
  return work;
}

/**
 * The power of the size by which the work of a call grows: 1 where twice the input is twice the work, 2 where it is
 * four times as much.
 *
 * @param inputs - The inputs of the call at a size; not frozen, as their reads are watched.
 */
export function exponentOf(
  inputs: (size: number) => readonly unknown[],
  call: (...inputs: never[]) => unknown,
  size = 200,
): number {
  const [small, large] = [size, 4 * size].map((n) => workOf(inputs(n), call)) as [number, number];
  if (small < size) throw new Error(`the call reads ${small} fields of an input of ${size}`);
  return Math.log(large / small) / Math.log(4);
}
