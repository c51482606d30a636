import { isCount } from '../../kubernetes/object.js';
import type { Duration } from './rollout-strategy.js';

const UNITS: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** The units of Go below a millisecond. */
const SMALL_UNITS: { readonly [unit: string]: number } = { us: 1e-3, µs: 1e-3, μs: 1e-3, ns: 1e-6 };

/** The longest duration, a hundred years: all sums of times stay exact. */
const MAX_DURATION = 876_000 * 3_600_000;

/** What a duration has to be, as messages say it. */
export const A_DURATION = 'a duration from 0 to 876000h, such as "1h30m" or 5000 (milliseconds)';

/** The longest text that is read as a duration. */
const LONGEST = 64;

/**
 * A duration in milliseconds, `undefined` where it is none.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function millisecondsOf(duration: unknown): number | undefined {
  if (isCount(duration, MAX_DURATION)) return duration + 0;
  if (typeof duration !== 'string' || duration.length > LONGEST) return undefined;
  if (duration === '0') return 0;
  if (!/^((\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns))+$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of duration.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    sum += Number(amount) * (UNITS[unit ?? ''] ?? SMALL_UNITS[unit ?? ''] ?? 0);
  }
  const whole = Math.round(sum);
  return whole <= MAX_DURATION ? whole : undefined;
}

/** A checked duration in milliseconds, 0 where it is absent. */
export function timeOf(duration: Duration | undefined): number {
  return millisecondsOf(duration ?? 0) ?? 0;
}

/** A time in milliseconds as people write it: `1h30m`, `45s`, `250ms`. */
export function durationText(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text || '0s';
}
