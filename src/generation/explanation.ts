import { mismatch } from '../errors.js';
import { compare } from '../kubernetes/compare.js';
import { type Fields, isName, typed } from '../kubernetes/object.js';
import { evaluator } from '../suspension/evaluate-suspension.js';
import type { ClusterSuspension } from '../suspension/suspension.js';
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

/** Why a federated status is what it is. */
export interface StatusExplanation {
  /** The template's `metadata.generation`. */
  readonly generation: number;
  /** The `observedGeneration` that `aggregateStatus` gives. */
  readonly observedGeneration: number;
  /** Whether `observedGeneration` has reached `generation`. */
  readonly settled: boolean;
  /** Each cluster, by name: settled or why not. */
  readonly clusters: readonly ClusterExplanation[];
  /**
   * Each malformed field of a member's status, which counts as absent and keeps its member from settling; and each
   * cluster that is reported more than once, every report of which counts.
   */
  readonly problems: readonly StatusProblem[];
}

/** The generations of a template, as far as they are well-formed. */
type Template = Pick<StatusExplanation, 'generation' | 'observedGeneration'>;

/** What one member reports, as far as an explanation is concerned. */
export interface MemberReport
  extends Pick<AggregatedStatusItem, 'clusterName' | 'applied' | 'appliedMessage'> {
  /** The well-formed ones; `undefined` where no status has been reported. */
  readonly generations?: Generations | undefined;
  /** What is wrong with the status, its generations first. */
  readonly problems: readonly StatusProblem[];
}

/** What an item reports: the slow twin of the aggregation's loop, which must come to the same answer. */
export function reportOf(item: AggregatedStatusItem, check: StatusCheck): MemberReport {
  const { clusterName, status, applied, appliedMessage } = item;
  const problems: StatusProblem[] = [];
  const report: Report = (path, value, expected) => {
    problems.push({ clusterName, path, message: mismatch(path, value, expected) });
  };
  const reported = typed(status, 'status', 'an object', report);
  if (reported) check(reported, report);
  const generations = reported && generationsOf(reported);
  return {
    clusterName,
    applied,
    appliedMessage: isName(appliedMessage) ? appliedMessage : undefined,
    generations,
    problems,
  };
}

/** Explains what the items of a workload report. */
export function explainMembers(
  template: Template,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
  check: StatusCheck,
): StatusExplanation {
  const reports = inOrder(listItems(items)).map((item) => reportOf(item, check));
  return explainReports(template, reports, scheduledClusters(options), options);
}

/** Explains what members report. */
export function explainReports(
  { generation, observedGeneration: stored }: Template,
  reports: readonly MemberReport[],
  scheduled: ReadonlySet<string> | undefined,
  options: AggregateOptions | undefined,
): StatusExplanation {
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
  const observedGeneration = settled ? generation : stored;
  return { generation, observedGeneration, settled: observedGeneration >= generation, clusters, problems };
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
      const why = appliedMessage ? `: ${appliedMessage}` : '';
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
