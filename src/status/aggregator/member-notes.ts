import type { AggregatedStatusItem, ItemHealth } from '../../generation/items.js';
import {
  type GenerationFormat,
  generationOf,
  generationsOf,
  hasGenerationsBeside,
  observedGenerationOf,
} from '../../generation/processed-generation.js';
import type { MemberReport } from '../../generation/report-of.js';
import { isAbsent, isFields } from '../../kubernetes/object.js';
import { generationIn } from '../compiled-status.js';

/** How many numbers tell what an explanation says of nearly every member: its generations, and one for the rest. */
export const NOTES = 4;

const HEALTHS: readonly (ItemHealth | undefined)[] = [undefined, 'Healthy', 'Unhealthy', 'Unknown'];
const APPLIED: readonly (boolean | undefined)[] = [undefined, true, false];

/** In the place of a generation: there is none, or it is malformed. */
const ABSENT = -2;
const MALFORMED = -3;

/** In the place of the first generation: no status has been reported, and so none of them. */
const NO_STATUS = -4;

/** In the place of the last number: a cluster that is scheduled and has not reported. */
const SILENT = -1;

/** Takes down that nothing has been reported. */
export function markSilent(cells: number[], start: number): void {
  cells[start + NOTES - 1] = SILENT;
}

/** Whether nothing has been reported. */
export function isMarkedSilent(cells: readonly number[], start: number): boolean {
  return cells[start + NOTES - 1] === SILENT;
}

/**
 * Writes those of a member's numbers that an explanation says of it.
 *
 * @param start - Where they begin.
 * @param values - What has been read of its status: its generations, from `at` on.
 * @returns Whether there is nothing else to say of them.
 */
export function writeNotes(
  cells: number[],
  start: number,
  format: GenerationFormat,
  item: AggregatedStatusItem,
  values: readonly unknown[],
  at: number,
): boolean {
  const { status, applied, health } = item;
  const told = isFields(status);
  const observed = told ? numberOf(generationIn(format, values[at]), observedGenerationOf) : NO_STATUS;
  const own = told ? numberOf(values[at + 1], generationOf) : ABSENT;
  const template = told ? numberOf(values[at + 2], generationOf) : ABSENT;
  const healthAt = Math.max(0, HEALTHS.indexOf(health ?? undefined));
  const appliedAt = Math.max(0, APPLIED.indexOf(applied ?? undefined));
  cells[start] = observed;
  cells[start + 1] = own;
  cells[start + 2] = template;
  cells[start + 3] = appliedAt * HEALTHS.length + healthAt;
  return (
    (told || isAbsent(status)) &&
    observed !== MALFORMED &&
    own !== MALFORMED &&
    template !== MALFORMED &&
    !item.appliedMessage &&
    !hasGenerationsBeside(item)
  );
}

/** A generation, where it is one. */
function numberOf(value: unknown, read: (value: unknown) => number | undefined): number {
  return isAbsent(value) ? ABSENT : (read(value) ?? MALFORMED);
}

/** What numbers tell of a member. */
export function readNotes(
  cells: readonly number[],
  start: number,
  clusterName: string,
  processed: number,
): MemberReport {
  const [observedGeneration, generation, resourceTemplateGeneration, rest = 0] = cells
    .slice(start, start + NOTES)
    .map((cell) => (cell === ABSENT ? undefined : cell));
  return {
    clusterName,
    applied: APPLIED[Math.floor(rest / HEALTHS.length)],
    health: HEALTHS[rest % HEALTHS.length],
    generations:
      observedGeneration === NO_STATUS
        ? undefined
        : generationsOf({ observedGeneration, generation, resourceTemplateGeneration }),
    processed,
    problems: [],
  };
}
