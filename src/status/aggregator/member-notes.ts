import type { AggregatedStatusItem, ItemHealth } from '../../generation/items.js';
import {
  type GenerationFormat,
  generationOf,
  generationsOf,
  hasGenerationsBeside,
  NEVER,
  observedGenerationOf,
} from '../../generation/processed-generation.js';
import type { MemberReport } from '../../generation/report-of.js';
import { type Fields, isAbsent, isFields } from '../../kubernetes/object.js';
import { type CompiledStatus, generationIn } from '../compiled-status.js';
import { memberReport } from '../explain-status.js';

/** How many numbers tell what an explanation says of nearly every member: its generations, and one for the rest. */
export const NOTES = 4;

const HEALTHS: readonly (ItemHealth | undefined)[] = [undefined, 'Healthy', 'Unhealthy', 'Unknown'];
const APPLIED: readonly (boolean | undefined)[] = [undefined, true, false];

/** In the place of the last number: a cluster that is scheduled and has not reported. */
const SILENT = -1;

const NO_STATUS: Fields = {};

/** Takes down that nothing has been reported. */
export function noteSilent(cells: Float64Array, start: number): void {
  cells[start + NOTES - 1] = SILENT;
}

/** Whether nothing has been reported. */
export function isSilent(cells: Float64Array, start: number): boolean {
  return cells[start + NOTES - 1] === SILENT;
}

/** The report of a member, `undefined` where it is settled and numbers tell all of it. */
export function reportBeside(
  compiled: CompiledStatus,
  format: GenerationFormat,
  item: AggregatedStatusItem,
  processed: number,
): MemberReport | undefined {
  const told = isFields(item.status) && processed !== NEVER && HEALTHS.includes(item.health ?? undefined);
  return told && !item.appliedMessage && !hasGenerationsBeside(item)
    ? undefined
    : memberReport(compiled, format, item);
}

/** Whether numbers tell all of a report: of a member that lags and of which there is nothing else to say. */
export function isPlain(item: AggregatedStatusItem, report: MemberReport): boolean {
  const { generations, problems, appliedMessage, processed } = report;
  const lags = generations !== undefined && problems.length === 0 && processed === NEVER;
  return lags && appliedMessage === undefined && !hasGenerationsBeside(item);
}

/** Takes down what numbers tell of a member. */
export function writeNotes(
  cells: Float64Array,
  start: number,
  format: GenerationFormat,
  { status, applied, health }: AggregatedStatusItem,
  report: MemberReport | undefined,
): void {
  // Those of a report stand beside the status, or are what is well-formed of the status.
  const told: Fields = report?.generations ?? (isFields(status) ? status : NO_STATUS);
  const { observedGeneration, generation, resourceTemplateGeneration } = told;
  cells[start] = numberOf(generationIn(format, observedGeneration), observedGenerationOf);
  cells[start + 1] = numberOf(generation, generationOf);
  cells[start + 2] = numberOf(resourceTemplateGeneration, generationOf);
  const appliedAt = Math.max(0, APPLIED.indexOf(applied ?? undefined));
  cells[start + 3] = appliedAt * HEALTHS.length + Math.max(0, HEALTHS.indexOf(health ?? undefined));
}

/** A well-formed generation, NaN for none. */
function numberOf(value: unknown, read: (value: unknown) => number | undefined): number {
  return isAbsent(value) ? Number.NaN : (read(value) ?? Number.NaN);
}

/** What numbers tell of a member. */
export function readNotes(
  cells: Float64Array,
  start: number,
  clusterName: string,
  processed: number,
): MemberReport {
  const [observedGeneration, generation, resourceTemplateGeneration, rest = 0] = cells.subarray(
    start,
    start + NOTES,
  );
  return {
    clusterName,
    applied: APPLIED[Math.floor(rest / HEALTHS.length)],
    health: HEALTHS[rest % HEALTHS.length],
    generations: generationsOf({ observedGeneration, generation, resourceTemplateGeneration }),
    processed,
    problems: [],
  };
}
