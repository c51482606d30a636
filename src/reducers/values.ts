import { invalid } from '../errors.js';
import { isJson } from '../kubernetes/json.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { type Chosen, choice } from './choice.js';
import { addLastText } from './last-text.js';
import type { Reducer } from './reducer.js';
import { expectedCount } from './sum.js';

/** The types of a value that is taken over as it is. */
export interface ValueTypes {
  readonly string: string;
  readonly integer: number;
  readonly number: number;
  readonly boolean: boolean;
  readonly object: { readonly [key: string]: unknown };
}
export type ValueType = keyof ValueTypes;

/** A reducer that keeps one of the members' values. */
type Keeps<Value> = Reducer<Value, Chosen<Value>, Chosen<Value>>;

/** For each type, what a value has to be and whether it is. */
const VALUES: {
  readonly [Type in ValueType]: readonly [
    expected: string,
    accepts: (value: unknown) => value is ValueTypes[Type],
  ];
} = {
  string: ['a string', (value) => typeof value === 'string'],
  boolean: ['a boolean', (value) => typeof value === 'boolean'],
  number: ['a number', (value): value is number => Number.isFinite(value) && !Object.is(value, -0)],
  integer: [
    /* @__PURE__ */ expectedCount(MAX_SAFE),
    (value): value is number => isCount(value, MAX_SAFE) && !Object.is(value, -0),
  ],
  object: [
    'an object of JSON values',
    (value): value is ValueTypes['object'] => isFields(value) && isJson(value),
  ],
};

// @__NO_SIDE_EFFECTS__
function keep<Type extends ValueType>(
  type: Type,
  prefers: (value: ValueTypes[Type], kept: ValueTypes[Type]) => boolean,
): Keeps<ValueTypes[Type]> {
  if (!Object.hasOwn(VALUES, type))
    throw invalid(
      'INVALID_DECLARATION',
      'a type of values',
      type,
      `one of ${Object.keys(VALUES).join(', ')}`,
    );
  const [expected, accepts] = VALUES[type];
  return choice<ValueTypes[Type]>(expected, accepts, prefers);
}

/**
 * The value of the last member, by cluster name, that reports one that is not empty; left out when none does.
 *
 * @param type - What a well-formed value is.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` for an unknown type.
 * @example
 * const status = { updateRevision: last(), artifact: last('object') };
 */
// @__NO_SIDE_EFFECTS__
export function last<Type extends ValueType = 'string'>(
  type: Type = 'string' as Type,
): Keeps<ValueTypes[Type]> {
  const kept = keep(type, () => true);
  return type === 'string' ? { ...kept, add: addLastText as typeof kept.add } : kept;
}

/**
 * The value of the first member, by cluster name, that reports one that is not empty; left out when none does.
 *
 * @param type - What a well-formed value is.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` for an unknown type.
 * @example
 * const status = { leader: first() };
 */
// @__NO_SIDE_EFFECTS__
export function first<Type extends ValueType = 'string'>(
  type: Type = 'string' as Type,
): Keeps<ValueTypes[Type]> {
  return keep(type, () => false);
}

/**
 * The largest number that a member reports; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { restarts: max() };
 */
// @__NO_SIDE_EFFECTS__
export function max(): Keeps<number> {
  return keep('number', (value, kept) => value > kept);
}

/**
 * The smallest number that a member reports; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { oldestVersion: min() };
 */
// @__NO_SIDE_EFFECTS__
export function min(): Keeps<number> {
  return keep('number', (value, kept) => value < kept);
}

/**
 * Whether it is true of every member that reports it; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { paused: all() };
 */
// @__NO_SIDE_EFFECTS__
export function all(): Keeps<boolean> {
  return keep('boolean', (value) => !value);
}

/**
 * Whether it is true of any member that reports it; left out when none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { rebalancing: any() };
 */
// @__NO_SIDE_EFFECTS__
export function any(): Keeps<boolean> {
  return keep('boolean', (value) => value);
}

/**
 * The value that stands first in `order` among those that members report.
 *
 * @param order - The values that the field may have, the worst first.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` for an empty order.
 * @example
 * const status = { phase: worst('Degraded', 'Progressing', 'Paused', 'Healthy') };
 */
// @__NO_SIDE_EFFECTS__
export function worst(...order: readonly string[]): Keeps<string> {
  if (order.length === 0 || !order.every((value) => typeof value === 'string'))
    throw invalid('INVALID_DECLARATION', 'the order of worst()', order, 'a list of values');
  return choice(
    `one of ${order.join(', ')}`,
    (value): value is string => order.includes(value as string),
    (value, kept) => order.indexOf(value) < order.indexOf(kept),
  );
}
