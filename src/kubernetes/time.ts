import { compare } from './compare.js';

/** RFC 3339 as the API server reads it: capital letters and no leap second; every month may have 31 days. */
const TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a value is a time as Kubernetes writes it. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value);
}

/** A time as milliseconds since the epoch. */
export function parseTime(time: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return Date.parse(time);
}

/** Orders times by the instants they stand for, and texts of one instant by themselves. */
export function compareTimes(a: string, b: string): number {
  // Both as the API server writes them: whole seconds in UTC, which order as texts do.
  if (a.length === 20 && b.length === 20) return compare(a, b);
  return parseTime(a) - parseTime(b) || compare(a, b);
}
