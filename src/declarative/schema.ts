import * as z from 'zod/mini';
import { GENERATION_FIELDS } from '../generation/processed-generation.js';
import { isFields } from '../kubernetes/object.js';
import { matcher } from './backtracking.js';
import type { InterpreterDeclaration, Predicate } from './declaration.js';
import { parsePath } from './path.js';

// Each part says as its message what it asks for: `a kind such as Deployment`.

/** Text of a certain form. */
const matching = (form: RegExp, expected: string) => z.string(expected).check(z.regex(form, expected));

const aName = 'a name';
const name = () => z.string(aName).check(z.minLength(1, aName));
const list = <T extends z.ZodMiniType>(item: T, expected: string) =>
  z.array(item, expected).check(z.minLength(1, expected));

/** One of several words. */
const oneOf = <const T extends readonly string[]>(words: T, more = '') =>
  z.enum(words, `one of ${words.join(', ')}${more}`);

/** An object with these keys and no other; for one that is unknown, the message lists those that are known. */
const keyed = <const T extends z.core.$ZodLooseShape>(shape: T, expected: string) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : expected),
  });

/** A further rule for an object with known keys, asked also where something within it is malformed. */
const rule = (holds: (keys: readonly string[]) => boolean, expected: string) =>
  z.refine<object>((value) => holds(keysOf(value)), {
    ...{ error: expected, abort: true },
    when: ({ value, issues }) => isFields(value) && !issues.some(({ code }) => code === 'unrecognized_keys'),
  });

function keysOf(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : key));
}

/** A path; one by which something is written consists of keys alone. */
const pathOf = (plain: boolean) => {
  const refused = (given: unknown): string | undefined => {
    const path = parsePath(given as string);
    if ('refused' in path) return path.refused;
    const keys = path.steps?.every((step) => typeof step === 'string') && path.steps.length > 0;
    return plain && !keys ? 'a plain path, of keys alone: $.spec.replicas' : undefined;
  };
  return z
    .string('a path such as $.spec.replicas')
    .check(z.refine((given) => refused(given) === undefined, { error: ({ input }) => refused(input) ?? '' }));
};

const refusedPattern = (given: unknown): string | undefined => {
  const compiled = matcher(given as string);
  return typeof compiled === 'function' ? undefined : compiled.refused;
};

const pattern = () =>
  z.string('a pattern').check(
    z.refine((given) => refusedPattern(given) === undefined, {
      error: ({ input }) => refusedPattern(input) ?? '',
    }),
  );

const place = () => keyed({ path: pathOf(false) }, 'a path');
const numberOrPlace = () => z.union([z.number('a number'), place()], 'a number or { path }');
const textOrPlace = () => z.union([name(), place()], 'a text or { path }');
const operand = () => z.union([z.string(), z.number(), z.boolean(), place()], 'a value or { path }');

const STATES = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Unknown'] as const;
const VALUE_TYPES = ['string', 'integer', 'number', 'boolean', 'object'] as const;
/** Every reducer that needs no more than its name. */
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

/** What may be true of an object. */
export const predicateSchema: z.ZodMiniType<Predicate> = /* @__PURE__ */ z.lazy(() => {
  const comparisons = {
    equals: z.optional(operand()),
    oneOf: z.optional(list(operand(), 'a list of values')),
    exists: z.optional(z.boolean('true or false')),
    matches: z.optional(pattern()),
    atLeast: z.optional(numberOrPlace()),
    atMost: z.optional(numberOrPlace()),
  };
  const condition = keyed(
    { type: name(), status: oneOf(['True', 'False', 'Unknown']) },
    'the type and status of a condition',
  );
  const some = () => z.optional(list(predicateSchema, 'a list of predicates'));
  const subjects = {
    path: z.optional(pathOf(false)),
    condition: z.optional(condition),
    ...{ all: some(), any: some(), not: z.optional(predicateSchema) },
  };
  const shape = { ...subjects, ...comparisons };
  const isSound = (keys: readonly string[]) =>
    keys.filter((key) => key in subjects).length === 1 &&
    keys.some((key) => key in comparisons) === keys.includes('path');
  return keyed(shape, 'a predicate').check(
    rule(isSound, 'one of path with a comparison, condition, all, any and not'),
  );
});

const reducerName = () => oneOf(NAMES, ' or { worst: [the worst, …, the best] }');

