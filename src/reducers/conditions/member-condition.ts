import { A_GENERATION, generationOf } from '../../generation/settled.js';
import { isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { isTime } from '../../kubernetes/time.js';

/** What a condition may say. */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/** What is usable of a member's condition: a text is empty, and no generation observed, where it is malformed. */
export interface MemberCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly reason: string;
  readonly message: string;
  /** Empty where the member does not say. */
  readonly time: string;
  /** Whether it says which generation it is about. */
  readonly observed: boolean;
}

/** Takes down that a field of a condition, `.type` for example, is not what is expected there. */
export type RefuseField = (field: string, value: unknown, expected: string) => void;

/** Reads a condition and refuses what is malformed; `undefined` where its type or status is. */
export function readCondition(condition: unknown, refuse: RefuseField): MemberCondition | undefined {
  if (!isFields(condition)) {
    refuse('', condition, 'an object');
    return undefined;
  }
  const { type, status, lastTransitionTime, observedGeneration } = condition;
  const named = isName(type);
  const known = isStatus(status);
  if (!named) refuse('.type', type, 'a name');
  if (!known) refuse('.status', status, 'True, False or Unknown');
  const reason = readText('.reason', condition.reason, refuse);
  const message = readText('.message', condition.message, refuse);
  const time = isTime(lastTransitionTime) ? lastTransitionTime : '';
  if (time === '' && !isAbsent(lastTransitionTime))
    refuse('.lastTransitionTime', lastTransitionTime, 'an RFC 3339 time');
  const sound = generationOf(observedGeneration) !== undefined;
  if (!sound) refuse('.observedGeneration', observedGeneration, A_GENERATION);
  if (!named || !known) return undefined;
  return { type, status, reason, message, time, observed: sound && !isAbsent(observedGeneration) };
}

function readText(field: string, value: unknown, refuse: RefuseField): string {
  if (typeof value === 'string') return value;
  if (!isAbsent(value)) refuse(field, value, 'a string');
  return '';
}

export function isStatus(value: unknown): value is ConditionStatus {
  return value === 'True' || value === 'False' || value === 'Unknown';
}

/** 2 for the bad status, 1 for `Unknown`, 0 for the good one; `badWhenTrue` is a matter of the condition's type. */
export function severityOf(status: ConditionStatus, badWhenTrue: boolean): number {
  if (status === 'Unknown') return 1;
  return (status === 'True') === badWhenTrue ? 2 : 0;
}
