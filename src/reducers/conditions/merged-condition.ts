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
  return [...parts]
    .sort(byFirst)
    .map((part) => finishCondition(part, federation.observedGeneration, timeOf, as));
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
export function transitionTimes(object: KubernetesObject, previous: unknown): TimeOf {
  const made = timeText(at(object, 'metadata', 'creationTimestamp')) ?? '';
  if (!Array.isArray(previous) || previous.length === 0)
    return (_type, _status, part) => part?.time || part?.latest || made;
  // By type, and in it by status: what Karmada itself has written may have one type twice.
  const kept = new Map<string, { [Status in ConditionStatus]?: string }>();
  for (const condition of previous) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime } = condition;
    const time = timeText(lastTransitionTime);
    if (!isName(type) || !isStatus(status) || time === undefined) continue;
    const times = kept.get(type);
    if (times === undefined) kept.set(type, { [status]: time });
    else times[status] = time;
  }
  return (type, status, part) => kept.get(type)?.[status] ?? (part?.time || part?.latest || made);
}
