import { durationText } from '../strategy/duration.js';
import type { RolloutTimeline, TimelineSpan } from './record-timeline.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the ticks of an axis may be apart, but for more days than these. */
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** The time that a chart spans; at least a little, so that everything has a place. */
export function chartLength({ started, ended }: RolloutTimeline): number {
  return Math.max(1, ended - started);
}

/** The ticks of an axis: times from the beginning, in milliseconds, at most so many. */
export function ticksOf(length: number, most: number): readonly number[] {
  const days = Math.ceil(length / most / DAY) * DAY;
  const step = STEPS.find((size) => length / size <= most) ?? days;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}

/** Each span with the time at which it ends. */
export function closed<Phase>(
  spans: readonly TimelineSpan<Phase>[],
  end: number,
): readonly (TimelineSpan<Phase> & { readonly to: number })[] {
  return spans.map((span, i) => ({ ...span, to: spans[i + 1]?.from ?? end }));
}

/** What a chart is of, and how it ended. */
export function titleOf({ generation, revision, phase, started, ended }: RolloutTimeline): string {
  const version = revision === undefined ? '' : `, revision ${plain(revision)}`;
  return `generation ${generation}${version}: ${phase} after ${durationText(ended - started)}`;
}

/** A text on one line, without what a terminal or a browser would act upon. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, '?');
}

/** A text that is not longer than this. */
export function shorten(text: string, most: number): string {
  const characters = [...plain(text)];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 2).join('')}..`;
}
