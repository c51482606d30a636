import { AN_OBSERVED_GENERATION, observedGenerationOf } from '../../generation/processed-generation.js';
import { isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { timeText } from '../../kubernetes/time.js';
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

/** A member's conditions as far as they are usable, and whether all of them are. */
export interface MemberConditions {
  readonly usable: readonly MemberCondition[];
  readonly sound: boolean;
}

const NONE: MemberConditions = { usable: [], sound: true };

/** Reads a member's list of conditions. */
export function readConditions(value: unknown, report: Report | undefined): MemberConditions {
  if (isAbsent(value)) return NONE;
  if (!Array.isArray(value)) {
    report?.('', value, 'a list');
    return { usable: [], sound: false };
  }
  const usable: MemberCondition[] = [];
  let sound = true;
  for (let at = 0; at < value.length; at++) {
    if (addReadable(usable, value[at], at)) continue;
    sound = false;
    if (report !== undefined) reportCondition(value[at], at, report);
  }
  return { usable, sound };
}

/** Adds what is usable of a condition, nothing where its type or status is malformed; whether all of it is. */
function addReadable(usable: MemberCondition[], condition: unknown, at: number): boolean {
  if (!isFields(condition)) return false;
  const { type, status, reason, message, lastTransitionTime, observedGeneration } = condition;
  if (!isName(type) || !isStatus(status)) return false;
  const time = isAbsent(lastTransitionTime) ? '' : timeText(lastTransitionTime);
  const generation = observedGenerationOf(observedGeneration);
  usable.push({
    type,
    status,
    reason: typeof reason === 'string' ? reason : '',
    message: typeof message === 'string' ? message : '',
    time: time ?? '',
    observed: generation !== undefined && !isAbsent(observedGeneration),
    at,
  });
  return time !== undefined && generation !== undefined && isText(reason) && isText(message);
}

const isText = (value: unknown): boolean => isAbsent(value) || typeof value === 'string';
const isMoment = (value: unknown): boolean => isAbsent(value) || timeText(value) !== undefined;
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
