import { compare } from '../kubernetes/compare.js';
import { evaluator } from '../suspension/evaluate-suspension.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  type ItemHealth,
  inOrder,
  listItems,
  type ScheduledClusters,
  scheduledClusters,
} from './items.js';
import { type LagReason, reasonOf } from './lag-reason.js';
import { type GenerationFormat, NEVER } from './processed-generation.js';
import type { MemberReport, StatusProblem } from './report-of.js';

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
  readonly applied?: boolean;
  readonly appliedMessage?: string;
  readonly health?: ItemHealth;
}

/** Why a federated status is what it is. */
export interface StatusExplanation {
  /** The template's `metadata.generation`. */
  readonly generation: number;
  /** The `observedGeneration` that `aggregateStatus` gives. */
  readonly observedGeneration: number;
  /** Whether every cluster is settled now: `observedGeneration` stays where it is when one falls behind later. */
  readonly settled: boolean;
  /** Each cluster, by name: settled or why not. */
  readonly clusters: readonly ClusterExplanation[];
  /**
   * Each malformed field of a member's status, which counts as absent and keeps its member from settling; and each
   * cluster that is reported more than once, every report of which counts.
   */
  readonly problems: readonly StatusProblem[];
}

/** What of a template an explanation depends on. */
export interface ExplainedTemplate {
  readonly generation: number;
  readonly observedGeneration: number;
  readonly format: GenerationFormat;
}

/** Explains what the items of a workload report. */
export function explainMembers(
  template: ExplainedTemplate,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
  report: (item: AggregatedStatusItem) => MemberReport,
): StatusExplanation {
  const reports = inOrder(listItems(items)).map(report);
  return explainReports(template, reports, scheduledClusters(options), options);
}

/** Explains what members report. */
export function explainReports(
  { generation, observedGeneration: stored, format }: ExplainedTemplate,
  reports: readonly MemberReport[],
  scheduled: ScheduledClusters | undefined,
  options: AggregateOptions | undefined,
): StatusExplanation {
  const suspensionOf = evaluator(options?.suspension, 'options.suspension');
  const problems: StatusProblem[] = [];
  const silent = new Set(scheduled?.keys());
  for (const { clusterName } of reports) silent.delete(clusterName);
  const members = [
    ...reports,
    ...Array.from(silent, (clusterName): MemberReport => ({ clusterName, processed: NEVER, problems: [] })),
  ];
  members.sort((a, b) => compare(a.clusterName, b.clusterName));
  const clusters = members.map((report, i): ClusterExplanation => {
    const { clusterName, applied, appliedMessage, health, generations } = report;
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
      ? reasonOf(generation, format, report, scheduled?.get(clusterName) !== false, suspensionOf)
      : (['NotScheduled', 'reports, but is not one of options.clusters'] as const);
    return {
      clusterName,
      settled: reason === 'Settled',
      reason,
      message: `${clusterName} ${message}`,
      ...(counts && generations),
      ...(counts && applied !== undefined && { applied }),
      ...(counts && appliedMessage !== undefined && { appliedMessage }),
      ...(counts && health !== undefined && { health }),
    };
  });
  const settled = clusters.every(({ reason }) => reason === 'Settled' || reason === 'NotScheduled');
  return { generation, observedGeneration: settled ? generation : stored, settled, clusters, problems };
}
