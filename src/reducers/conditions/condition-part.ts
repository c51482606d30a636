import { compare } from '../../kubernetes/compare.js';
import { isCount, isFields, isName, jsonValue, MAX_SAFE } from '../../kubernetes/object.js';
import { compareTimes, isTime, orderAsTexts } from '../../kubernetes/time.js';
import { isGood } from './condition-rules.js';
import type { Listing, Said } from './listing.js';
import { type ConditionStatus, isStatus } from './member-condition.js';

/** What members say of one condition type, with the worst status that any of them reports. */
export interface ConditionPart {
  readonly type: string;
  readonly status: ConditionStatus;
  /** The first member that reports the type at all, and where in its list: types appear in this order. */
  readonly first: readonly [clusterName: string, at: number];
  /** How many members have the status. */
  readonly members: number;
  /** The messages of those. */
  readonly listed: Listing | readonly Said[];
  /** The first reason that one of them gives. */
  readonly reason: Said | null;
  /** When the last of them got into the good status, or the first of them into another one; empty if unknown. */
  readonly time: string;
  /** The latest time of any member's condition of the type; empty if unknown. */
  readonly latest: string;
  /** Whether one of them says which generation it is about. */
  readonly observed: boolean;
}

/** Of two times, the one that counts: the later one for the good status, the earlier one for any other. */
export function preferredTime(a: string, b: string, rank: number): string {
  if (a === '' || b === '') return a || b;
  const isLater = orderAsTexts(a, b) ? a > b : compareTimes(a, b) > 0;
  return isLater === isGood(rank) ? a : b;
}

/** The later of two times, any of which may be unknown. */
export function laterTime(a: string, b: string): string {
  return preferredTime(a, b, 0);
}

type Met = Pick<ConditionPart, 'first'>;

/** The order in which types appear. */
export function byFirst({ first: a }: Met, { first: b }: Met): number {
  return compare(a[0], b[0]) || a[1] - b[1];
}

/** Of two reasons that of the first member; of members that nobody names, the first text. */
export function firstReason(a: Said | null, b: Said | null): Said | null {
  if (a === null || b === null) return a ?? b;
  return (compare(a[0], b[0]) || compare(a[1], b[1])) <= 0 ? a : b;
}

/** Whether a value is a list of such parts, one for each type. */
export function areConditionParts(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isConditionPart)) return false;
  return new Set(value.map(({ type }) => type)).size === value.length;
}

function isConditionPart(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { type, status, first, members, reason, time, latest, observed } = value;
  const listed = jsonValue(value.listed);
  return (
    isName(type) &&
    isStatus(status) &&
    isPair(first, (at) => isCount(at, MAX_SAFE)) &&
    Array.isArray(listed) &&
    listed.every((said) => isPair(said, isText)) &&
    isCount(members, MAX_SAFE) &&
    members >= listed.length &&
    (reason === null || isPair(reason, isText)) &&
    [time, latest].every((one) => one === '' || isTime(one)) &&
    typeof observed === 'boolean'
  );
}

/** Whether a value is a cluster's name, empty for one that is not listed, and something else. */
function isPair(value: unknown, accepts: (value: unknown) => boolean): boolean {
  return Array.isArray(value) && typeof value[0] === 'string' && accepts(value[1]);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
