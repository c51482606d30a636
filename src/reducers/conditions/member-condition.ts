import { AN_OBSERVED_GENERATION, observedGenerationOf } from '../../generation/processed-generation.js';
import { type Fields, isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { isTime, timeText } from '../../kubernetes/time.js';
import type { Report } from '../reducer.js';
import { ROOM } from './listing.js';

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

/** Whether all of a member's list of conditions is well-formed; none is. */
export function areConditions(value: unknown, report: Report | undefined): boolean {
  if (isAbsent(value)) return true;
  if (!Array.isArray(value)) {
    report?.('', value, 'a list');
    return false;
  }
  let sound = true;
  for (let at = 0; at < value.length; at++) {
    if (isCondition(value[at])) continue;
    sound = false;
    if (report !== undefined) reportCondition(value[at], at, report);
  }
  return sound;
}

function isCondition(value: unknown): boolean {
  if (!isUsable(value)) return false;
  const { reason, message, lastTransitionTime, observedGeneration } = value;
  return (
    isText(reason) && isText(message) && isMoment(lastTransitionTime) && isGeneration(observedGeneration)
  );
}

/** Whether it is known which condition it is, and what it says. */
export function isUsable(value: unknown): value is Fields {
  return isFields(value) && isName(value.type) && isStatus(value.status);
}

/** What is usable of a member's list of conditions. */
export function readConditions(value: unknown): readonly MemberCondition[] {
  if (!Array.isArray(value)) return [];
  const usable: MemberCondition[] = [];
  for (let at = 0; at < value.length; at++) {
    if (isUsable(value[at])) usable.push(readCondition(value[at], at));
  }
  return usable;
}

function readCondition(condition: Fields, at: number): MemberCondition {
  const { type, status, reason, message, lastTransitionTime, observedGeneration } = condition;
  return {
    ...{ type: type as string, status: status as ConditionStatus, at },
    ...{ reason: textIn(reason), message: textIn(message), time: timeIn(lastTransitionTime, false) },
    observed: tellsGeneration(observedGeneration),
  };
}

/** What is usable of a member's list of conditions, as a list of the same places. */
export function keepConditions(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  return value.map((one: unknown) => {
    if (!isUsable(one)) return null;
    const { type, status, reason, message, lastTransitionTime, observedGeneration } = one;
    return {
      type,
      status,
      reason: textIn(reason),
      message: cutMessage(textIn(message)),
      lastTransitionTime: timeIn(lastTransitionTime, false) || undefined,
      observedGeneration: tellsGeneration(observedGeneration) ? observedGeneration : undefined,
    };
  });
}

/** A message as far as there is room for it; a slice alone would keep all of it in memory. */
export function cutMessage(message: string): string {
  return message.length > ROOM ? JSON.parse(JSON.stringify(message.slice(0, ROOM))) : message;
}

/** A text, empty where it is absent or malformed. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The same of a time, which may be known to be well-formed. */
export function timeIn(value: unknown, sound: boolean): string {
  if (typeof value === 'string') return sound || isTime(value) ? value : '';
  return isAbsent(value) ? '' : (timeText(value) ?? '');
}

/** Whether a condition says which generation it is about. */
export function tellsGeneration(value: unknown): boolean {
  return typeof value === 'number' && isGeneration(value);
}

const isText = (value: unknown): boolean => isAbsent(value) || typeof value === 'string';
const isMoment = (value: unknown): boolean =>
  isAbsent(value) || isTime(value) || timeText(value) !== undefined;
const isGeneration = (value: unknown): boolean => observedGenerationOf(value) !== undefined;

/** What each field of a condition has to be, and whether it is. */
const FIELDS: readonly (readonly [field: string, expected: string, accepts: (value: unknown) => boolean])[] =
  [
    ['type', 'a name', isName],
    ['status', 'True, False or Unknown', isStatus],
    ['reason', 'a string', isText],
    ['message', 'a string', isText],
    ['lastTransitionTime', 'an RFC 3339 time', isMoment],
    ['observedGeneration', AN_OBSERVED_GENERATION, isGeneration],
  ];

/** Reports each malformed field of a condition. */
function reportCondition(condition: unknown, at: number, report: Report): void {
  if (!isFields(condition)) report(`[${at}]`, condition, 'an object');
  else
    for (const [field, expected, accepts] of FIELDS)
      if (!accepts(condition[field])) report(`[${at}].${field}`, condition[field], expected);
}

export function isStatus(value: unknown): value is ConditionStatus {
  return value === 'True' || value === 'False' || value === 'Unknown';
}

/** 2 for the bad status, 1 for `Unknown`, 0 for the good one; `badWhenTrue` is a matter of the condition's type. */
export function severityOf(status: ConditionStatus, badWhenTrue: boolean): number {
  if (status === 'Unknown') return 1;
  return (status === 'True') === badWhenTrue ? 2 : 0;
}
