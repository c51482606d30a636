import { compare } from './compare.js';

/** What follows the seconds of a time: a fraction, and `Z` or the difference to UTC. */
const ZONE = /^(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Whether a value is a time as the API server reads it: RFC 3339 in capital letters and without a leap second; every
 * month may have 31 days. Every condition of every member has one, and a pattern for all of it takes twice as long.
 */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const month = digitsAt(value, 5);
  const day = digitsAt(value, 8);
  return (
    digitsAt(value, 0) < 100 &&
    digitsAt(value, 2) < 100 &&
    value[4] === '-' &&
    month > 0 &&
    month < 13 &&
    value[7] === '-' &&
    day > 0 &&
    day < 32 &&
    value[10] === 'T' &&
    digitsAt(value, 11) < 24 &&
    value[13] === ':' &&
    digitsAt(value, 14) < 60 &&
    value[16] === ':' &&
    digitsAt(value, 17) < 60 &&
    ((value[19] === 'Z' && value.length === 20) || ZONE.test(value.slice(19)))
  );
}

/** The number that two digits make, 100 where there are none. */
function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : 100;
}

/** A time as milliseconds since the epoch. */
function instantOf(time: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return Date.parse(time);
}

/** Orders times by the instants they stand for, and texts of one instant by themselves. */
export function compareTimes(a: string, b: string): number {
  // Both as the API server writes them: whole seconds in UTC, which order as texts do.
  if (a.length === 20 && b.length === 20) return compare(a, b);
  return instantOf(a) - instantOf(b) || compare(a, b);
}
