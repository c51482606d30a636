/** What Karmada answered to a recorded case. */
export interface Recorded {
  readonly result?: unknown;
  readonly error?: string;
  readonly encodeError?: string;
  /** Go's order of maps shows: every list counts as a set. */
  readonly unordered?: boolean;
  /** Functions that differ in the last digits. */
  readonly approx?: boolean;
  /** A Go value with addresses stands at `…` in the error. */
  readonly masked?: boolean;
}

/** An answer as it compares: keys in order, -0 as 0, and lists as sets where their order is Go's. */
export function comparable(value: unknown, unordered = false): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item, unordered));
    return unordered ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, entry]) => [key, comparable(entry, unordered)]));
  }
  return Object.is(value, -0) ? 0 : value;
}

/** The text of an error without gopher-lua's frames. */
export function headOf(text: string): string {
  return text.replace(/\n?stack traceback:[\s\S]*$/, '').trim();
}

/** The part of an error before and after what has addresses in it. */
export function unmasked(text: string): readonly [string, string] {
  const [before = '', after = ''] = headOf(text).split('…');
  return [before, after];
}

/** Whether two numbers, or values of them, are the same to 1e-13. */
export function near(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= 1e-13 * Math.max(1, Math.abs(a));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => near((a as Recorded)[key as 'result'], (b as Recorded)[key as 'result']))
  );
}
