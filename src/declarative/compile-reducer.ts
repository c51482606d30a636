import { isJson } from '../kubernetes/json.js';
import { at } from '../kubernetes/object.js';
import { agreed } from '../reducers/agreed.js';
import { type Chosen, choice } from '../reducers/choice.js';
import { choose } from '../reducers/choose.js';
import { concat } from '../reducers/concat.js';
import { type ConditionsOptions, conditions } from '../reducers/conditions/conditions.js';
import { rollup } from '../reducers/conditions/rollup.js';
import { vouchedConditions } from '../reducers/conditions/vouched-conditions.js';
import { everyMember } from '../reducers/every-member.js';
import { listOf } from '../reducers/list-of.js';
import { mapOf } from '../reducers/map-of.js';
import { object } from '../reducers/object-of.js';
import { phase } from '../reducers/phase.js';
import { quantity } from '../reducers/quantity-total.js';
import type { Reducer } from '../reducers/reducer.js';
import { reflected } from '../reducers/reflected.js';
import { sum } from '../reducers/sum.js';
import { earliest, latest } from '../reducers/times.js';
import { union } from '../reducers/union.js';
import { all, any, first, last, max, min, worst } from '../reducers/values.js';
import type {
  ChooseRule,
  ConditionsRule,
  ListRule,
  PhaseRule,
  ReducerName,
  ReducerRule,
  Reduction,
  RollupRule,
} from './interpreter-declaration.js';

/** What values are reduced over: the members of a federation, or the places of one member. */
type Over = 'members' | 'places';

const BY_NAME: { readonly [name in ReducerName]: () => Reducer } = {
  ...{ sum, quantity, last, first, agreed, max, min, earliest, latest, all, any, union, concat, reflected },
  conditions,
};

type Given = { readonly [name in keyof ReducerRule]-?: NonNullable<ReducerRule[name]> };

const BY_RULE: {
  readonly [name in keyof Given]: (given: Given[name], over: Over) => Reducer;
} = {
  ...{ sum, quantity, last, first, union },
  worst: (order) => worst(...order),
  ...{
    phase: phaseOf,
    conditions: conditionsOf,
    rollup: rollupOf,
    list: listOfFields,
    choose: compileChoice,
  },
  everyMember: (given, over) => {
    const reducer = compileReducer(given, over);
    return over === 'members' ? everyMember(reducer) : reducer;
  },
  map: (given, over) => mapOf(compileReducer(given, over)),
  mapPerCluster: (given, over) =>
    mapOf(
      compileReducer(given, over),
      over === 'members' ? (key, cluster) => `${cluster}/${key}` : undefined,
    ),
  object: (given, over) => object(compileNested(given, over)),
};

/** The reducer of a rule. */
export function compileReducer(rule: Reduction, over: Over = 'members'): Reducer {
  if (typeof rule === 'string') return BY_NAME[rule]();
  const [[name, given] = []] = Object.entries(rule);
  return BY_RULE[name as 'sum'](given, over);
}

/** Reducers by the names of their fields; `a.b` is the field `b` of an object `a`. */
function compileNested(
  rules: { readonly [field: string]: Reduction },
  over: Over = 'members',
): Record<string, Reducer> {
  return nestedFields(
    Object.entries(rules).map(([field, rule]) => [field.split('.'), compileReducer(rule, over)] as const),
  );
}

/** Gathers reducers that stand below the same field to an object of them. */
export function nestedFields(
  entries: readonly (readonly [keys: readonly string[], reducer: Reducer])[],
): Record<string, Reducer> {
  const within = new Map<string, (readonly [readonly string[], Reducer])[]>();
  for (const [[key = '', ...rest], reducer] of entries) {
    const others = within.get(key);
    if (others === undefined) within.set(key, [[rest, reducer]]);
    else others.push([rest, reducer]);
  }
  return Object.fromEntries(
    Array.from(within, ([key, below]) => {
      const [[keys, reducer] = []] = below;
      return [key, reducer !== undefined && keys?.length === 0 ? reducer : object(nestedFields(below))];
    }),
  );
}

/** Whether a reducer takes lists, so that the values at several places are its items. */
export function takesList(rule: Reduction): boolean {
  const [name, given] =
    typeof rule === 'string' ? [rule, undefined] : (Object.entries(rule)[0] as [string, Reduction]);
  if (name === 'everyMember' && given !== undefined) return takesList(given);
  return ['union', 'concat', 'conditions', 'rollup', 'list', 'reflected'].includes(name);
}

/** Fields of the member of which the value of one field is the worst. */
export function compileChoice({ worstBy, take }: ChooseRule): Reducer<object> {
  const [[field = '', order = []] = []] = Object.entries(worstBy);
  const keys = field.split('.');
  const rankOf = (value: unknown): number => {
    const rank = order.indexOf(at(value, ...keys) as string);
    return rank < 0 ? order.length : rank;
  };
  return choose(rankOf, object(nestedFields(take.map((taken) => [taken.split('.'), asReported()]))));
}

/** The first value that is reported, of whatever type. */
function asReported(): Reducer<unknown, Chosen<unknown>> {
  return choice(
    'a JSON value',
    (value): value is unknown => isJson(value),
    () => false,
  );
}

function phaseOf({ order, unreported, nowhere }: PhaseRule): Reducer {
  return phase(order, { unreported, ...(nowhere !== undefined && { nowhere }) });
}

function conditionsOf({ vouch, ...given }: ConditionsRule): Reducer {
  const options = given as ConditionsOptions;
  return vouch ? vouchedConditions(options) : conditions(options);
}

function rollupOf(given: RollupRule): Reducer {
  return rollup(given.conditions, given.times);
}

/** A list whose items keep the fields by which they are the same. */
function listOfFields({ by, fields }: ListRule, over: Over): Reducer {
  const keys = Object.fromEntries(by.map((key) => [key, asReported()]));
  return listOf(object({ ...keys, ...compileNested(fields, over) }), { by });
}
