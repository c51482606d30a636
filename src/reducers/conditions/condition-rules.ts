import { type ConditionStatus, severityOf } from './member-condition.js';

/** How bad a condition is, and whether its members are named. */
export interface ConditionRules {
  /** 0 or 1 for the good status, 2 or 3 for `Unknown`, 4 or 5 for the bad one: the odd one of two is the worse. */
  rank(type: string, status: ConditionStatus, reason: string): number;
  /** Whether the message of the federated condition lists the members of such a rank. */
  isListed(rank: number): boolean;
}

/** The worst rank that a good status has. */
const GOOD = 1;

/** Whether a rank is that of the good status. */
export function isGood(rank: number): boolean {
  return rank <= GOOD;
}

/**
 * Conditions of which the worst status counts, and all members that have it.
 *
 * @param bad - The abnormal-true types.
 * @param grade - 1 for what is the worse of two conditions of one status, 0 for any other.
 */
export function conditionRules(
  bad: ReadonlySet<string>,
  grade: (type: string, status: ConditionStatus, reason: string) => 0 | 1 = () => 0,
  isListed: (rank: number) => boolean = () => true,
): ConditionRules {
  return {
    rank: (type, status, reason) => severityOf(status, bad.has(type)) * 2 + grade(type, status, reason),
    isListed,
  };
}
