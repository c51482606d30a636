import { isTime } from '../../kubernetes/time.js';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** The last moment that four digits of a year can tell, in milliseconds since the epoch. */
const LAST = 253_402_300_799_999;

/** Days from the epoch to the first of March of the year 0, when years that begin in March count their days. */
const EPOCH = 719_468;

/**
 * A time as Kubernetes writes it, in whole seconds of UTC; a part of a second is dropped.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function timeText(milliseconds: number): string {
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

/**
 * A time as milliseconds since the epoch, `undefined` where it is none: an RFC 3339 text, or milliseconds already.
 * A day that its month does not have is none, as Go reads it.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
export function instantAt(time: unknown): number | undefined {
  if (typeof time === 'number')
    return Number.isInteger(time) && time >= 0 && time <= LAST ? time + 0 : undefined;
  if (!isTime(time)) return undefined;
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0, seconds = 0] = time
    .slice(0, 19)
    .split(/[-T:]/)
    .map(Number);
  const years = month <= 2 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const yearOfEra = years - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const midnight = (era * 146_097 + dayOfEra - EPOCH) * DAY;
  if (!timeText(midnight).startsWith(time.slice(0, 10))) return undefined;
  const [, fraction = '', sign, zoneHours = 0, zoneMinutes = 0] =
    /(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(time) ?? [];
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60 * (sign === '-' ? -1 : 1);
  const clock = (hours * 60 + minutes) * 60 + seconds - zone;
  return midnight + clock * SECOND + Math.floor(Number(`0${fraction}`) * SECOND);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
