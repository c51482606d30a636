import { at, isFields, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { timeText } from '../../kubernetes/time.js';
import type { Federation } from '../reducer.js';
import { byFirst, type ConditionPart } from './condition-part.js';
import { asListing, writeListing } from './listing.js';
import { type ConditionStatus, isStatus } from './member-condition.js';

/** A condition as the federation reports it. */
export interface MergedCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly observedGeneration?: number;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message: string;
  /** Only where the kind's conditions have it. */
  readonly lastUpdateTime?: string;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

/** How the conditions of a kind are written. */
export interface WrittenAs {
  /** Whether each has a `lastUpdateTime`: it is that of its last transition. */
  readonly lastUpdateTime: boolean;
  /** What a condition says of which no member is listed. */
  readonly wordsOf?: (type: string, status: ConditionStatus, reason: string) => string;
}

/** The federation's conditions. */
export function finishConditions(
  parts: readonly ConditionPart[],
  federation: Federation,
  as: WrittenAs,
): readonly MergedCondition[] {
  const timeOf = transitionTimes(federation.object, federation.previous);
  return inOrderOfTypes(parts).map((part) =>
    finishCondition(part, federation.observedGeneration, timeOf, as),
  );
}

/** The parts in the order in which types appear: nearly always they are in it already. */
function inOrderOfTypes(parts: readonly ConditionPart[]): readonly ConditionPart[] {
  for (let i = 1; i < parts.length; i++)
    if (byFirst(parts[i - 1] as ConditionPart, parts[i] as ConditionPart) > 0)
      return [...parts].sort(byFirst);
  return parts;
}

/** One of them. */
export function finishCondition(
  part: ConditionPart,
  observedGeneration: number | undefined,
  timeOf: TimeOf,
  { lastUpdateTime, wordsOf }: WrittenAs,
): MergedCondition {
  const { type, status, reason, observed } = part;
  const time = timeOf(type, status, part);
  const text = writeListing(asListing(part.listed), part.members);
  const message = text === '' && wordsOf ? wordsOf(type, status, reason?.[1] ?? '') : text;
  if (observed && observedGeneration !== undefined && time !== '' && reason !== null && !lastUpdateTime)
    return { type, status, observedGeneration, lastTransitionTime: time, reason: reason[1], message };
  // Written one by one, in the API's order: V8 makes objects of spreads many times slower.
  const condition: Partial<Mutable<MergedCondition>> & Pick<MergedCondition, 'type' | 'status'> = {
    type,
    status,
  };
  if (observed && observedGeneration !== undefined) condition.observedGeneration = observedGeneration;
  if (time !== '') condition.lastTransitionTime = time;
  if (reason) condition.reason = reason[1];
  condition.message = message;
  if (lastUpdateTime && time !== '') condition.lastUpdateTime = time;
  return condition as MergedCondition;
}

/** When a federated condition got into its status, empty where nobody knows. */
export type TimeOf = (type: string, status: ConditionStatus, part: ConditionPart | undefined) => string;

/**
 * When a federated condition got into its status, empty where nobody knows: the template's own time while it stays in
 * it, else that of the members which brought it about. A condition must have a time, so that one which these do not
 * give is the latest of any member's, or when the template was made.
 */
export function transitionTimes({ metadata }: KubernetesObject, previous: unknown): TimeOf {
  const made = timeText(at(metadata, 'creationTimestamp')) ?? '';
  const own: readonly unknown[] = Array.isArray(previous) ? previous : [];
  const kept = own.length > FEW_CONDITIONS ? keptTimes(own) : undefined;
  return (type, status, part) =>
    (kept ? kept.get(`${status} ${type}`) : keptTime(own, type, status)) ||
    part?.time ||
    part?.latest ||
    made;
}

/** Up to so many conditions are looked through one by one. */
const FEW_CONDITIONS = 8;

/** The template's own time of a type in a status; the last, as what Karmada itself has written may have one type twice. */
function keptTime(own: readonly unknown[], type: string, status: ConditionStatus): string | undefined {
  for (let i = own.length - 1; i >= 0; i--) {
    const condition = own[i];
    if (!isFields(condition) || condition.type !== type || condition.status !== status) continue;
    const time = timeText(condition.lastTransitionTime);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** The same of all of them. */
function keptTimes(own: readonly unknown[]): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const condition of own) {
    if (!isFields(condition) || !isName(condition.type) || !isStatus(condition.status)) continue;
    const time = timeText(condition.lastTransitionTime);
    if (time !== undefined) times.set(`${condition.status} ${condition.type}`, time);
  }
  return times;
}
