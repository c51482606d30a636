/** The most entries that a chunk holds: moving that many within an array costs less than a tree's pointers. */
const FULL = 256;

/** Entries that stay in order while they come and go, for the price of two binary searches each. */
export interface SortedList<T> {
  readonly size: number;
  /** Puts an entry in; no two entries may compare as equal. */
  add(entry: T): void;
  /** Takes out the entry that compares as equal to this one. */
  delete(entry: T): void;
  first(): T | undefined;
  /** Visits the entries in order, until `each` returns false. */
  visit(each: (entry: T) => boolean): void;
}

/**
 * An empty list in the order of `compare`: short sorted arrays, one after the other.
 *
 * @param compare - Negative where the first entry comes before the second, 0 where they are the same.
 */
export function sortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const chunks: T[][] = [];
  let size = 0;

  /** The chunk where an entry stands or belongs: the first whose last entry does not come before it. */
  const chunkOf = (entry: T): number => {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = chunks[middle] as T[];
      if (compare(chunk[chunk.length - 1] as T, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const placeIn = (chunk: readonly T[], entry: T): number => {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(chunk[middle] as T, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    get size() {
      return size;
    },
    add(entry) {
      size += 1;
      const at = chunkOf(entry);
      const chunk = chunks[at];
      if (chunk === undefined) {
        chunks.push([entry]);
        return;
      }
      chunk.splice(placeIn(chunk, entry), 0, entry);
      if (chunk.length > FULL) chunks.splice(at + 1, 0, chunk.splice(FULL >> 1));
    },
    delete(entry) {
      const at = chunkOf(entry);
      const chunk = chunks[at] as T[];
      chunk.splice(placeIn(chunk, entry), 1);
      size -= 1;
      if (chunk.length === 0) chunks.splice(at, 1);
    },
    first: () => chunks[0]?.[0],
    visit(each) {
      for (const chunk of chunks) {
        for (const entry of chunk) if (!each(entry)) return;
      }
    },
  };
}