const reducerShape = () => ({
  sum: z.optional(oneOf(['int32', 'int64'])),
  last: z.optional(oneOf(VALUE_TYPES)),
  first: z.optional(oneOf(VALUE_TYPES)),
  worst: z.optional(list(name(), 'a list of values, the worst first')),
  union: z.optional(name()),
  conditions: z.optional(
    keyed(
      {
        badWhenTrue: z.optional(z.array(name(), 'a list of condition types')),
        lastUpdateTime: z.optional(z.boolean('true or false')),
      },
      'an object',
    ),
  ),
});

/** How one field of the status is reduced. */
const fieldSchema = () => {
  const own = reducerShape();
  const reducer = z.union(
    [reducerName(), keyed(own, 'a reducer').check(rule((keys) => keys.length === 1, 'one reducer'))],
    'a reducer',
  );
  const shape = { ...own, from: z.optional(pathOf(false)), reduce: z.optional(reducer) };
  const isSound = ([first, ...more]: readonly string[]) =>
    more.length === 0 ? first !== undefined && first in own : `${[first, ...more]}` === 'from,reduce';
  return z.union(
    [reducerName(), keyed(shape, 'a reducer').check(rule(isSound, 'one reducer, or both from and reduce'))],
    'a reducer',
  );
};

/** Whether a status may have a field of a name that is declared: not one of those that are always there. */
const isField = (field: string): boolean =>
  field !== '' && !(field in {}) && !GENERATION_FIELDS.some((reserved) => reserved === field);

const dependencySchema = () => {
  const shape = {
    podTemplate: z.optional(pathOf(false)),
    ownClaims: z.optional(pathOf(false)),
    apiVersion: z.optional(apiVersion()),
    kind: z.optional(kind()),
    name: z.optional(pathOf(false)),
    scope: z.optional(oneOf(['Namespaced', 'Cluster'])),
    when: z.optional(predicateSchema),
  };
  const isSound = (keys: readonly string[]) => {
    const own = keys.filter((key) => key !== 'when');
    if (own.includes('podTemplate')) return own.every((key) => key === 'podTemplate' || key === 'ownClaims');
    return ['apiVersion', 'kind', 'name'].every((key) => own.includes(key)) && !own.includes('ownClaims');
  };
  return keyed(shape, 'a dependency').check(rule(isSound, 'podTemplate, or apiVersion, kind and name'));
};

// Kubernetes asks for no more, and no less.
const apiVersion = () =>
  matching(/^([a-z\d][a-z\d.-]{0,252}\/)?[a-z\d][a-z\d-]{0,62}$/, 'an API version such as apps/v1');
const kind = () => matching(/^[A-Za-z][A-Za-z\d]{0,62}$/, 'a kind such as Deployment');

/**
 * What {@link compileInterpreter} takes, as a schema of zod; editors take `karmada-interpreter/declarative/schema.json`.
 *
 * @example
 * const { success } = interpreterDeclarationSchema.safeParse(parse(yaml));
 */
export const interpreterDeclarationSchema: z.ZodMiniType<InterpreterDeclaration> = /* @__PURE__ */ (() =>
  keyed(
    {
      apiVersion: z.union(
        [apiVersion(), list(apiVersion(), 'a list of API versions')],
        'an API version or a list of them',
      ),
      kind: kind(),
      observedGeneration: z.optional(oneOf(['number', 'text', 'none'])),
      replicas: z.optional(keyed({ path: pathOf(true), podTemplate: z.optional(pathOf(true)) }, '{ path }')),
      status: z.optional(
        z.record(z.string().check(z.refine(isField)), fieldSchema(), 'an object of reducers by field'),
      ),
      health: z.optional(
        list(
          keyed(
            {
              state: oneOf(STATES),
              reason: z.optional(textOrPlace()),
              message: z.optional(textOrPlace()),
              when: predicateSchema,
            },
            'a rule: { state, when }',
          ),
          'a list of rules',
        ),
      ),
      retain: z.optional(list(pathOf(true), 'a list of paths')),
      dependencies: z.optional(z.array(dependencySchema(), 'a list of dependencies')),
      components: z.optional(
        list(
          keyed(
            { name: name(), replicas: pathOf(true), podTemplate: z.optional(pathOf(true)) },
            'a component: { name, replicas }',
          ),
          'a list of components',
        ).check(
          z.refine((all) => new Set(all.map((component) => component.name)).size === all.length, {
            error: 'a list of components, each with a name of its own',
          }),
        ),
      ),
    },
    'an object',
  ))();
