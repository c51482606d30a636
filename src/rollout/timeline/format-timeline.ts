import { invalid } from '../../errors.js';
import { isCount } from '../../kubernetes/object.js';
import type { ClusterPhase, RolloutPhase } from '../step/rollout-status.js';
import { durationText } from '../strategy/duration.js';
import { chartLength, closed, plain, shorten, ticksOf, titleOf } from './chart.js';
import type { RolloutTimeline, TimelineSpan } from './record-timeline.js';

/** How a chart is to look. */
export interface FormatTimelineOptions {
  /** The longest line, in characters; 80 where it is absent, and at least 40. */
  readonly width?: number | undefined;
}

/** A phase as a bar that lasts, or as a mark where it begins. */
type Symbols<Phase extends string> = { readonly [P in Phase]?: readonly ['bar' | 'mark', string, string] };

const CLUSTERS: Symbols<ClusterPhase> = {
  Progressing: ['bar', '#', 'in progress'],
  Soaking: ['bar', '=', 'soaking'],
  Succeeded: ['mark', '+', 'succeeded'],
  Failed: ['mark', 'x', 'failed'],
  TimedOut: ['mark', '!', 'timed out'],
  Skipped: ['bar', '.', 'left out'],
};
const STAGES: Symbols<RolloutPhase> = {
  Progressing: ['bar', '-', 'stage at work'],
  Waiting: ['bar', '~', 'waiting'],
  Paused: ['bar', '"', 'stopped'],
  Failed: ['bar', '"', 'stopped'],
};

const INDENT = '  ';

/** Wider than any terminal. */
const WIDEST = 10_000;

/**
 * A timeline as a Gantt chart in plain text: a line for each stage and each cluster, and a legend.
 *
 * @param timeline - From `simulateRollout` or `recordTimeline`.
 * @param options - The width of the chart, in characters.
 * @returns Lines of printable characters, ASCII but for the names; what is still waited for stands at the end.
 * @throws {InterpreterError} `INVALID_OPTIONS` if the width is no number of characters.
 *
 * @example
 * console.log(formatTimeline(simulateRollout({ strategy, clusters, behaviour: { takes: '2m' } })));
 */
export function formatTimeline(timeline: RolloutTimeline, options: FormatTimelineOptions = {}): string {
  const wanted = options.width ?? 80;
  if (!isCount(wanted, WIDEST)) {
    throw invalid('INVALID_OPTIONS', 'options.width', wanted, `an integer from 0 to ${WIDEST}`);
  }
  const width = Math.max(40, wanted);
  const names = timeline.stages.flatMap(({ name, clusters }) => [
    name,
    ...clusters.map((cluster) => INDENT + cluster.name),
  ]);
  const longest = names.reduce((most, name) => Math.max(most, [...name].length), 0);
  const label = Math.min(longest, Math.floor(width / 3));
  const columns = width - label - INDENT.length;
  const used = new Set<string>();
  const line = <Phase extends string>(
    name: string,
    spans: readonly TimelineSpan<Phase>[],
    symbols: Symbols<Phase>,
  ) => {
    const cells = cellsOf(timeline, spans, symbols, columns, used);
    const text = shorten(name, label);
    return `${text}${' '.repeat(label - [...text].length)}${INDENT}${cells}`.trimEnd();
  };
  const rows = timeline.stages.flatMap(({ name, spans, clusters }) => [
    line(name, spans, STAGES),
    ...clusters.map((cluster) => line(INDENT + cluster.name, cluster.spans, CLUSTERS)),
  ]);
  const margin = ' '.repeat(label + INDENT.length);
  return [
    titleOf(timeline),
    '',
    ...axisOf(chartLength(timeline), columns).map((text) => (margin + text).trimEnd()),
    ...rows,
    ...(used.size > 0 ? ['', ...wrap([...used], '', width, '   ')] : []),
    ...timeline.explanation.flatMap((sentence) => wrap(plain(sentence).split(' '), '- ', width)),
  ].join('\n');
}

/** The cells of a line; what it shows is added to the legend. */
function cellsOf<Phase extends string>(
  timeline: RolloutTimeline,
  spans: readonly TimelineSpan<Phase>[],
  symbols: Symbols<Phase>,
  columns: number,
  legend: Set<string>,
): string {
  const cells = new Array<string>(columns).fill(' ');
  for (const { phase, from, to } of closed(spans, timeline.ended)) {
    const found = symbols[phase];
    if (!found) continue;
    const [kind, symbol, meaning] = found;
    const first = columnOf(timeline, from, columns);
    const last = kind === 'mark' ? first + 1 : Math.max(first + 1, columnOf(timeline, to, columns));
    cells.fill(symbol, first, last);
    legend.add(`${symbol} ${meaning}`);
  }
  return cells.join('');
}

/** The column that a time falls into. */
function columnOf(timeline: RolloutTimeline, time: number, columns: number): number {
  const part = (time - timeline.started) / chartLength(timeline);
  return Math.min(columns - 1, Math.max(0, Math.floor(part * (columns - 1))));
}

/** The axis: the times, and below them the ticks. */
function axisOf(length: number, columns: number): readonly [string, string] {
  let times = '';
  const ticks = new Array<string>(columns).fill('-');
  for (const tick of ticksOf(length, Math.max(1, Math.floor(columns / 12)))) {
    const column = Math.floor((tick / length) * (columns - 1));
    ticks[column] = '|';
    const text = durationText(tick);
    if (column >= times.length && column + text.length <= columns) times = times.padEnd(column) + text;
  }
  return [times, ticks.join('')];
}

/** Words on lines that are not too long; lines after the first are indented as far as the label. */
function wrap(words: readonly string[], label: string, width: number, gap = ' '): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const next = line === '' ? label + word : line + gap + word;
    if (next.length <= width || line === '') line = next;
    else {
      lines.push(line);
      line = ' '.repeat(label.length) + word;
    }
  }
  return [...lines, line];
}
