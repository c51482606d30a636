import { asJson } from '../kubernetes/json.js';
import { type Fields, isAbsent, isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';

/** The annotation by which Karmada stamps a template's generation on each member's copy. */
export const RESOURCE_TEMPLATE_GENERATION_ANNOTATION = 'resourcetemplate.karmada.io/generation';

/** The fields of a member's status that say which version of the template it has processed. */
export const GENERATION_FIELDS = ['observedGeneration', 'generation', 'resourceTemplateGeneration'] as const;

/** The same numbers beside the status of an item, in the same order. */
const BESIDE = ['memberObservedGeneration', 'memberGeneration', 'resourceTemplateGeneration'] as const;

/**
 * How a kind writes `status.observedGeneration`: as a number; as a text of digits; as a number that Karmada's own
 * collector drops, so that its absence says nothing; never, but for the federation (`static`); or not at all.
 */
export type GenerationFormat = 'number' | 'text' | 'dropped' | 'static' | 'none';

/** What a generation has to be, as messages say it. */
export const A_GENERATION = `an integer from 0 to ${MAX_SAFE}`;
export const AN_OBSERVED_GENERATION = `an integer from -1 to ${MAX_SAFE}`;

/** In the place of the template generation that a member has processed: it has processed none. */
export const NEVER = -1;

/** Digits, as an annotation holds a generation; an int64 that a JSON number can hold has no more of them. */
const DIGITS = /^\+?\d{1,16}$/;

/** What a text of digits says, and any other value as it is. */
export function numberIn(value: unknown): unknown {
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
}

/** A generation as a number: 0 where it is absent, `undefined` where it is something else. */
export function generationOf(value: unknown): number | undefined {
  if (isAbsent(value)) return 0;
  // `-0` would not survive a round trip through JSON.
  return isCount(value, MAX_SAFE) ? value + 0 : undefined;
}

/** The same of an observed generation, which is -1 until the controller has observed anything. */
export function observedGenerationOf(value: unknown): number | undefined {
  return value === -1 ? -1 : generationOf(value);
}

/** What an item says of generations outside of its status. */
export interface ItemGenerations {
  readonly applied?: boolean | undefined;
  readonly resourceTemplateGeneration?: number | undefined;
  readonly memberGeneration?: number | undefined;
  readonly memberObservedGeneration?: number | undefined;
}

/** Whether an item has generations beside its status. */
export function hasGenerationsBeside(item: ItemGenerations): boolean {
  return (
    !isAbsent(item.memberGeneration) ||
    !isAbsent(item.memberObservedGeneration) ||
    !isAbsent(item.resourceTemplateGeneration)
  );
}

/**
 * The generation of the template that a member has processed: that which its copy is stamped with, once its own
 * controller has observed that copy. This is the one place that decides whether a member is settled: it is where
 * the result reaches the template's generation.
 *
 * @param observed - The `observedGeneration` within the status, a number where it is well-formed.
 * @param own - The `generation` within the status.
 * @param template - The `resourceTemplateGeneration` within the status.
 * @returns {@link NEVER} where it has processed none, or one of the generations is malformed.
 */
export function processedGeneration(
  item: ItemGenerations,
  format: GenerationFormat,
  observed: unknown,
  own: unknown,
  template: unknown,
): number {
  const { memberGeneration, memberObservedGeneration, resourceTemplateGeneration } = item;
  const stamp = generationOf(resourceTemplateGeneration ?? template);
  const needed = generationOf(memberGeneration ?? own);
  if (stamp === undefined || needed === undefined) return NEVER;
  if (isUnobserved(format)) {
    if (!isAbsent(resourceTemplateGeneration ?? template)) return stamp;
    // Without a stamp there is nothing to compare: what has been applied is the present version.
    return item.applied === true ? MAX_SAFE : NEVER;
  }
  const reached = observedGenerationOf(memberObservedGeneration ?? observed);
  if (reached === undefined) return NEVER;
  return reached >= needed || isSkipped(item, format, observed) ? stamp : NEVER;
}

/** Whether no controller of the kind observes generations, so that none is waited for. */
export function isUnobserved(format: GenerationFormat): boolean {
  return format === 'none' || format === 'static';
}

/** Whether the absence of an observed generation says that nobody reports it, and not that nothing is observed. */
function isSkipped(item: ItemGenerations, format: GenerationFormat, observed: unknown): boolean {
  if (!isAbsent(item.memberObservedGeneration)) return false;
  return hasGenerationsBeside(item) || (format === 'dropped' && isAbsent(observed));
}

/** Those of the generations that a member reports which are well-formed. */
export type Generations = { readonly [Field in (typeof GENERATION_FIELDS)[number]]?: number };

/** The well-formed generations of a member, those beside the status first; the others are left out. */
export function generationsOf(status: Fields, item: ItemGenerations = {}): Generations {
  const numbers: { -readonly [Field in keyof Generations]: Generations[Field] } = {};
  GENERATION_FIELDS.forEach((field, i) => {
    const read = i === 0 ? observedGenerationOf : generationOf;
    const found = item[BESIDE[i] as keyof ItemGenerations] ?? status[field];
    const value = isAbsent(found) ? undefined : read(found);
    if (value !== undefined) numbers[field] = value;
  });
  return numbers;
}

/**
 * Whether a member has processed the template's version: its own controller has observed its spec, and that
 * spec came from this generation of the template or a later one.
 *
 * @param memberStatus - The status as `reflectStatus` collected it in the member cluster.
 * @param generation - The template's `metadata.generation`.
 * @returns `false` also where there is no status, or one whose generations are malformed.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/aggregatestatus.go#L81-L87
 * @example
 * isSettled({ generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 }, 7); // true
 */
export function isSettled(memberStatus: unknown, generation: number): boolean {
  const status = asJson(memberStatus);
  if (!isFields(status)) return false;
  if (typeof generation !== 'number') return false;
  const { observedGeneration, generation: own, resourceTemplateGeneration } = status;
  const processed = processedGeneration({}, 'number', observedGeneration, own, resourceTemplateGeneration);
  return processed !== NEVER && processed >= generation;
}

/** The sentence for a spec that its controller has not got to. */
export function notObserved(observed: number, generation: number): string {
  return observed <= 0
    ? `the controller has not observed any generation yet; ${generation} is current`
    : `the controller has observed generation ${observed}; ${generation} is current`;
}
