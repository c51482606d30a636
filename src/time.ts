import { compare } from './compare.js';

/** RFC 3339 as the API server reads it, in capital letters; which numbers are none of a date tells its parser. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A time as milliseconds since the epoch, `NaN` where it is none. */
function instantOf(time: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return Date.parse(time);
}

/** Whether a value is a time as Kubernetes writes it. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(instantOf(value));
}

/** Orders times by the instants they stand for, and texts of one instant by themselves. */
export function compareTimes(a: string, b: string): number {
  return instantOf(a) - instantOf(b) || compare(a, b);
}
