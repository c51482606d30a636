import { durationText } from '../strategy/duration.js';
import { chartLength, closed, plain, shorten, ticksOf, titleOf } from './chart.js';
import { MEANINGS, styleSheet } from './chart-theme.js';
import type { RolloutTimeline, TimelineSpan } from './record-timeline.js';

const WIDTH = 960;
/** Where the bars begin and end; names stand to the left of them. */
const LEFT = 224;
const RIGHT = WIDTH - 28;
const ROW = 22;
/** Where the rows begin, below the title, the legend and the axis. */
const TOP = 96;
/** How many characters fit in front of the bars, and on a line below them. */
const NAME = 28;
const SENTENCE = 130;

/**
 * A timeline as a Gantt chart in SVG: self-contained, and light or dark as the reader prefers.
 *
 * @param timeline - From `simulateRollout` or `recordTimeline`.
 * @returns An SVG document without scripts or links, 960 pixels wide; all names in it are escaped.
 *
 * @example
 * await writeFile('rollout.svg', renderTimeline(simulateRollout({ strategy, clusters })));
 */
export function renderTimeline(timeline: RolloutTimeline): string {
  const rows = timeline.stages.flatMap(({ name, spans, clusters }) => [
    { name, spans, kind: 'stage' as const },
    ...clusters.map((cluster) => ({ ...cluster, kind: 'cluster' as const })),
  ]);
  const bottom = TOP + rows.length * ROW;
  const height = bottom + 20 + timeline.explanation.length * 18;
  const title = escaped(titleOf(timeline));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">`,
    `<style>\n${styleSheet()}\n</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    textElement(20, 30, title, 'title'),
    ...legend(timeline),
    ...rows.map(({ kind }, i) =>
      kind === 'stage' ? `<rect class="band" y="${TOP + i * ROW}" width="${WIDTH}" height="${ROW}"/>` : '',
    ),
    ...axisElements(timeline, bottom),
    ...rows.flatMap(({ name, spans, kind }, i) => {
      const y = TOP + i * ROW;
      const shown = escaped(shorten(name, NAME));
      const label = textElement(kind === 'stage' ? 20 : 34, y + 15, shown, kind === 'stage' ? 'name' : '');
      return [label, ...bars(timeline, spans, kind, y)];
    }),
    ...timeline.explanation.map((sentence, i) =>
      textElement(20, bottom + 24 + i * 18, escaped(shorten(sentence, SENTENCE)), 'faint'),
    ),
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** A box for each phase, with a sentence for whoever points at it. */
function bars(
  timeline: RolloutTimeline,
  spans: readonly TimelineSpan<string>[],
  kind: keyof typeof MEANINGS,
  y: number,
): readonly string[] {
  const inset = kind === 'stage' ? 8 : 4;
  return closed(spans, timeline.ended).flatMap(({ phase, from, to }) => {
    const meaning = meaningOf(kind, phase);
    if (meaning === undefined) return [];
    const x = xOf(timeline, from);
    // A bar that begins at the very end stays visible.
    const width = Math.max(2, xOf(timeline, to) - x);
    const said = `${meaning} ${durationText(from - timeline.started)} to ${durationText(to - timeline.started)}`;
    return `<rect class="${kind} ${phase}" x="${round(x)}" y="${y + inset}" width="${round(width)}" height="${ROW - 2 * inset}" rx="2"><title>${said}</title></rect>`;
  });
}

/** What a bar means; `undefined` for a phase that is not drawn. */
function meaningOf(kind: keyof typeof MEANINGS, phase: string): string | undefined {
  return Object.entries(MEANINGS[kind]).find(([drawn]) => drawn === phase)?.[1];
}

/** Every sort of bar that the chart has, in a row. */
function legend({ stages }: RolloutTimeline): readonly string[] {
  const drawn = {
    cluster: phasesOf(stages.flatMap(({ clusters }) => clusters)),
    stage: phasesOf(stages),
  };
  let x = 20;
  return (['cluster', 'stage'] as const).flatMap((kind) =>
    Object.entries(MEANINGS[kind])
      .filter(([phase]) => drawn[kind].has(phase))
      .map(([phase, meaning]) => {
        const box = `<rect class="${kind} ${phase}" x="${x}" y="44" width="12" height="12" rx="2"/>`;
        const entry = box + textElement(x + 18, 54, meaning, 'faint');
        x += 36 + meaning.length * 7;
        return entry;
      }),
  );
}

/** Every phase that rows have. */
function phasesOf(rows: readonly { readonly spans: readonly TimelineSpan<string>[] }[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ spans }) => spans.map(({ phase }) => phase)));
}

/** The ticks with their times, and the lines below them. */
function axisElements(timeline: RolloutTimeline, bottom: number): readonly string[] {
  return ticksOf(chartLength(timeline), 10).map((tick) => {
    const x = round(xOf(timeline, timeline.started + tick));
    const line = `<path class="grid" d="M${x} ${TOP - 8}V${bottom}"/>`;
    return `${line}<text class="faint" x="${x}" y="${TOP - 14}" text-anchor="middle">${durationText(tick)}</text>`;
  });
}

/** Where a time stands. */
function xOf(timeline: RolloutTimeline, time: number): number {
  return LEFT + ((time - timeline.started) / chartLength(timeline)) * (RIGHT - LEFT);
}

/** A length in pixels, no finer than anyone sees. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** A line of text; what it says has to be escaped already. */
function textElement(x: number, y: number, content: string, style: string): string {
  return `<text${style && ` class="${style}"`} x="${x}" y="${y}">${content}</text>`;
}

/** A text as XML holds it. */
function escaped(value: string): string {
  return plain(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
