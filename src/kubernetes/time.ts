import { compare } from './compare.js';
import { jsonValue } from './object.js';

/** RFC 3339 with capital letters and without leap seconds: what both the API server and Go's `time.Parse` take. */
const TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** How many days have passed in a year before its 1st of March, January, … as years are counted from March. */
const DAYS_BEFORE = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275] as const;

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
  const day = Number(value.slice(8, 10));
  return day <= 28 || day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
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

/**
 * Orders times by the instants for which they stand, to whatever fraction of a second they are written.
 *
 * @param a - A time, as {@link isTime} knows it.
 * @param b - Another one.
 * @returns 0 also for two texts of one instant.
 */
export function compareInstants(a: string, b: string): number {
  // Both as the API server writes them: whole seconds in UTC, which order as texts do.
  if (a.length === 20 && b.length === 20) return compare(a, b);
  const [seconds, fraction] = instantOf(a);
  const [others, other] = instantOf(b);
  return seconds - others || compare(fraction, other);
}

/** Orders times by the instants for which they stand, and texts of one instant by themselves: a total order. */
export function compareTimes(a: string, b: string): number {
  return compareInstants(a, b) || compare(a, b);
}

/** The seconds since the 1st of March of year 0, and the digits behind the point without zeros at the end. */
function instantOf(time: string): readonly [seconds: number, fraction: string] {
  const [, year, month, day, hour, minute, second, digits = '', sign, hours = 0, minutes = 0] =
    TIME.exec(time) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const days = daysBefore(Number(year), Number(month)) + Number(day);
  const seconds = ((days * 24 + Number(hour)) * 60 + Number(minute) - offset) * 60 + Number(second);
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return [seconds, digits.slice(0, end)];
}

/** The days from the 1st of March of year 0 to the 1st of a month of the Gregorian calendar. */
function daysBefore(year: number, month: number): number {
  const march = month < 3 ? year - 1 : year;
  const leaps = Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400);
  return march * 365 + leaps + (DAYS_BEFORE[month - 1] ?? 0);
}

function daysIn(year: number, month: number): number {
  return month === 12 ? 31 : daysBefore(year, month + 1) - daysBefore(year, month);
}
