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
 * Adds to a member's numbers those that an explanation says of it.
 *
 * @param sound - Whether nothing that it reports is malformed but for its generations.
 * @returns Whether there is nothing else to say of it.
 */
export function writeNotes(
  cells: number[],
  format: GenerationFormat,
  item: AggregatedStatusItem,
  sound: boolean,
): boolean {
  const { status, applied, health } = item;
  const told = isFields(status);
  const { observedGeneration, generation, resourceTemplateGeneration } = told ? status : NOTHING;
  const observed = told
    ? numberOf(generationIn(format, observedGeneration), observedGenerationOf)
    : NO_STATUS;
  const own = numberOf(generation, generationOf);
  const template = numberOf(resourceTemplateGeneration, generationOf);
  const healthAt = HEALTHS.indexOf(health ?? undefined);
  const appliedAt = Math.max(0, APPLIED.indexOf(applied ?? undefined));
  cells.push(observed, own, template, appliedAt * HEALTHS.length + Math.max(0, healthAt));
  return (
    sound &&
    (told || isAbsent(status)) &&
    observed !== MALFORMED &&
    own !== MALFORMED &&
    template !== MALFORMED &&
    !item.appliedMessage &&
    !hasGenerationsBeside(item)
  );
}

const NOTHING: { readonly [field: string]: unknown } = {};

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
