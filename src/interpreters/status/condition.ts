import type { Report } from '../../generation/explain.js';
import { A_GENERATION, generationOf } from '../../generation/settled.js';
import { isAbsent, isFields } from '../../objects.js';
import { isTime } from '../../time.js';

/** What a condition may say. */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/** What one member says of one condition type: what is malformed in it is left out. */
export interface MemberCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly clusterName: string;
  readonly reason: string;
  readonly message: string;
  /** Empty where the member does not say. */
  readonly time: string;
  /** Whether it says which generation it is about. */
  readonly observed: boolean;
}

/** A condition whose type and status can be used, `undefined` where they cannot. */
export function readCondition(value: unknown, clusterName: string): MemberCondition | undefined {
  if (!isFields(value)) return undefined;
  const { type, status, lastTransitionTime, observedGeneration } = value;
  if (!isName(type) || !isStatus(status)) return undefined;
  return {
    type,
    status,
    clusterName,
    reason: textOf(value.reason),
    message: textOf(value.message),
    time: isTime(lastTransitionTime) ? lastTransitionTime : '',
    observed: !isAbsent(observedGeneration) && generationOf(observedGeneration) !== undefined,
  };
}

/** 2 for the bad status, 1 for `Unknown`, 0 for the good one. */
export function severityOf(condition: MemberCondition | undefined, bad: ReadonlySet<string>): number {
  const { type, status } = condition as MemberCondition;
  if (status === 'Unknown') return 1;
  return (status === 'True') === bad.has(type) ? 2 : 0;
}

/** Reports every malformed field of a list of conditions. */
export function checkConditions(value: unknown, path: string, report: Report): void {
  if (!Array.isArray(value)) {
    report(path, value, 'a list');
    return;
  }
  for (let i = 0; i < value.length; i++) checkCondition(value[i], `${path}[${i}]`, report);
}

/** Whether a condition is well-formed; reports each field of it that is not, where somebody listens. */
export function checkCondition(condition: unknown, path: string, report: Report | undefined): boolean {
  if (!isFields(condition)) {
    report?.(path, condition, 'an object');
    return false;
  }
  let wellFormed = true;
  const { type, status, reason, message, lastTransitionTime: time, observedGeneration } = condition;
  const refuse = (field: string, expected: string): void => {
    wellFormed = false;
    report?.(`${path}.${field}`, condition[field], expected);
  };
  if (!isName(type)) refuse('type', 'a name');
  if (!isStatus(status)) refuse('status', 'True, False or Unknown');
  if (typeof (reason ?? '') !== 'string') refuse('reason', 'a string');
  if (typeof (message ?? '') !== 'string') refuse('message', 'a string');
  if (!isAbsent(time) && !isTime(time)) refuse('lastTransitionTime', 'an RFC 3339 time');
  if (generationOf(observedGeneration) === undefined) refuse('observedGeneration', A_GENERATION);
  return wellFormed;
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isStatus(value: unknown): value is ConditionStatus {
  return value === 'True' || value === 'False' || value === 'Unknown';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
