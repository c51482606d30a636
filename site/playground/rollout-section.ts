import type { RolloutTimeline, TimelineSpan } from 'karmada-interpreter/rollout';
import { stringify } from 'yaml';
import { element } from './dom.js';
import { hint, section } from './results.js';
import { momentOf, type RolloutView } from './rollout-view.js';

/** What the chart calls a phase. */
const WORDS: { readonly [phase: string]: string } = {
  Pending: 'held back',
  Progressing: 'in progress',
  Soaking: 'soaking',
  Succeeded: 'succeeded',
  Failed: 'failed',
  TimedOut: 'timed out',
  Skipped: 'left out',
  Waiting: 'waiting',
  Paused: 'stopped',
};

/** The moment that the slider stands at, as a part of the whole; it outlives a change of the strategy. */
export interface SliderPosition {
  part: number;
}

/** A strategy's course as a chart over time, with a slider for the moment. */
export function rolloutSection(rollout: RolloutView | undefined, position: SliderPosition): HTMLElement {
  if (!rollout)
    return section('Rollout', hint('Needs a strategy, and clusters: a binding, or a list of them.'));
  const { timeline, present } = rollout;
  if (!timeline) return section('Rollout', hint('The strategy has faults.'));
  return section(
    'Rollout',
    element(
      'p',
      { class: 'whole' },
      element('strong', {}, `Simulated: ${timeline.phase} after ${durationOf(timeline.ended)}`),
    ),
    chart(timeline, position),
    timeline.explanation.length > 0 ? list(timeline.explanation) : undefined,
    present && element('h3', {}, 'Now, by what the members report'),
    present && element('p', {}, `${present.phase}; spec.suspension has to be:`),
    present &&
      element(
        'pre',
        { class: 'lines', role: 'region', tabindex: 0, 'aria-label': 'Suspension' },
        suspensionText(present),
      ),
    present && list(present.explanation),
  );
}

function suspensionText({ suspension }: NonNullable<RolloutView['present']>): string {
  return suspension === undefined ? 'absent: nothing is held back' : stringify(suspension);
}

function list(sentences: readonly string[]): HTMLElement {
  return element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence)));
}

function chart(timeline: RolloutTimeline, position: SliderPosition): HTMLElement {
  // A little behind the end, so that what begins there is seen.
  const end = Math.max(timeline.ended * 1.05, 1);
  const phases = new Map<string, HTMLElement>();
  const rows = timeline.stages.flatMap(({ name, spans, clusters }) => [
    row('stage', name, spans, end, phases),
    ...clusters.map((cluster) => row('cluster', cluster.name, cluster.spans, end, phases)),
  ]);
  const marker = element('div', { class: 'marker', 'aria-hidden': 'true' });
  const held = element('p', { class: 'held' });
  const output = element('output', { for: 'rollout-moment' });
  const slider = element('input', { id: 'rollout-moment', type: 'range', min: 0, max: 1000, step: 1 });
  const update = () => {
    position.part = Number(slider.value) / 1000;
    const time = Math.min(Math.round(position.part * end), timeline.ended);
    const moment = momentOf(timeline, time);
    marker.style.left = `${position.part * 100}%`;
    output.textContent = durationOf(time);
    slider.setAttribute('aria-valuetext', durationOf(time));
    held.textContent =
      moment.held.length === 0 ? 'No cluster is held back.' : `Held back: ${moment.held.join(', ')}.`;
    for (const stage of moment.stages) {
      setPhase(phases.get(`stage ${stage.name}`), stage.phase);
      for (const { name, phase } of stage.clusters) setPhase(phases.get(`cluster ${name}`), phase);
    }
  };
  slider.value = `${Math.round(position.part * 1000)}`;
  slider.addEventListener('input', update);
  update();
  const drawn = new Set(
    timeline.stages.flatMap(({ spans, clusters }) => [
      ...spans.map(({ phase }) => phase as string),
      ...clusters.flatMap((cluster) => cluster.spans.map(({ phase }) => phase as string)),
    ]),
  );
  const legend = [...drawn].map((phase) =>
    element('li', {}, element('span', { class: `swatch ${phase}`, 'aria-hidden': 'true' }), wordOf(phase)),
  );
  return element(
    'div',
    { class: 'chart' },
    element('ul', { class: 'legend', 'aria-label': 'Colours' }, ...legend),
    element(
      'div',
      { class: 'rows', role: 'region', tabindex: 0, 'aria-label': 'Chart of the rollout' },
      element('div', { class: 'marks', 'aria-hidden': 'true' }, marker),
      element('ul', {}, ...rows),
    ),
    element(
      'div',
      { class: 'slider' },
      element('label', { for: 'rollout-moment' }, 'Moment'),
      slider,
      output,
    ),
    held,
  );
}

function setPhase(cell: HTMLElement | undefined, phase: string): void {
  if (cell) cell.textContent = wordOf(phase);
}

function row(
  kind: 'stage' | 'cluster',
  name: string,
  spans: readonly TimelineSpan<string>[],
  end: number,
  phases: Map<string, HTMLElement>,
): HTMLElement {
  const bars = spans.map(({ phase, from }, i) => {
    const to = spans[i + 1]?.from ?? end;
    const title = `${wordOf(phase)}, ${durationOf(from)} to ${durationOf(to)}`;
    const bar = element('span', { class: `bar ${phase}`, title });
    bar.style.left = `${(from / end) * 100}%`;
    bar.style.width = `${((to - from) / end) * 100}%`;
    return bar;
  });
  const phase = element('span', { class: 'phase' });
  phases.set(`${kind} ${name}`, phase);
  return element(
    'li',
    { class: kind },
    element('span', { class: 'name' }, name),
    element('span', { class: 'track', 'aria-hidden': 'true' }, ...bars),
    phase,
  );
}

function wordOf(phase: string): string {
  return WORDS[phase] ?? phase;
}

/** Milliseconds as people write them: `1h30m`, `45s`. */
function durationOf(milliseconds: number): string {
  const units = [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const;
  let left = Math.round(milliseconds / 1000) * 1000;
  const parts = units.map(([unit, size]) => {
    const amount = Math.floor(left / size);
    left -= amount * size;
    return amount > 0 ? `${amount}${unit}` : '';
  });
  return parts.join('') || '0s';
}
