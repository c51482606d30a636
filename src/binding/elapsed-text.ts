import { invalid } from '../errors.js';
import { asJson } from '../kubernetes/json.js';
import { isAbsent } from '../kubernetes/object.js';
import { isTime, parseTime } from '../kubernetes/time.js';
import { durationText } from '../rollout/strategy/duration.js';

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
  return seconds < 0 ? ` since ${asJson(time)}` : ` for ${durationText(seconds * 1000)}`;
}
