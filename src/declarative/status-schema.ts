import * as z from 'zod/mini';
import { flag, keyed, list, name, oneOf, optional, rule, some } from '../boundary/schema.js';
import { GENERATION_FIELDS } from '../generation/processed-generation.js';
import type { ChooseRule, ReducerRule, Reduction } from './interpreter-declaration.js';
import { path } from './path-schema.js';

const VALUE_TYPES = ['string', 'integer', 'number', 'boolean', 'object'] as const;

/** The reducers without parameters. */
const NAMES = [
  ...(['sum', 'quantity', 'last', 'first', 'agreed', 'max', 'min', 'earliest', 'latest'] as const),
  ...(['all', 'any', 'union', 'concat', 'conditions', 'reflected'] as const),
] as const;

const TIMES = ['lastTransitionTime', 'lastProbeTime', 'lastUpdateTime'] as const;

const reducerName = () => oneOf(NAMES, ' or { worst: [the worst, …, the best] }');

/** How many objects deep a field may stand by its name, so that no name makes a reducer of any depth. */
const DEEPEST_FIELD = 8;

/** The name of a field; each message is the rest of a sentence that begins with its path. */
const fieldName = () =>
  z.string().check(
    z.refine(
      (field) => field.split('.').length <= DEEPEST_FIELD,
      `is nested more than ${DEEPEST_FIELD} deep`,
    ),
    z.refine((field) => field.split('.').every((key) => key !== ''), 'is a field without a name'),
    z.refine(
      (field) => field.split('.').every((key) => !(key in {})),
      'is a name that every object inherits',
    ),
  );

const statusField = () =>
  fieldName().check(
    z.refine(
      (field) => !GENERATION_FIELDS.some((reserved) => reserved === field.split('.')[0]),
      'is always there, by the generation rule: leave it out',
    ),
  );

/** Fields by their names, none of which is within another. */
const fieldsOf = <T extends z.ZodMiniType>(key: z.ZodMiniString, value: T) =>
  z
    .record(key, value, 'an object of reducers by field')
    .check(rule(areApart, 'fields of which none is within another'));

/** Whether no field is within another. */
function areApart(fields: readonly string[]): boolean {
  const all = new Set(fields);
  return !fields.some((field) => {
    const keys = field.split('.');
    return keys.some((_, i) => i > 0 && all.has(keys.slice(0, i).join('.')));
  });
}

const values = () => some(name(), 'a list of values, the worst first');

/** Fields of the member that is worst. */
export const chooseSchema = (): z.ZodMiniType<ChooseRule> =>
  keyed(
    {
      worstBy: z
        .record(fieldName(), values(), 'a field and its values')
        .check(rule((keys) => keys.length === 1, 'one field and its values')),
      take: some(statusField(), 'a list of fields').check(
        z.refine(
          (taken) => new Set(taken).size === taken.length && areApart(taken),
          'a list of fields of which none is within another',
        ),
      ),
    },
    '{ worstBy, take }',
  );

const phaseSchema = () =>
  keyed({ order: values(), unreported: name(), nowhere: optional(name()) }, '{ order, unreported }').check(
    z.refine(
      ({ order, unreported, nowhere }) => order.includes(unreported) && order.includes(nowhere ?? unreported),
      'a phase whose unreported and nowhere are of its order',
    ),
  );

const conditionTypes = () => optional(list(name(), 'a list of condition types'));

const rollupSchema = () =>
  keyed(
    {
      conditions: some(
        keyed({ type: name(), when: oneOf(['all', 'any']), reason: name(), message: z.string('a text') }),
        'a list of conditions',
      ).check(
        z.refine(
          (made) => new Set(made.map(({ type }) => type)).size === made.length,
          'a list of conditions, each of a type of its own',
        ),
      ),
      times: optional(some(oneOf(TIMES), 'a list of fields')),
    },
    '{ conditions: [{ type, when, reason, message }] }',
  );

const reducerShape = () => ({
  sum: optional(oneOf(['int32', 'int64'])),
  quantity: optional(oneOf(['decimal', 'binary'])),
  last: optional(oneOf(VALUE_TYPES)),
  first: optional(oneOf(VALUE_TYPES)),
  worst: optional(values()),
  phase: optional(phaseSchema()),
  union: optional(name()),
  conditions: optional(
    keyed({
      badWhenTrue: conditionTypes(),
      required: conditionTypes(),
      lastUpdateTime: optional(flag()),
      vouch: optional(flag()),
    }),
  ),
  rollup: optional(rollupSchema()),
  everyMember: optional(reduction),
  map: optional(reduction),
  mapPerCluster: optional(reduction),
  object: optional(fieldsOf(fieldName(), reduction)),
  list: optional(
    keyed(
      { by: some(fieldName(), 'a list of fields'), fields: fieldsOf(fieldName(), reduction) },
      '{ by, fields }',
    ),
  ),
  choose: optional(chooseSchema()),
});

/** A reducer, by its name or with what it has to know. */
export const reduction: z.ZodMiniType<Reduction> = /* @__PURE__ */ z.lazy(
  (): z.ZodMiniType<Reduction> =>
    z.union(
      [
        reducerName(),
        keyed(reducerShape(), 'a reducer').check(rule((keys) => keys.length === 1, 'one reducer')),
      ],
      'a reducer',
    ) as z.ZodMiniType<ReducerRule>,
);

const NESTED = 'a field within another has a dot in its name: loadBalancer.ingress';

/** How one field of the status is reduced. */
const fieldSchema = () => {
  const own = reducerShape();
  const shape = { ...own, from: optional(path()), reduce: optional(reduction) };
  const isSound = ([first, ...more]: readonly string[]) =>
    more.length === 0 ? first !== undefined && first in own : `${[first, ...more].sort()}` === 'from,reduce';
  return z.union(
    [
      reducerName(),
      keyed(shape, 'a reducer', NESTED).check(rule(isSound, 'one reducer, or both from and reduce')),
    ],
    'a reducer',
  );
};

/** How each field of the status is reduced, by its name. */
export const statusSchema = () => fieldsOf(statusField(), fieldSchema());
