import { AN_OBSERVED_GENERATION, observedGenerationOf } from '../../generation/processed-generation.js';
import { isAbsent, isCount, isFields, isName, MAX_SAFE } from '../../kubernetes/object.js';
import { ownText } from '../../kubernetes/own-text.js';
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
  return readInto(reading(), value, report);
}

/** What is usable of a member's list of conditions. */
export function readConditions(value: unknown): readonly MemberCondition[] {
  const own = reading();
  readInto(own, value, undefined);
  return own.conditions;
}

/** What is usable of one member's conditions, in objects that are the same for one member after the other. */
export interface ConditionReading {
  readonly conditions: { -readonly [Field in keyof MemberCondition]: MemberCondition[Field] }[];
  /** How many of the objects are about the present member. */
  count: number;
}

/** Nothing read yet. */
export function reading(): ConditionReading {
  return { conditions: [], count: 0 };
}

/** Reads a member's list of conditions, and says whether all of it is well-formed. */
export function readInto(read: ConditionReading, value: unknown, report: Report | undefined): boolean {
  read.count = 0;
  if (isAbsent(value)) return true;
  if (!Array.isArray(value)) {
    report?.('', value, 'a list');
    return false;
  }
  let sound = true;
  for (let at = 0; at < value.length; at++) {
    if (readCondition(read, value[at], at)) continue;
    sound = false;
    if (report !== undefined) reportCondition(value[at], at, report);
  }
  return sound;
}

/** Reads one condition, where it is known which it is and what it says, and tells whether all of it is well-formed. */
function readCondition(read: ConditionReading, value: unknown, at: number): boolean {
  if (!isFields(value)) return false;
  let type: unknown;
  let status: unknown;
  let reason: unknown;
  let message: unknown;
  let moment: unknown;
  let generation: unknown;
  // V8 reads a field under the key that `for…in` is at without looking it up, whatever shape the object has.
  for (const key in value) {
    const field = value[key];
    if (key === 'type') type = field;
    else if (key === 'status') status = field;
    else if (key === 'reason') reason = field;
    else if (key === 'message') message = field;
    else if (key === 'lastTransitionTime') moment = field;
    else if (key === 'observedGeneration') generation = field;
  }
  if (!isName(type) || !isStatus(status)) return false;
  const time = timeIn(moment);
  const observed = isCount(generation, MAX_SAFE) || generation === -1;
  putCondition(read, type, status, textIn(reason), textIn(message), time, observed, at);
  return (
    isText(reason) &&
    isText(message) &&
    (time !== '' || isAbsent(moment)) &&
    (observed || isAbsent(generation))
  );
}

/** Puts a condition behind those that have been read. */
export function putCondition(
  read: ConditionReading,
  type: string,
  status: ConditionStatus,
  reason: string,
  message: string,
  time: string,
  observed: boolean,
  at: number,
): void {
  const one = read.conditions[read.count];
  read.count += 1;
  if (one === undefined) read.conditions.push({ type, status, reason, message, time, observed, at });
  else {
    one.type = type;
    one.status = status;
    one.reason = reason;
    one.message = message;
    one.time = time;
    one.observed = observed;
    one.at = at;
  }
}

/** The first place of a member's list behind all of its conditions that are usable, of which there are so many. */
export function placeBehind(conditions: readonly MemberCondition[], count = conditions.length): number {
  return (conditions[count - 1]?.at ?? -1) + 1;
}

/** A message as far as there is room for it; a slice alone would keep all of it in memory. */
export function cutMessage(message: string): string {
  return message.length > ROOM ? ownText(message.slice(0, ROOM)) : message;
}

/** A text, empty where it is absent or malformed. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The same of a time. */
export function timeIn(value: unknown): string {
  if (typeof value === 'string') return isTime(value) ? value : '';
  return isAbsent(value) ? '' : (timeText(value) ?? '');
}

const isText = (value: unknown): boolean => isAbsent(value) || typeof value === 'string';
const isMoment = (value: unknown): boolean => isAbsent(value) || timeIn(value) !== '';
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
