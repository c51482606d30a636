import { invalid } from '../errors.js';
import type { Report } from '../generation/explanation.js';
import { isJson } from '../kubernetes/json.js';
import { isCount, isFields, MAX_INT32, MAX_SAFE } from '../kubernetes/object.js';
import { choice } from './choice.js';

/**
 * How the members' values of one status field become the federation's value.
 *
 * What is known of some of the members is a *part*, as plain JSON: a fold over members comes to one, parts of
 * different members merge in any order and grouping, and from the last one the value is made. Absent values
 * (`undefined`, `null`) never reach a reducer.
 */
export interface Reducer<Part = unknown, State = unknown> {
  /** An empty fold. */
  start(): State;
  /** Folds in what is usable of a value, members in the order of their names; `false` where it is malformed. */
  add(state: State, value: unknown, clusterName: string): boolean;
  /** What a fold has come to, as a value of its own; `undefined` where no member reports anything. */
  part(state: State): Part | undefined;
  /** What several parts come to, in whatever order they are; none is written to. */
  merge(parts: readonly Part[]): Part;
  /** The federation's value; `undefined` where the field is to be left out. */
  finish(part: Part | undefined, template: ReducedTemplate): unknown;
  /** Reports what `add` finds malformed, place by place. */
  check(value: unknown, path: string, report: Report): void;
  /** Whether a value, from wherever it comes, is a part. */
  isPart(value: unknown): boolean;
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

/** For each of them, what a value has to be and whether it is. */
const VALUES: {
  readonly [type in ValueType]: readonly [expected: string, accepts: (value: unknown) => boolean];
} = {
  string: ['a string', (value) => typeof value === 'string'],
  boolean: ['a boolean', (value) => typeof value === 'boolean'],
  number: ['a number', (value) => typeof value === 'number' && isJson(value)],
  integer: [/* @__PURE__ */ expectedCount(MAX_SAFE), (value) => isCount(value, MAX_SAFE) && isJson(value)],
  object: ['an object of JSON values', (value) => isFields(value) && isJson(value)],
};

/**
 * A count that is added up over the members; absent counts are 0, and the sum is always written.
 *
 * @param format - The field's integer type; a sum beyond its largest value stops there.
 * @returns What a kind declares of the field.
 * @example
 * status: { readyReplicas: sum(), failures: sum('int64') }
 */
// @__NO_SIDE_EFFECTS__
export function sum(format: IntegerFormat = 'int32'): Sum {
  return { limit: format === 'int32' ? MAX_INT32 : MAX_SAFE };
}

/** What a count has to be, as messages say it. */
export function expectedCount(limit: number): string {
  return `an integer from 0 to ${limit}`;
}

/**
 * A field that `reflectStatus` collects and `aggregateStatus` does not write.
 *
 * @returns What a kind declares of the field.
 * @example
 * status: { history: reflected() }
 */
// @__NO_SIDE_EFFECTS__
export function reflected(): Reflected {
  return { reflectOnly: true };
}

/**
 * The value of the last member, by cluster name, that reports one that is not empty; left out when none does.
 *
 * @param type - What a well-formed value is.
 * @returns What a kind declares of the field.
 * @example
 * status: { updateRevision: last(), artifact: last('object') }
 */
// @__NO_SIDE_EFFECTS__
export function last(type: ValueType = 'string'): Reducer {
  return choice(...VALUES[type], () => true);
}

/**
 * The value of the first member, by cluster name, that reports one that is not empty; left out when none does.
 *
 * @param type - What a well-formed value is.
 * @returns What a kind declares of the field.
 * @example
 * status: { leader: first() }
 */
// @__NO_SIDE_EFFECTS__
export function first(type: ValueType = 'string'): Reducer {
  return choice(...VALUES[type], () => false);
}

/**
 * The largest number that a member reports; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * status: { restarts: max() }
 */
// @__NO_SIDE_EFFECTS__
export function max(): Reducer {
  return choice(...VALUES.number, (value, kept) => (value as number) > (kept as number));
}

/**
 * The smallest number that a member reports; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * status: { oldestVersion: min() }
 */
// @__NO_SIDE_EFFECTS__
export function min(): Reducer {
  return choice(...VALUES.number, (value, kept) => (value as number) < (kept as number));
}

/**
 * The value that stands first in `order` among those that members report.
 *
 * @param order - The values that the field may have, the worst first.
 * @returns What a kind declares of the field.
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
    `one of ${order.join(', ')}`,
    (value) => rank(value) >= 0,
    (value, kept) => rank(value) < rank(kept),
  );
}
