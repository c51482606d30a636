import * as z from 'zod/mini';
import { flag, keyed, name, oneOf, optional, rule, some } from '../boundary/schema.js';
import type { Predicate } from './interpreter-declaration.js';
import { matcher } from './matcher.js';
import { path, taken } from './path-schema.js';

const pattern = () =>
  taken((given) => {
    const compiled = matcher(given);
    return typeof compiled === 'function' ? undefined : compiled.refused;
  }, 'a pattern');

const place = () => keyed({ path: path() }, 'a path');

/** A text, or the path to one. */
export const textOrPlace = () => z.union([name(), place()], 'a text or { path }');

const numberOrPlace = () => z.union([z.number('a number'), place()], 'a number or { path }');
const operand = () => z.union([z.string(), z.number(), z.boolean(), place()], 'a value or { path }');

const STATUSES = ['True', 'False', 'Unknown'] as const;

const conditionPredicate = () =>
  keyed(
    {
      type: name(),
      status: optional(
        z.enum(STATUSES, {
          // YAML reads a bare True as a flag.
          error: ({ input }) =>
            `one of ${STATUSES.join(', ')}${typeof input === 'boolean' ? ': a text, in quotes in YAML' : ''}`,
        }),
      ),
      reason: optional(z.union([name(), some(name(), 'a list of reasons')], 'a reason or a list of them')),
      observedGeneration: optional(oneOf(['current'])),
    },
    'the type of a condition, and its status or reason',
  );

/** What may be true of an object. */
export const predicateSchema: z.ZodMiniType<Predicate> = /* @__PURE__ */ z.lazy(() => {
  const comparisons = {
    equals: optional(operand()),
    oneOf: optional(some(operand(), 'a list of values')),
    exists: optional(flag()),
    matches: optional(pattern()),
    atLeast: optional(numberOrPlace()),
    atMost: optional(numberOrPlace()),
  };
  const parts = () => optional(some(predicateSchema, 'a list of predicates'));
  const subjects = {
    path: optional(path()),
    condition: optional(conditionPredicate()),
    all: parts(),
    any: parts(),
    not: optional(predicateSchema),
  };
  const isSound = (keys: readonly string[]) =>
    keys.filter((key) => key in subjects).length === 1 &&
    keys.some((key) => key in comparisons) === keys.includes('path');
  return keyed({ ...subjects, ...comparisons }, 'a predicate').check(
    rule(isSound, 'one of path with a comparison, condition, all, any and not'),
  );
});
