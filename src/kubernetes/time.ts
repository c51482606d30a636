import { compare } from './compare.js';
import { jsonValue } from './object.js';

/** RFC 3339 with capital letters and without leap seconds: what both the API server and Go's `time.Parse` take. */
const TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The codes of `2` and `9`. */
const TWO = 50;
const NINE = 57;

/**
 * Whether a value is a time as Kubernetes writes it.
 *
 * Days that do not exist, such as the 31st of February, are refused: the API server takes them in custom
 * resources, but Go's `metav1.Time`, as which controllers read them, does not.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/apis/meta/v1/time.go
 */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !TIME.test(value)) return false;
  // Every month has 28 days. Every member's conditions come by here, so that no text is cut for these.
  const tens = value.charCodeAt(8);
  if (tens < TWO || (tens === TWO && value.charCodeAt(9) < NINE)) return true;
  const day = Number(value.slice(8, 10));
  return day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/**
 * A time as the text that JSON has for it, be it such a text or a `Date` of client-node's.
 *
 * @returns `undefined` for what is no time, such as an invalid `Date`.
 */
export function timeText(value: unknown): string | undefined {
  const text = jsonValue(value);
  return isTime(text) ? text : undefined;
}

/** A time as milliseconds since the epoch. */
export function parseTime(time: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return Date.parse(time);
}

/** Whether two times order as their texts do: both are whole seconds in UTC, as the API server writes them. */
export function orderAsTexts(a: string, b: string): boolean {
  return a.length === 20 && b.length === 20;
}

/**
 * Orders times by the instants for which they stand, to whatever fraction of a second they are written.
 *
 * @param a - A time, as {@link isTime} knows it.
 * @param b - Another one.
 * @returns 0 also for two texts of one instant.
 */
export function compareInstants(a: string, b: string): number {
  if (orderAsTexts(a, b)) return compare(a, b);
  const [left, fraction] = instantOf(a);
  const [right, other] = instantOf(b);
  return left - right || compare(fraction, other);
}

/** Whether a time is that of a later instant than another one. */
export function isLater(a: string, b: string): boolean {
  return orderAsTexts(a, b) ? a > b : compareInstants(a, b) > 0;
}

/** Orders times by the instants for which they stand, and texts of one instant by themselves: a total order. */
export function compareTimes(a: string, b: string): number {
  return compareInstants(a, b) || compare(a, b);
}

/** A time as milliseconds since the epoch, and the digits of its fraction without zeros at the end. */
function instantOf(time: string): readonly [milliseconds: number, fraction: string] {
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? [];
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  return [Date.parse(time.replace(`.${digits}`, '')), digits.slice(0, end)];
}

/** How many days a month of the Gregorian calendar has. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  // The long months alternate up to July, and from August on.
  return 30 + ((month + (month >> 3)) % 2);
}
