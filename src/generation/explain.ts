import { compare } from '../compare.js';
import { describe } from '../errors.js';
import { type Fields, isAbsent, isFields } from '../objects.js';
import { evaluator } from '../suspension/evaluate.js';
import type { ClusterSuspension } from '../suspension/types.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
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

/** What one member reports, as far as an explanation is concerned. */
export interface MemberReport {
  readonly clusterName: string;
  readonly applied?: boolean | undefined;
  readonly appliedMessage?: string | undefined;
  /** The well-formed ones; `undefined` where no status has been reported. */
  readonly generations: Generations | undefined;
  /** What is wrong with the status, its generations first. */
  readonly problems: readonly StatusProblem[];
}

/** The generations that a member reports. */
export type Generations = Pick<
  ClusterExplanation,
  'generation' | 'observedGeneration' | 'resourceTemplateGeneration'
>;

/** What an item reports: the slow twin of the aggregation's loop, which must come to the same answer. */
export function reportOf(item: AggregatedStatusItem, check: StatusCheck): MemberReport {
  const { clusterName, status, applied, appliedMessage } = item;
  const problems: StatusProblem[] = [];
  const report: Report = (path, value, expected) => {
    problems.push(problemAt(clusterName, path, value, expected));
  };
  if (isFields(status)) check(status, report);
  else if (!isAbsent(status)) report('status', status, 'an object');
  const generations = isFields(status) ? generationsOf(status) : undefined;
  return { clusterName, applied, appliedMessage, generations, problems };
}

/** What is wrong with one field of a member. */
export function problemAt(
  clusterName: string,
  path: string,
  value: unknown,
  expected: string,
): StatusProblem {
  return { clusterName, path, message: `${path} is ${describe(value)}, not ${expected}` };
}

/** Explains what the items of a workload report. */
export function explainMembers(
  generation: number,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
  check: StatusCheck,
): MembersExplanation {
  const reports = inOrder(listItems(items)).map((item) => reportOf(item, check));
  return explainReports(generation, reports, scheduledClusters(options), options);
}

/** Explains what members report, given in the order of their clusters' names. */
export function explainReports(
  generation: number,
  reports: readonly MemberReport[],
  scheduled: ReadonlySet<string> | undefined,
  options: AggregateOptions | undefined,
): MembersExplanation {
  const suspensionOf = evaluator(options?.suspension, 'options.suspension').of;
  const clusters: ClusterExplanation[] = [];
  const problems: StatusProblem[] = [];
  const seen = new Set<string>();
  for (const report of reports) {
    const { clusterName } = report;
    if (seen.has(clusterName)) {
      const message = `${clusterName} is reported more than once`;
      problems.push({ clusterName, path: 'clusterName', message });
    }
    seen.add(clusterName);
    if (scheduled === undefined || scheduled.has(clusterName)) {
      for (const problem of report.problems) problems.push(problem);
      clusters.push(explainMember(generation, report, suspensionOf));
    } else {
      const message = `${clusterName} reports, but the workload is not scheduled to it`;
      clusters.push({ clusterName, settled: false, reason: 'NotScheduled', message });
    }
  }
  for (const clusterName of scheduled ?? []) {
    if (seen.has(clusterName)) continue;
    clusters.push(
      explainMember(generation, { clusterName, generations: undefined, problems: [] }, suspensionOf),
    );
  }
  clusters.sort((a, b) => compare(a.clusterName, b.clusterName));
  const settled = clusters.every((cluster) => cluster.settled || cluster.reason === 'NotScheduled');
  return { settled, clusters, problems };
}

type SuspensionOf = (clusterName: string) => ClusterSuspension;

function explainMember(
  generation: number,
  report: MemberReport,
  suspensionOf: SuspensionOf,
): ClusterExplanation {
  const { clusterName, generations } = report;
  const [reason, message] = reasonOf(generation, report, suspensionOf);
  return {
    clusterName,
    settled: reason === 'Settled',
    reason,
    message: `${clusterName} ${message}`,
    ...generations,
  };
}

/** The well-formed generations of a status, as the explanation repeats them. */
function generationsOf(status: Fields): Generations {
  const numbers: { -readonly [F in keyof Generations]: Generations[F] } = {};
  for (const field of GENERATION_FIELDS) {
    const value = status[field];
    if (!isAbsent(value) && generationOf(value) !== undefined) {
      // `-0` would not survive a round trip through JSON.
      numbers[field] = (value as number) + 0;
    }
  }
  return numbers;
}

/** The first cause that holds, in the order in which an operator has to deal with them. */
function reasonOf(
  generation: number,
  { clusterName, applied, appliedMessage, generations, problems }: MemberReport,
  suspensionOf: SuspensionOf,
): [LagReason, string] {
  const { observedGeneration = 0, generation: own = 0, resourceTemplateGeneration } = generations ?? {};
  const template = resourceTemplateGeneration ?? 0;
  const stands =
    generations === undefined
      ? 'has not reported a status'
      : resourceTemplateGeneration === undefined
        ? 'does not say which template generation it runs'
        : `runs template generation ${template}`;
  if (generations === undefined || template < generation) {
    const { suspended, by } = suspensionOf(clusterName);
    if (suspended) {
      return [
        'Suspended',
        `${stands}; dispatching generation ${generation} to it is suspended by spec.suspension.${by}`,
      ];
    }
    if (applied === false) {
      const why = typeof appliedMessage === 'string' && appliedMessage !== '' ? `: ${appliedMessage}` : '';
      return ['NotApplied', `${stands}; generation ${generation} could not be applied${why}`];
    }
  }
  const [problem] = problems;
  const malformed = (): [LagReason, string] => [
    'Malformed',
    `reports a malformed status: ${problem?.message}`,
  ];
  if (problem !== undefined && (generations === undefined || isAboutGenerations(problem))) return malformed();
  if (generations === undefined) return ['NotReported', stands];
  if (template < generation) return ['TemplateBehind', `${stands}; ${generation} is current`];
  if (observedGeneration < own) {
    const seen = `its controller has observed generation ${observedGeneration}; ${own} is current there`;
    return ['ControllerBehind', `${stands}, but ${seen}`];
  }
  return problem === undefined ? ['Settled', stands] : malformed();
}

/** Whether a problem leaves it open which version the member has processed. */
function isAboutGenerations({ path }: StatusProblem): boolean {
  return GENERATION_FIELDS.some((field) => path === `status.${field}`);
}
