import { type Fields, isAbsent, isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';

/** The annotation by which Karmada stamps a template's generation on each member's copy. */
export const RESOURCE_TEMPLATE_GENERATION_ANNOTATION = 'resourcetemplate.karmada.io/generation';

/** The fields of a member's status that say which version of the template it has processed. */
export const GENERATION_FIELDS = ['observedGeneration', 'generation', 'resourceTemplateGeneration'] as const;

/** What a generation has to be, as messages say it. */
export const A_GENERATION = `an integer from 0 to ${MAX_SAFE}`;

/** A generation as a number: 0 where it is absent, `undefined` where it is something else. */
export function generationOf(value: unknown): number | undefined {
  if (isAbsent(value)) return 0;
  // `-0` would not survive a round trip through JSON.
  return isCount(value, MAX_SAFE) ? value + 0 : undefined;
}

/** Those of the generations that a member reports which are well-formed. */
export type Generations = { readonly [Field in (typeof GENERATION_FIELDS)[number]]?: number };

/** The well-formed generations of a status; the others are left out. */
export function generationsOf(status: Fields): Generations {
  const numbers: { -readonly [Field in keyof Generations]: Generations[Field] } = {};
  for (const field of GENERATION_FIELDS) {
    const value = generationOf(status[field] ?? Number.NaN);
    if (value !== undefined) numbers[field] = value;
  }
  return numbers;
}

/**
 * Whether a member has processed the template's version: its own controller has observed its spec, and that
 * spec came from this generation of the template or a later one.
 *
 * @param memberStatus the status as `reflectStatus` collected it in the member cluster
 * @param generation the template's `metadata.generation`
 * @returns `false` also where there is no status, or one whose generations are malformed
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/aggregatestatus.go#L81-L87
 * @example
 * isSettled({ generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 }, 7); // true
 */
export function isSettled(memberStatus: unknown, generation: number): boolean {
  if (!isFields(memberStatus)) return false;
  const { observedGeneration, generation: own, resourceTemplateGeneration } = memberStatus;
  return reaches(observedGeneration, own) && reaches(resourceTemplateGeneration, generation);
}

/** Whether a generation is another one or a later one: what is malformed is `NaN`, which reaches nothing. */
function reaches(value: unknown, other: unknown): boolean {
  return Number(generationOf(value)) >= Number(generationOf(other));
}

/** The sentence for a spec that its controller has not got to. */
export function notObserved(observed: number, generation: number): string {
  return `the controller has observed generation ${observed}; ${generation} is current`;
}
