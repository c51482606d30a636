import { isTime } from '../../kubernetes/time.js';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** The last moment that four digits of a year can tell, in milliseconds since the epoch. */
const LAST = 253_402_300_799_999;

/** The day of the epoch, as {@link instantAt} counts days. */
const FIRST_DAY = 719_528;

/** Days from the epoch to the first of March of the year 0, when years that begin in March count their days. */
const EPOCH = 719_468;

/**
 * A time as Kubernetes writes it, in whole seconds of UTC; a part of a second is dropped.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function formatTime(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY);
  const second = Math.floor((milliseconds - day * DAY) / SECOND);
  const era = Math.floor((day + EPOCH) / 146_097);
  const dayOfEra = day + EPOCH - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map(twoDigits)
    .join(':');
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}T${clock}Z`;
}

/** The form in which Kubernetes writes times itself. */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** How many days there are before each month of a year that is not a leap year. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/**
 * A time as milliseconds since the epoch, `undefined` where it is none: an RFC 3339 text, or milliseconds already.
 * A day that its month does not have is none, as Go reads it.
 */
export function instantAt(time: unknown): number | undefined {
  if (typeof time === 'number') return isMoment(time) ? time + 0 : undefined;
  if (!isTime(time)) return undefined;
  const number = (from: number, to: number) => Number(time.slice(from, to));
  const [year, month, date] = [number(0, 4), number(5, 7), number(8, 10)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 1 : 0;
  const [before = 0, after = 0] = DAYS_BEFORE.slice(month - 1, month + 1);
  if (date > after - before + (month === 2 ? leap : 0)) return undefined;
  // Whole years since the year 0, of which each fourth had a day more, and so on.
  const last = year - 1;
  const leapDays = Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
  const day = year * 365 + leapDays + before + (month > 2 ? leap : 0) + date - FIRST_DAY;
  const clock = (number(11, 13) * 60 + number(14, 16)) * 60 + number(17, 19);
  const instant = day * DAY + clock * SECOND;
  return WRITTEN.test(time) ? instant : instant + offsetIn(time);
}

/** What a part of a second and a time zone add to a time, in milliseconds. */
function offsetIn(time: string): number {
  const [, fraction = '', sign, hours = 0, minutes = 0] =
    /(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(time) ?? [];
  const zone = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  return Math.floor(Number(`0${fraction}`) * SECOND) - zone * SECOND;
}

/** Whether a number of milliseconds since the epoch is one that four digits of a year can tell. */
function isMoment(time: number): boolean {
  return Number.isInteger(time) && time >= 0 && time <= LAST;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
