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
export function patternDefeatingSort(list: unknown[], less: Less): void {
  let bits = 0;
  for (let rest = list.length; rest > 0; rest >>= 1) bits++;
  new Sorter(list, less).sort(0, list.length, bits);
}

class Sorter {
  constructor(
    private readonly list: unknown[],
    private readonly compare: Less,
  ) {}

  private less(i: number, j: number): boolean {
    return this.compare(this.list[i], this.list[j]);
  }

  private swap(i: number, j: number): void {
    const { list } = this;
    const kept = list[i];
    list[i] = list[j];
    list[j] = kept;
  }

  sort(from: number, to: number, limit: number): void {
    let a = from;
    let b = to;
    let left = limit;
    let balanced = true;
    let partitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= SHORT) {
        this.insert(a, b);
        return;
      }
      if (left === 0) {
        this.heap(a, b);
        return;
      }
      if (!balanced) {
        this.scatter(a, length);
        left--;
      }
      let [pivot, swaps] = this.pivot(a, length);
      if (swaps === MOST_SWAPS) {
        for (let i = a, j = b - 1; i < j; i++, j--) this.swap(i, j);
        pivot = b - 1 - (pivot - a);
        swaps = 0;
      }
      if (balanced && partitioned && swaps === 0 && this.repair(a, b)) return;
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot);
        continue;
      }
      const [middle, already] = this.partition(a, b, pivot);
      partitioned = already;
      const [before, after] = [middle - a, b - middle];
      const enough = Math.floor(length / 8);
      if (before < after) {
        balanced = before >= enough;
        this.sort(a, middle, left);
        a = middle + 1;
      } else {
        balanced = after >= enough;
        this.sort(middle + 1, b, left);
        b = middle;
      }
    }
  }

  private insert(a: number, b: number): void {
    for (let i = a + 1; i < b; i++) {
      for (let j = i; j > a && this.less(j, j - 1); j--) this.swap(j, j - 1);
    }
  }

  private heap(first: number, end: number): void {
    const count = end - first;
    for (let i = Math.trunc((count - 1) / 2); i >= 0; i--) this.sift(i, count, first);
    for (let i = count - 1; i >= 0; i--) {
      this.swap(first, first + i);
      this.sift(0, i, first);
    }
  }

  private sift(low: number, high: number, first: number): void {
    let root = low;
    for (let child = 2 * root + 1; child < high; child = 2 * root + 1) {
      if (child + 1 < high && this.less(first + child, first + child + 1)) child++;
      if (!this.less(first + root, first + child)) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  /** Moves three items to places that depend on the length alone. */
  private scatter(a: number, length: number): void {
    const quarter = a + Math.floor(length / 4) * 2;
    const mask = (1n << BigInt(length.toString(2).length)) - 1n;
    let random = BigInt(length);
    for (let at = quarter - 1; at <= quarter + 1; at++) {
      random ^= random << 13n;
      random &= 0xffffffffffffffffn;
      random ^= random >> 7n;
      random ^= random << 17n;
      random &= 0xffffffffffffffffn;
      let other = Number(random & mask);
      if (other >= length) other -= length;
      this.swap(at, a + other);
    }
  }

  /** Where the pivot stands, and how many of the items that were compared for it were out of order. */
  private pivot(a: number, length: number): [pivot: number, swaps: number] {
    const step = Math.floor(length / 4);
    const [i, j, k] = [a + step, a + step * 2, a + step * 3];
    const swaps = { count: 0 };
    if (length < LONG) return [this.median(i, j, k, swaps), swaps.count];
    const first = this.median(i - 1, i, i + 1, swaps);
    const second = this.median(j - 1, j, j + 1, swaps);
    const third = this.median(k - 1, k, k + 1, swaps);
    return [this.median(first, second, third, swaps), swaps.count];
  }

  private median(i: number, j: number, k: number, swaps: { count: number }): number {
    let [a, b, c] = [i, j, k];
    if (this.less(b, a)) {
      swaps.count++;
      [a, b] = [b, a];
    }
    if (this.less(c, b)) {
      swaps.count++;
      [b, c] = [c, b];
    }
    if (this.less(b, a)) {
      swaps.count++;
      [a, b] = [b, a];
    }
    return b;
  }

  private partition(a: number, b: number, pivot: number): [middle: number, already: boolean] {
    this.swap(a, pivot);
    let i = a + 1;
    let j = b - 1;
    for (let already = true; ; already = false) {
      while (i <= j && this.less(i, a)) i++;
      while (i <= j && !this.less(j, a)) j--;
      if (i > j) {
        this.swap(j, a);
        return [j, already];
      }
      this.swap(i++, j--);
    }
  }

  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let i = a + 1;
    let j = b - 1;
    for (;;) {
      while (i <= j && !this.less(a, i)) i++;
      while (i <= j && this.less(a, j)) j--;
      if (i > j) return i;
      this.swap(i++, j--);
    }
  }

  /** Puts a few items into their places, and says whether that was all there was to do. */
  private repair(a: number, b: number): boolean {
    let i = a + 1;
    for (let n = 0; n < REPAIRS; n++) {
      while (i < b && !this.less(i, i - 1)) i++;
      if (i === b) return true;
      if (b - a < LONG) return false;
      this.swap(i, i - 1);
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.less(j, j - 1); j--) this.swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j++) this.swap(j, j - 1);
    }
    return false;
  }
}
