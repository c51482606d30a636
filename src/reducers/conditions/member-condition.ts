import { AN_OBSERVED_GENERATION, observedGenerationOf } from '../../generation/processed-generation.js';
import { asJson } from '../../kubernetes/json.js';
import { isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { isTime } from '../../kubernetes/time.js';
import type { Report } from '../reducer.js';

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
  /** Its place in the member's list. */
  readonly at: number;
}

/** Takes down that a field of a condition, `.type` for example, is not what is expected there. */
type RefuseField = (field: string, value: unknown, expected: string) => void;

/** A member's conditions as far as they are usable, and whether all of them are. */
export interface MemberConditions {
  readonly conditions: readonly MemberCondition[];
  readonly sound: boolean;
}

/** Reads a member's list of conditions. */
export function readConditions(value: unknown, report: Report | undefined): MemberConditions {
  if (!Array.isArray(value)) {
    if (!isAbsent(value)) report?.('', value, 'a list');
    return { conditions: [], sound: isAbsent(value) };
  }
  const conditions: MemberCondition[] = [];
  let sound = true;
  let at = 0;
  const refuse: RefuseField = (field, found, expected) => {
    sound = false;
    report?.(`[${at}]${field}`, found, expected);
  };
  for (; at < value.length; at++) {
    const condition = readCondition(value[at], at, refuse);
    if (condition !== undefined) conditions.push(condition);
  }
  return { conditions, sound };
}

/** Reads a condition and refuses what is malformed; `undefined` where its type or status is. */
function readCondition(condition: unknown, at: number, refuse: RefuseField): MemberCondition | undefined {
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
  const time = readTime(lastTransitionTime, refuse);
  const sound = observedGenerationOf(observedGeneration) !== undefined;
  if (!sound) refuse('.observedGeneration', observedGeneration, AN_OBSERVED_GENERATION);
  if (!named || !known) return undefined;
  return { type, status, reason, message, time, observed: sound && !isAbsent(observedGeneration), at };
}

/** A time as its text; client-node's lists hold dates. */
function readTime(value: unknown, refuse: RefuseField): string {
  const text = typeof value === 'object' && value !== null ? asJson(value) : value;
  if (isTime(text)) return text;
  if (!isAbsent(value)) refuse('.lastTransitionTime', value, 'an RFC 3339 time');
  return '';
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
