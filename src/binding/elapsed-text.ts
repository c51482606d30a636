import { invalid } from '../errors.js';
import { asJson } from '../kubernetes/json.js';
import { isAbsent } from '../kubernetes/object.js';
import { isTime, parseTime } from '../kubernetes/time.js';

/** A time of an object as milliseconds since the epoch; client-node has some of them as `Date`. */
export function instantOf(time: unknown): number | undefined {
  const text = asJson(time);
  return isTime(text) ? parseTime(text) : undefined;
}

/** The present time that a caller gives, in milliseconds. */
export function presentOf(now: unknown): number | undefined {
  if (isAbsent(now)) return undefined;
  const instant = typeof now === 'number' && Number.isFinite(now) ? now : instantOf(now);
  if (instant === undefined)
    throw invalid('INVALID_OPTIONS', 'options.now', now, 'an RFC 3339 time or milliseconds');
  return instant;
}

/** Since when something is so: `for 5m` where the present time is known. */
export function elapsedText(time: unknown, now: number | undefined): string {
  const instant = instantOf(time);
  if (instant === undefined) return '';
  const seconds = now === undefined ? -1 : Math.floor((now - instant) / 1000);
  return seconds < 0 ? ` since ${asJson(time)}` : ` for ${ageText(seconds)}`;
}

/** The units of ages, each with its length in seconds. */
const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** A span as people say it: in its largest unit, and in the next one as long as there are fewer than ten of it. */
function ageText(seconds: number): string {
  const largest = UNITS.findIndex(([, length]) => seconds >= length);
  const [[unit, length] = ['s', 1], next] = UNITS.slice(largest < 0 ? UNITS.length - 1 : largest);
  const count = Math.floor(seconds / length);
  const rest = next && count < 10 ? Math.floor((seconds % length) / next[1]) : 0;
  return `${count}${unit}${rest > 0 ? `${rest}${next?.[0]}` : ''}`;
}
