import { isCount, MAX_INT32 } from '../../kubernetes/object.js';
import type { Amount } from './rollout-strategy.js';

const PERCENTAGE = /^(100|\d{1,2})%$/;

/** Whether a value is a number of clusters from `least` on, or a percentage of them up to 100. */
export function isAmount(value: unknown, least: number): value is Amount {
  return typeof value === 'string' ? PERCENTAGE.test(value) : isCount(value, MAX_INT32) && value >= least;
}

/** What an amount has to be, as messages say it. */
export function anAmount(least: number): string {
  return `an integer from ${least} on or a whole percentage from "0%" to "100%"`;
}

/** A checked amount as a number, a percentage rounded down. */
export function amountOf(amount: Amount, all: number): number {
  return typeof amount === 'number' ? amount : Math.floor((Number.parseInt(amount, 10) * all) / 100);
}
