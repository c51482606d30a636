// How times are compared by hand.
import { isBefore, isTime } from './conditions.js';

/** The earlier of two times; `''` is none. */
export function earlier(known: string, time: string): string {
  if (time === '') return known;
  return known === '' || isBefore(time, known) ? time : known;
}

/** The later of the two. */
export function later(known: string, time: string): string {
  if (time === '') return known;
  return known === '' || isBefore(known, time) ? time : known;
}

/** A value as a time; `''` where it is none, of which a member may report `undefined` and `null` alone. */
export function timeIn(value: unknown): string {
  return value !== undefined && isTime(value) ? value : '';
}

/** Whether what has been read as a time is one, or absent. */
export function isSound(value: unknown, time: string): boolean {
  return time !== '' || value === undefined || value === null || value === '';
}

/** The times of the template's own condition of a type and status, `undefined` where it gives none in these fields. */
export function ownTimes(
  previous: unknown,
  type: string,
  status: string,
  fields: readonly string[],
): readonly unknown[] | undefined {
  if (!Array.isArray(previous)) return undefined;
  const own = previous.find((one) => one?.type === type && one.status === status);
  const times = fields.map((field) => (isTime(own?.[field]) ? own[field] : undefined));
  return times.some((time) => time !== undefined) ? times : undefined;
}
