/** Something that happens at some time. */
export interface Timed {
  readonly at: number;
}

/** Events in the order of their times: a binary heap. */
export interface EventQueue<Event extends Timed> {
  readonly add: (event: Event) => void;
  /** The earliest event, which stays in the queue. */
  readonly first: () => Event | undefined;
  /** The earliest event, which leaves the queue. */
  readonly take: () => Event | undefined;
}

/** An empty queue. */
export function eventQueue<Event extends Timed>(): EventQueue<Event> {
  const heap: Event[] = [];
  const timeAt = (i: number) => heap[i]?.at ?? Number.POSITIVE_INFINITY;
  const swap = (i: number, j: number) => {
    [heap[i], heap[j]] = [heap[j] as Event, heap[i] as Event];
  };
  return {
    add(event) {
      let i = heap.push(event) - 1;
      for (let parent = (i - 1) >> 1; i > 0 && timeAt(i) < timeAt(parent); parent = (i - 1) >> 1) {
        swap(i, parent);
        i = parent;
      }
    },
    first: () => heap[0],
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (heap.length === 0 || last === undefined) return first;
      heap[0] = last;
      for (let i = 0; ; ) {
        const child = timeAt(2 * i + 2) < timeAt(2 * i + 1) ? 2 * i + 2 : 2 * i + 1;
        if (timeAt(child) >= timeAt(i)) return first;
        swap(i, child);
        i = child;
      }
    },
  };
}
