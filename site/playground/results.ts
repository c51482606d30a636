import { type Attributes, element } from './dom.js';
import type { ExplanationView, PlaygroundView } from './evaluate.js';
import type { OperationView } from './operations.js';
import type { StatusLine } from './status-lines.js';

/** How many clusters a table shows: a page of more is no help. */
const MOST_ROWS = 500;

/** The federated status, with what it changes. */
export function statusSection({ status: lines, statusMissing = '' }: PlaygroundView): HTMLElement {
  if (!lines) return section('Federated status', hint(statusMissing));
  const changes = lines.filter(({ mark }) => mark !== 'same').length;
  const summary = changes === 0 ? 'Nothing changes: the template has this status already.' : undefined;
  return section('Federated status', summary && hint(summary), markedLines(lines, 'Status as YAML'));
}

const MARKS = {
  same: ['', ''],
  added: ['+', 'added'],
  changed: ['~', 'changed'],
  removed: ['-', 'removed'],
} as const;

/** Lines of YAML, each with its mark, which a reader's voice says too. */
function markedLines(lines: readonly StatusLine[], label: string): HTMLElement {
  const rows = lines.map(({ mark, text, was }) => {
    const [sign, word] = MARKS[mark];
    return element(
      'span',
      { class: `line ${mark}` },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, sign || ' '),
      word ? element('span', { class: 'visually-hidden' }, `${word}: `) : undefined,
      text,
      was === undefined ? undefined : element('span', { class: 'was' }, `  was ${was}`),
      '\n',
    );
  });
  return scrolling('pre', { class: 'lines', 'aria-label': label }, ...rows);
}

/** The whole and each cluster, with its reason. */
export function explanationSection(explanation: ExplanationView | undefined): HTMLElement {
  if (!explanation) {
    return section('Clusters', hint('Needs a binding, or a template with members.'));
  }
  const { title, state, reason, message, clusters } = explanation;
  const shown = clusters.slice(0, MOST_ROWS);
  const rows = shown.flatMap((cluster) => [
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, cluster.name),
      element('td', {}, cluster.version === undefined ? '?' : `${cluster.version}`),
      element('td', {}, badge(cluster.state)),
      element('td', { class: 'reason' }, cluster.reason),
    ),
    // A sentence has the whole width: on a phone, there is none for a column of its own.
    element('tr', { class: 'why' }, element('td', { colspan: 4 }, cluster.message)),
  ]);
  const head = ['Cluster', 'Version', 'State', 'Reason'].map((text) => element('th', { scope: 'col' }, text));
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
  const left = clusters.length - shown.length;
  return section(
    'Clusters',
    element(
      'p',
      { class: 'whole' },
      element('strong', {}, title),
      ' ',
      badge(state),
      ` ${reason}: ${message}`,
    ),
    scrolling('div', { class: 'table', 'aria-label': 'Table of clusters' }, table),
    left > 0 ? hint(`${left} more clusters are not shown.`) : undefined,
  );
}

function badge(state: string): HTMLElement {
  return element('span', { class: `badge ${state.replace(/\s/g, '')}` }, state);
}

/** Each operation that the kind has; those that were open stay so. */
export function operationsSection(operations: readonly OperationView[], open: Set<string>): HTMLElement {
  if (operations.length === 0) {
    return section('Operations', hint('Needs a template of a kind that is built in, declared or scripted.'));
  }
  const items = operations.map(({ operation, call, lines, message }) => {
    const details = element(
      'details',
      { class: 'operation', open: open.has(operation) },
      element('summary', {}, element('strong', {}, operation), ' ', element('code', {}, call)),
      lines ? markedLines(lines, `${operation}: answer`) : element('p', { class: 'answer' }, message ?? ''),
    );
    details.addEventListener('toggle', () => {
      if (details.open) open.add(operation);
      else open.delete(operation);
    });
    return details;
  });
  return section('Operations', ...items);
}

/** A part of the results, by its heading. */
export function section(title: string, ...children: readonly (Node | string | undefined)[]): HTMLElement {
  const id = `results-${title.toLowerCase().replace(/\W+/g, '-')}`;
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

export function hint(text: string): HTMLElement {
  return element('p', { class: 'hint' }, text);
}

/** An element that scrolls by itself, so that a keyboard has to reach it. */
function scrolling(tag: 'div' | 'pre', attributes: Attributes, ...children: readonly Node[]): HTMLElement {
  return element(tag, { ...attributes, role: 'region', tabindex: 0 }, ...children);
}
