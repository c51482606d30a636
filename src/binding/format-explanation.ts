import { invalid } from '../errors.js';
import type { StatusExplanation } from '../generation/explanation.js';
import { isCount } from '../kubernetes/object.js';
import type { BindingExplanation } from './binding-explanation.js';
import { clip, columnsOf, pad, wrapText } from './columns.js';

/** How the table is to look. */
export interface FormatExplanationOptions {
  /** The longest line, in columns of a terminal; 80 where it is absent, and at least 40. */
  readonly width?: number | undefined;
}

/** Wider than any terminal. */
const WIDEST = 10_000;
const GAP = '  ';
const INDENT = '    ';
const HEAD = ['CLUSTER', 'VERSION', 'STATE', 'REASON'] as const;

/**
 * An explanation as text for a terminal: what there is to say of the whole, a table of the clusters with a sentence for
 * each where something is to be said, and what is malformed.
 *
 * @param explanation - From `explainBinding`, or from `explainStatus` of an interpreter.
 * @param options - The longest line, in columns.
 * @returns Lines without anything that a terminal would act upon; wide characters count as two.
 * @throws InterpreterError `INVALID_OPTIONS` where the width is no number of columns.
 * @example
 * console.log(formatExplanation(explainBinding(binding, { template })));
 */
export function formatExplanation(
  explanation: BindingExplanation | StatusExplanation,
  options: FormatExplanationOptions = {},
): string {
  const wanted = options.width ?? 80;
  if (!isCount(wanted, WIDEST))
    throw invalid('INVALID_OPTIONS', 'options.width', wanted, `an integer from 0 to ${WIDEST}`);
  const width = Math.max(40, wanted);
  const label = Math.floor(width / 3);
  const { clusters, problems } = explanation;
  const rows = clusters.map((cluster) => [
    clip(cluster.clusterName, label),
    `${cluster.resourceTemplateGeneration ?? '?'}`,
    stateOf(cluster),
    cluster.reason,
  ]);
  const widths = HEAD.map((head, i) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(`${row[i]}`)), head.length),
  );
  const line = (cells: readonly string[]): string =>
    clip(cells.map((cell, i) => pad(cell, widths[i] as number)).join(GAP), width).trimEnd();
  const paragraph = (text: string): readonly string[] =>
    wrapText(text, width - INDENT.length).map((part) => INDENT + part);
  return [
    ...headOf(explanation).flatMap((text, i) => (i === 0 ? wrapText(text, width) : paragraph(text))),
    ...(rows.length > 0 ? ['', line(HEAD)] : []),
    ...rows.flatMap((row, i) => [
      line(row),
      ...(clusters[i] ? detailOf(clusters[i]) : []).flatMap(paragraph),
    ]),
    ...(problems.length > 0 ? ['', 'PROBLEMS'] : []),
    ...problems.flatMap((problem) =>
      paragraph('clusterName' in problem ? `${problem.clusterName}: ${problem.message}` : problem.message),
    ),
  ].join('\n');
}

type Cluster = (BindingExplanation | StatusExplanation)['clusters'][number];

function stateOf(cluster: Cluster): string {
  if ('state' in cluster) return cluster.state;
  return cluster.settled ? 'settled' : 'not settled';
}

/** The sentence of a cluster, unless its row says all of it. */
function detailOf({ reason, message }: Cluster): readonly string[] {
  return reason === 'Settled' ? [] : [message];
}

/** What is said of the whole; the first is its title. */
function headOf(explanation: BindingExplanation | StatusExplanation): readonly string[] {
  if (!('resource' in explanation)) {
    const { generation, observedGeneration, settled } = explanation;
    return [
      `generation ${generation}, observed ${observedGeneration}: ${settled ? 'settled' : 'not settled'}`,
    ];
  }
  const { message, scheduling } = explanation;
  const placed = scheduling && scheduling.message !== message ? [`scheduling: ${scheduling.message}`] : [];
  return [explanationTitle(explanation), message, ...placed];
}

/** The first line of an explanation: what it is of, and where that stands. */
export function explanationTitle({ resource, state, reason, generation }: BindingExplanation): string {
  const name = [resource.namespace, resource.name].filter(Boolean).join('/');
  const what = [resource.apiVersion, resource.kind, name].filter(Boolean).join(' ');
  const version = generation === undefined ? '' : `, generation ${generation}`;
  return `${what}${version}: ${state} (${reason})`;
}
