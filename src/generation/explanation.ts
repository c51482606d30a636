import { mismatch } from '../errors.js';
import { compare } from '../kubernetes/compare.js';
import { type Fields, isAbsent, isName, typed } from '../kubernetes/object.js';
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
import {
  A_GENERATION,
  AN_OBSERVED_GENERATION,
  GENERATION_FIELDS,
  type GenerationFormat,
  type Generations,
  generationOf,
  generationsOf,
  isUnobserved,
  NEVER,
  observedGenerationOf,
  processedGeneration,
} from './processed-generation.js';

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

/** A field of a member's status that is not what its kind asks for, and so counts as absent. */
export interface StatusProblem {
  readonly clusterName: string;
  /** Where it stands in the item, such as `status.readyReplicas` or `status.conditions[1].type`. */
  readonly path: string;
  readonly message: string;
}

/** Takes down that what stands at `path` is not what is expected there. */
export type ReportProblem = (path: string, value: unknown, expected: string) => void;

/** Reports every malformed field of one member's status but for the generations, which every kind has. */
export type StatusCheck = (status: Fields, item: AggregatedStatusItem, report: ReportProblem) => void;

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

/** What one member reports, as far as an explanation is concerned. */
export interface MemberReport {
  readonly clusterName: string;
  readonly applied?: boolean | undefined;
  readonly appliedMessage?: string | undefined;
  readonly health?: ItemHealth | undefined;
  /** The well-formed ones; `undefined` where no status has been reported. */
  readonly generations?: Generations | undefined;
  /** The generation of the template that it has processed by its generations alone, -1 for none. */
  readonly processed: number;
  /** What is wrong with the status, its generations first: a member with a problem is not settled. */
  readonly problems: readonly StatusProblem[];
}

const HEALTHS: readonly unknown[] = ['Healthy', 'Unhealthy', 'Unknown'];

/** What an item reports. */
export function reportOf(
  item: AggregatedStatusItem,
  format: GenerationFormat,
  read: (observed: unknown) => unknown,
  check: StatusCheck,
): MemberReport {
  const { clusterName, applied, appliedMessage, health } = item;
  const problems: StatusProblem[] = [];
  const report: ReportProblem = (path, value, expected) => {
    problems.push({ clusterName, path, message: mismatch(path, value, expected) });
  };
  const status = typed(item.status, 'status', 'an object', report);
  const observed = read(status?.observedGeneration);
  const { generation, resourceTemplateGeneration } = status ?? {};
  checkGenerations(
    item,
    { observedGeneration: observed, generation, resourceTemplateGeneration },
    format,
    report,
  );
  if (status) check(status, item, report);
  const told = status !== undefined || (isUnobserved(format) && isAbsent(item.status));
  return {
    ...{ clusterName, problems },
    ...(typeof applied === 'boolean' && { applied }),
    ...(isName(appliedMessage) && { appliedMessage }),
    ...(HEALTHS.includes(health) && { health: health as ItemHealth }),
    processed: told
      ? processedGeneration(item, format, observed, generation, resourceTemplateGeneration)
      : NEVER,
    ...(status && {
      generations: generationsOf(
        { observedGeneration: observed, generation, resourceTemplateGeneration },
        item,
      ),
    }),
  };
}

/** Reports malformed generations: those within the status, and those beside it. */
function checkGenerations(
  item: AggregatedStatusItem,
  status: Fields,
  format: GenerationFormat,
  report: ReportProblem,
): void {
  const { memberObservedGeneration, memberGeneration, resourceTemplateGeneration } = item;
  const beside = { memberObservedGeneration, memberGeneration, resourceTemplateGeneration };
  Object.entries(beside).forEach(([name, value], i) => {
    const field = GENERATION_FIELDS[i] as string;
    const observed = i === 0;
    if (observed && isUnobserved(format)) return;
    const within = isAbsent(value);
    const found = within ? status[field] : value;
    const read = observed ? observedGenerationOf : generationOf;
    if (read(found) === undefined)
      report(within ? `status.${field}` : name, found, observed ? AN_OBSERVED_GENERATION : A_GENERATION);
  });
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
