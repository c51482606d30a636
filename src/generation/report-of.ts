import { mismatch } from '../errors.js';
import { type Fields, isAbsent, isName, typed } from '../kubernetes/object.js';
import type { AggregatedStatusItem, ItemHealth } from './items.js';
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

/** A field of a member's status that is not what its kind asks for, and so counts as absent. */
export interface StatusProblem {
  readonly clusterName: string;
  /** Where it stands in the item, such as `status.readyReplicas` or `status.conditions[1].type`. */
  readonly path: string;
  readonly message: string;
}

/** Takes down that what stands at `path` is not what is expected there. */
type ReportProblem = (path: string, value: unknown, expected: string) => void;

/** Reports every malformed field of one member's status but for the generations, which every kind has. */
export type StatusCheck = (status: Fields, item: AggregatedStatusItem, report: ReportProblem) => void;

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
