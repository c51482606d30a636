import { compare } from '../compare.js';
import { mismatch } from '../errors.js';
import { type Fields, isName, typed } from '../objects.js';
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
import {
  A_GENERATION,
  GENERATION_FIELDS,
  type Generations,
  generationOf,
  generationsOf,
  notObserved,
} from './settled.js';

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
interface MemberReport extends Pick<AggregatedStatusItem, 'clusterName' | 'applied' | 'appliedMessage'> {
  /** The well-formed ones; `undefined` where no status has been reported. */
  readonly generations?: Generations | undefined;
  /** What is wrong with the status, its generations first. */
  readonly problems: readonly StatusProblem[];
}

/** What an item reports: the slow twin of the aggregation's loop, which must come to the same answer. */
function reportOf(item: AggregatedStatusItem, check: StatusCheck): MemberReport {
  const { clusterName } = item;
  const problems: StatusProblem[] = [];
  const report: Report = (path, value, expected) => {
    problems.push({ clusterName, path, message: mismatch(path, value, expected) });
  };
  const status = typed(item.status, 'status', 'an object', report);
  if (status) check(status, report);
  return { ...item, generations: status && generationsOf(status), problems };
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

/** Explains what members report. */
function explainReports(
  generation: number,
  reports: readonly MemberReport[],
  scheduled: ReadonlySet<string> | undefined,
  options: AggregateOptions | undefined,
): MembersExplanation {
  const suspensionOf = evaluator(options?.suspension, 'options.suspension');
  const problems: StatusProblem[] = [];
  const silent = new Set(scheduled);
  for (const { clusterName } of reports) silent.delete(clusterName);
  const members = [
    ...reports,
    ...Array.from(silent, (clusterName): MemberReport => ({ clusterName, problems: [] })),
  ];
  members.sort((a, b) => compare(a.clusterName, b.clusterName));
  const clusters = members.map((report, i): ClusterExplanation => {
    const { clusterName } = report;
    if (members[i - 1]?.clusterName === clusterName) {
      problems.push({
        clusterName,
        path: 'clusterName',
        message: `${clusterName} is reported more than once`,
      });
    }
    const counts = scheduled?.has(clusterName) ?? true;
    if (counts) for (const problem of report.problems) problems.push({ ...problem });
    const [reason, message] = counts
      ? reasonOf(generation, report, suspensionOf)
      : (['NotScheduled', 'reports, but is not one of options.clusters'] as const);
    return {
      clusterName,
      settled: reason === 'Settled',
      reason,
      message: `${clusterName} ${message}`,
      ...(counts && report.generations),
    };
  });
  const settled = clusters.every(({ reason }) => reason === 'Settled' || reason === 'NotScheduled');
  return { settled, clusters, problems };
}

/** The first cause that holds, in the order in which an operator has to deal with them. */
function reasonOf(
  generation: number,
  { clusterName, applied, appliedMessage, generations, problems: [problem] }: MemberReport,
  suspensionOf: (clusterName: string) => ClusterSuspension,
): [LagReason, string] {
  const { observedGeneration = 0, generation: own = 0, resourceTemplateGeneration } = generations ?? {};
  const template = resourceTemplateGeneration ?? 'unknown';
  const behind = !generations || (resourceTemplateGeneration ?? 0) < generation;
  const stands = generations ? `runs template generation ${template}` : 'has not reported a status';
  if (behind) {
    const { by } = suspensionOf(clusterName);
    if (by) {
      return [
        'Suspended',
        `${stands}; dispatching generation ${generation} to it is suspended by spec.suspension.${by}`,
      ];
    }
    if (applied === false) {
      const why = isName(appliedMessage) ? `: ${appliedMessage}` : '';
      return ['NotApplied', `${stands}; generation ${generation} could not be applied${why}`];
    }
  }
  const malformed: [LagReason, string] | undefined = problem && [
    'Malformed',
    `reports a malformed status: ${problem.message}`,
  ];
  // Without its generations, it stays open which version the member has processed.
  const unread = !generations || GENERATION_FIELDS.some((field) => problem?.path === `status.${field}`);
  if (malformed && unread) return malformed;
  if (!generations) return ['NotReported', stands];
  if (behind) return ['TemplateBehind', `${stands}; ${generation} is current`];
  if (observedGeneration < own) {
    return ['ControllerBehind', `${stands}, but ${notObserved(observedGeneration, own)}`];
  }
  return malformed ?? ['Settled', stands];
}
