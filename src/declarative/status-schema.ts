import * as z from 'zod/mini';
import { flag, keyed, list, name, oneOf, optional, rule, some } from '../boundary/schema.js';
import { GENERATION_FIELDS } from '../generation/processed-generation.js';
import { path } from './path-schema.js';

const VALUE_TYPES = ['string', 'integer', 'number', 'boolean', 'object'] as const;

/** The reducers without parameters. */
const NAMES = [
  'sum',
  'last',
  'first',
  'max',
  'min',
  'all',
  'any',
  'union',
  'conditions',
  'reflected',
] as const;

const reducerName = () => oneOf(NAMES, ' or { worst: [the worst, …, the best] }');

const reducerShape = () => ({
  sum: optional(oneOf(['int32', 'int64'])),
  last: optional(oneOf(VALUE_TYPES)),
  first: optional(oneOf(VALUE_TYPES)),
  worst: optional(some(name(), 'a list of values, the worst first')),
  union: optional(name()),
  conditions: optional(
    keyed({
      badWhenTrue: optional(list(name(), 'a list of condition types')),
      lastUpdateTime: optional(flag()),
    }),
  ),
});

/** How one field of the status is reduced. */
const fieldSchema = () => {
  const own = reducerShape();
  const reducer = z.union(
    [reducerName(), keyed(own, 'a reducer').check(rule((keys) => keys.length === 1, 'one reducer'))],
    'a reducer',
  );
  const shape = { ...own, from: optional(path()), reduce: optional(reducer) };
  const isSound = ([first, ...more]: readonly string[]) =>
    more.length === 0 ? first !== undefined && first in own : `${[first, ...more].sort()}` === 'from,reduce';
  return z.union(
    [reducerName(), keyed(shape, 'a reducer').check(rule(isSound, 'one reducer, or both from and reduce'))],
    'a reducer',
  );
};

/** The name of a field; each message is the rest of a sentence that begins with its path. */
const fieldName = () =>
  z.string().check(
    z.refine((field) => field !== '', 'is a field without a name'),
    z.refine((field) => !(field in {}), 'is a name that every object inherits'),
    z.refine(
      (field) => !GENERATION_FIELDS.some((reserved) => reserved === field),
      'is always there, by the generation rule: leave it out',
    ),
    z.refine(
      (field) => !field.includes('.'),
      'has a dot in its name, and a declared field is one of the status itself: declare the field that holds it',
    ),
  );

/** How each field of the status is reduced, by its name. */
export const statusSchema = () => z.record(fieldName(), fieldSchema(), 'an object of reducers by field');
