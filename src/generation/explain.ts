import { describe } from '../errors.js';
import { type Fields, isFields } from '../objects.js';
import { evaluator } from '../suspension/evaluate.js';
import type { ClusterSuspension } from '../suspension/types.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  compare,
  inOrder,
  listItems,
  scheduledClusters,
} from './items.js';
import { A_GENERATION, GENERATION_FIELDS, generationOf } from './settled.js';

/** Why a cluster has not processed the template's version; `Settled` where it has. */
export type LagReason =
  | 'Settled'
  | 'Suspended'
  | 'NotApplied'
  | 'NotReported'
  | 'TemplateBehind'
  | 'ControllerBehind'
  | 'Malformed'
  | 'NotScheduled';

/** Whether one cluster has processed the template's version, and if not, why not. */
export interface ClusterExplanation {
  readonly clusterName: string;
  readonly settled: boolean;
  readonly reason: LagReason;
  /** A sentence for an operator, such as `member2 runs template generation 6; 7 is current`. */
  readonly message: string;
  readonly generation?: number;
  readonly observedGeneration?: number;
  readonly resourceTemplateGeneration?: number;
}

/** A field of a member's status that is not what its kind asks for, and so counts as absent. */
export interface StatusProblem {
  readonly clusterName: string;
  /** Where it stands in the item, such as `status.readyReplicas` or `status.conditions[1].type`. */
  readonly path: string;
  readonly message: string;
}

/** Takes down that what stands at `path` is not what is expected there. */
export type Report = (path: string, value: unknown, expected: string) => void;

/** Reports every malformed field of one member's status. */
export type StatusCheck = (status: Fields, report: Report) => void;

/** Reports malformed generations, the fields that the status of every kind has. */
export function checkGenerations(status: Fields, report: Report): void {
  for (const field of GENERATION_FIELDS) {
    if (generationOf(status[field]) === undefined) report(`status.${field}`, status[field], A_GENERATION);
  }
}

/** What is said of the members, by cluster name, and whether each of those that count is settled. */
export interface MembersExplanation {
  readonly settled: boolean;
  readonly clusters: readonly ClusterExplanation[];
  readonly problems: readonly StatusProblem[];
}

/** Explains every member: the slow twin of the aggregation's loop, which must come to the same answer. */
export function explainMembers(
  generation: number,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
  check: StatusCheck,
): MembersExplanation {
  const scheduled = scheduledClusters(options);
  const suspensionOf = evaluator(options?.suspension, 'options.suspension').of;
  const clusters: ClusterExplanation[] = [];
  const problems: StatusProblem[] = [];
  const seen = new Set<string>();
  for (const item of inOrder(listItems(items))) {
    const { clusterName } = item;
    if (seen.has(clusterName)) {
      problems.push({
        clusterName,
        path: 'clusterName',
        message: `${clusterName} is reported more than once`,
      });
    }
    seen.add(clusterName);
    if (scheduled !== undefined && !scheduled.has(clusterName)) {
      const message = `${clusterName} reports, but the workload is not scheduled to it`;
      clusters.push({ clusterName, settled: false, reason: 'NotScheduled', message });
      continue;
    }
    const before = problems.length;
    const report: Report = (path, value, expected) => {
      problems.push({ clusterName, path, message: `${path} is ${describe(value)}, not ${expected}` });
    };
    if (isFields(item.status)) check(item.status, report);
    else if (item.status !== undefined && item.status !== null) report('status', item.status, 'an object');
    clusters.push(explainMember(generation, item, suspensionOf, problems[before]));
  }
  for (const clusterName of scheduled ?? []) {
    if (!seen.has(clusterName))
      clusters.push(explainMember(generation, { clusterName }, suspensionOf, undefined));
  }
  clusters.sort((a, b) => compare(a.clusterName, b.clusterName));
  const settled = clusters.every((cluster) => cluster.settled || cluster.reason === 'NotScheduled');
  return { settled, clusters, problems };
}

type SuspensionOf = (clusterName: string) => ClusterSuspension;

/** One member: `problem` is the first thing that is wrong with its status. */
function explainMember(
  generation: number,
  item: AggregatedStatusItem,
  suspensionOf: SuspensionOf,
  problem: StatusProblem | undefined,
): ClusterExplanation {
  const numbers = isFields(item.status) ? generationsOf(item.status) : undefined;
  const [reason, message] = reasonOf(generation, item, numbers, suspensionOf, problem);
  const { clusterName } = item;
  return {
    clusterName,
    settled: reason === 'Settled',
    reason,
    message: `${clusterName} ${message}`,
    ...numbers,
  };
}

type Generations = Pick<
  ClusterExplanation,
  'generation' | 'observedGeneration' | 'resourceTemplateGeneration'
>;

/** The well-formed generations of a status, as the explanation repeats them. */
function generationsOf(status: Fields): Generations {
  const numbers: { -readonly [F in keyof Generations]: Generations[F] } = {};
  for (const field of GENERATION_FIELDS) {
    const value = status[field];
    if (value !== undefined && value !== null && generationOf(value) !== undefined) {
      // `-0` would not survive a round trip through JSON.
      numbers[field] = (value as number) + 0;
    }
  }
  return numbers;
}

/** The first cause that holds, in the order in which an operator has to deal with them. */
function reasonOf(
  generation: number,
  item: AggregatedStatusItem,
  numbers: Generations | undefined,
  suspensionOf: SuspensionOf,
  problem: StatusProblem | undefined,
): [LagReason, string] {
  const {
    observedGeneration = 0,
    generation: own = 0,
    resourceTemplateGeneration: template = 0,
  } = numbers ?? {};
  const stands =
    numbers === undefined
      ? 'has not reported a status'
      : numbers.resourceTemplateGeneration === undefined
        ? 'does not say which template generation it runs'
        : `runs template generation ${template}`;
  if (numbers === undefined || template < generation) {
    const { suspended, by } = suspensionOf(item.clusterName);
    if (suspended)
      return [
        'Suspended',
        `${stands}; dispatching generation ${generation} to it is suspended by spec.suspension.${by}`,
      ];
    if (item.applied === false) {
      const { appliedMessage } = item;
      const why = typeof appliedMessage === 'string' && appliedMessage !== '' ? `: ${appliedMessage}` : '';
      return ['NotApplied', `${stands}; generation ${generation} could not be applied${why}`];
    }
  }
  const malformed = (): [LagReason, string] => [
    'Malformed',
    `reports a malformed status: ${problem?.message}`,
  ];
  if (problem !== undefined && (numbers === undefined || !readable(item.status as Fields)))
    return malformed();
  if (numbers === undefined) return ['NotReported', stands];
  if (template < generation) return ['TemplateBehind', `${stands}; ${generation} is current`];
  if (observedGeneration < own) {
    const seen = `its controller has observed generation ${observedGeneration}; ${own} is current there`;
    return ['ControllerBehind', `${stands}, but ${seen}`];
  }
  return problem === undefined ? ['Settled', stands] : malformed();
}

/** Whether the generations of a status can be relied on. */
function readable(status: Fields): boolean {
  return GENERATION_FIELDS.every((field) => generationOf(status[field]) !== undefined);
}
