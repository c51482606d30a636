type Less = (a: unknown, b: unknown) => boolean;

/** Up to so many items are sorted one by one. */
const SHORT = 12;
/** From so many items on, the pivot is a median of medians, and a nearly sorted list is put right in place. */
const LONG = 50;
/** How often each. */
const REPAIRS = 5;
const MOST_SWAPS = 12;

/**
 * Sorts a list in place as Go's `sort.Sort` does: items that are equal come out in the same order.
 *
 * @see https://github.com/golang/go/blob/go1.22.0/src/sort/zsortinterface.go
 */
export function patternDefeatingSort(list: unknown[], compare: Less): void {
  const less = (i: number, j: number) => compare(list[i], list[j]);
  const swap = (i: number, j: number): void => {
    const kept = list[i];
    list[i] = list[j];
    list[j] = kept;
  };
  /** Moves an item down while it comes before the one below. */
  const sink = (from: number, to: number): void => {
    for (let j = from; j > to && less(j, j - 1); j--) swap(j, j - 1);
  };

  const insert = (a: number, b: number): void => {
    for (let i = a + 1; i < b; i++) sink(i, a);
  };

  const sift = (low: number, high: number, first: number): void => {
    let root = low;
    for (let child = 2 * root + 1; child < high; child = 2 * root + 1) {
      if (child + 1 < high && less(first + child, first + child + 1)) child++;
      if (!less(first + root, first + child)) return;
      swap(first + root, first + child);
      root = child;
    }
  };
  const heap = (first: number, count: number): void => {
    for (let i = (count - 1) >> 1; i >= 0; i--) sift(i, count, first);
    for (let i = count - 1; i >= 0; i--) {
      swap(first, first + i);
      sift(0, i, first);
    }
  };

  /** Moves three items to places that depend on the length alone. */
  const scatter = (a: number, length: number): void => {
    const middle = a + (length >> 2) * 2;
    const bits = 32 - Math.clz32(length);
    let random = BigInt(length);
    for (let at = middle - 1; at <= middle + 1; at++) {
      random ^= BigInt.asUintN(64, random << 13n);
      random ^= random >> 7n;
      random ^= BigInt.asUintN(64, random << 17n);
      const other = Number(BigInt.asUintN(bits, random));
      swap(at, a + (other < length ? other : other - length));
    }
  };

  /** Where the pivot stands, and how many of the items that were compared for it were out of order. */
  const choose = (a: number, length: number): [pivot: number, swaps: number] => {
    let swaps = 0;
    const ordered = (i: number, j: number): [number, number] => {
      if (!less(j, i)) return [i, j];
      swaps++;
      return [j, i];
    };
    const median = (i: number, j: number, k: number): number => {
      const [low, other] = ordered(i, j);
      const [middle] = ordered(other, k);
      return ordered(low, middle)[1];
    };
    const step = length >> 2;
    const around = (i: number) => (length < LONG ? i : median(i - 1, i, i + 1));
    const pivot = median(around(a + step), around(a + step * 2), around(a + step * 3));
    return [pivot, swaps];
  };

  /** Parts the items that come before the first one, or that do not come after it, from the rest. */
  const part = (a: number, b: number, equal: boolean): [middle: number, already: boolean] => {
    const isLow = equal ? (i: number) => !less(a, i) : (i: number) => less(i, a);
    let i = a + 1;
    let j = b - 1;
    for (let already = true; ; already = false) {
      while (i <= j && isLow(i)) i++;
      while (i <= j && !isLow(j)) j--;
      if (i > j) return [j, already];
      swap(i++, j--);
    }
  };

  /** Puts a few items into their places, and says whether that was all there was to do. */
  const repair = (a: number, b: number): boolean => {
    let i = a + 1;
    for (let n = 0; n < REPAIRS; n++) {
      while (i < b && !less(i, i - 1)) i++;
      if (i === b) return true;
      if (b - a < LONG) return false;
      swap(i, i - 1);
      if (i - a >= 2) sink(i - 1, 0);
      if (b - i >= 2) for (let j = i + 1; j < b && less(j, j - 1); j++) swap(j, j - 1);
    }
    return false;
  };

  const sort = (from: number, to: number, limit: number): void => {
    let [a, b, left] = [from, to, limit];
    let balanced = true;
    let partitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= SHORT || left === 0) {
        if (length <= SHORT) insert(a, b);
        else heap(a, length);
        return;
      }
      if (!balanced) {
        scatter(a, length);
        left--;
      }
      let [pivot, swaps] = choose(a, length);
      if (swaps === MOST_SWAPS) {
        for (let i = a, j = b - 1; i < j; i++, j--) swap(i, j);
        pivot = b - 1 - (pivot - a);
        swaps = 0;
      }
      if (balanced && partitioned && swaps === 0 && repair(a, b)) return;
      const equal = a > 0 && !less(a - 1, pivot);
      swap(a, pivot);
      const [middle, already] = part(a, b, equal);
      if (equal) {
        a = middle + 1;
        continue;
      }
      swap(middle, a);
      partitioned = already;
      const isLeft = middle - a < b - middle;
      balanced = (isLeft ? middle - a : b - middle) >= length >> 3;
      if (isLeft) {
        sort(a, middle, left);
        a = middle + 1;
      } else {
        sort(middle + 1, b, left);
        b = middle;
      }
    }
  };

  sort(0, list.length, 32 - Math.clz32(list.length));
}
