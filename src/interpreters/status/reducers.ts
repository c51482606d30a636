import { invalid } from '../../errors.js';
import type { Report } from '../../generation/explain.js';
import { isJson } from '../../json.js';
import { isCount, isFields, MAX_INT32 } from '../../objects.js';
import { choice } from './choice.js';

/**
 * How the members' values of one status field become the federation's value.
 *
 * A fold over the members in the order of their clusters' names comes to a part, from which the value is made.
 * Absent values (`undefined`, `null`) never reach a reducer.
 */
export interface Reducer<Part = unknown, State = unknown> {
  /** An empty fold. */
  start(): State;
  /** Folds in what is usable of a value; `false` where anything about it is malformed. */
  add(state: State, value: unknown, clusterName: string): boolean;
  /** What a fold has come to; `undefined` where no member reports anything. */
  part(state: State): Part | undefined;
  /** The federation's value; `undefined` where the field is to be left out. */
  finish(part: Part | undefined, template: ReducedTemplate): unknown;
  /** Reports what `add` finds malformed, place by place. */
  check(value: unknown, path: string, report: Report): void;
}

/** What a reducer may know of the template when it finishes. */
export interface ReducedTemplate {
  /** The field's value in the template's present status. */
  readonly previous: unknown;
  /** The federated `observedGeneration` that is about to be written. */
  readonly observedGeneration: number;
}

/** A count that is added up over the members: the aggregation's loop keeps its totals itself. */
export interface Sum {
  /** The largest count that the field's type holds; a sum stops there. */
  readonly limit: number;
}

/** A field that is collected from a member, and that the federation's status does not have. */
export interface Reflected {
  readonly reflectOnly: true;
}

/** What a kind declares of one field of its status. */
export type StatusField = Sum | Reflected | Reducer;

/** The integer types of Kubernetes' APIs; of an int64, JSON numbers hold 53 bits exactly. */
export type IntegerFormat = 'int32' | 'int64';

/** The types of a value that is taken over as it is. */
export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'object';

/**
 * A count that is added up over the members; absent counts are 0, and the sum is always written.
 *
 * @param format the field's integer type; a sum beyond its largest value stops there
 * @example
 * status: { readyReplicas: sum(), failures: sum('int64') }
 */
// @__NO_SIDE_EFFECTS__
export function sum(format: IntegerFormat = 'int32'): Sum {
  return { limit: format === 'int32' ? MAX_INT32 : Number.MAX_SAFE_INTEGER };
}

/** What a count has to be, as messages say it. */
export function expectedCount({ limit }: Sum): string {
  return `an integer from 0 to ${limit}`;
}

/** A field that `reflectStatus` collects and `aggregateStatus` does not write. */
// @__NO_SIDE_EFFECTS__
export function reflected(): Reflected {
  return { reflectOnly: true };
}

/**
 * The value of the last member, by cluster name, that reports one that is not empty; left out when none does.
 *
 * @param type what a well-formed value is
 */
// @__NO_SIDE_EFFECTS__
export function last(type: ValueType = 'string'): Reducer {
  return choice(isA(type), aOr(type), () => true);
}

/** The value of the first member, by cluster name, that reports one that is not empty. */
// @__NO_SIDE_EFFECTS__
export function first(type: ValueType = 'string'): Reducer {
  return choice(isA(type), aOr(type), () => false);
}

/** The largest number that a member reports. */
// @__NO_SIDE_EFFECTS__
export function max(): Reducer {
  return choice(isA('number'), aOr('number'), (value, kept) => (value as number) > (kept as number));
}

/** The smallest number that a member reports. */
// @__NO_SIDE_EFFECTS__
export function min(): Reducer {
  return choice(isA('number'), aOr('number'), (value, kept) => (value as number) < (kept as number));
}

/**
 * The value that stands first in `order` among those that members report.
 *
 * @param order the values that the field may have, the worst first
 * @throws InterpreterError `INVALID_DECLARATION` for an empty order.
 * @example
 * status: { phase: worst('Degraded', 'Progressing', 'Paused', 'Healthy') }
 */
// @__NO_SIDE_EFFECTS__
export function worst(...order: readonly string[]): Reducer {
  if (order.length === 0)
    throw invalid('INVALID_DECLARATION', 'the order of worst()', order, 'a list of values');
  const rank = (value: unknown): number => order.indexOf(value as string);
  return choice(
    (value) => rank(value) >= 0,
    `one of ${order.join(', ')}`,
    (value, kept) => rank(value) < rank(kept),
  );
}

function isA(type: ValueType): (value: unknown) => boolean {
  switch (type) {
    case 'object':
      return (value) => isFields(value) && isJson(value);
    case 'integer':
      return (value) => isCount(value, Number.MAX_SAFE_INTEGER) && isJson(value);
    case 'number':
      return (value) => typeof value === 'number' && isJson(value);
    default:
      return (value) => typeof value === type;
  }
}

function aOr(type: ValueType): string {
  switch (type) {
    case 'integer':
      return `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`;
    case 'object':
      return 'an object of JSON values';
    default:
      return `a ${type}`;
  }
}
