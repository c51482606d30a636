import { type ConditionStatus, severityOf } from './member-condition.js';

/** How bad a condition is, and whether its members are named. */
export interface ConditionRules {
  /** Whether a type is an abnormal-true one. */
  isBad(type: string): boolean;
  /** 1 for what is the worse of two conditions of one status, 0 for any other; always 0 where it is left out. */
  readonly grade: ((type: string, status: ConditionStatus, reason: string) => 0 | 1) | undefined;
  /** The best rank whose members the message of the federated condition lists. */
  readonly listed: number;
}

/** The worst rank that a good status has. */
const GOOD = 1;

/** Whether a rank is that of the good status. */
export function isGood(rank: number): boolean {
  return rank <= GOOD;
}

/**
 * 0 or 1 for the good status, 2 or 3 for `Unknown`, 4 or 5 for the bad one: the odd one of two is the worse.
 *
 * @param bad - Whether the type is an abnormal-true one.
 */
export function rankOf(
  { grade }: ConditionRules,
  bad: boolean,
  type: string,
  status: ConditionStatus,
  reason: string,
): number {
  return severityOf(status, bad) * 2 + (grade === undefined ? 0 : grade(type, status, reason));
}
