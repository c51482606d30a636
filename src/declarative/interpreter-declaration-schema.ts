import * as z from 'zod/mini';
import { parsePath, pathOf } from '../boundary/parse-path.js';
import { integer, keyed, list, matching, oneOf, optional, rule, some } from '../boundary/schema.js';
import { MAX_INT32 } from '../kubernetes/object.js';
import type { ComponentRule, DependencyRule, InterpreterDeclaration } from './interpreter-declaration.js';
import { isPath, nameOrPath, path, plainPath } from './path-schema.js';
import { predicateSchema, textOrPlace } from './predicate-schema.js';
import { goesAlong, severalOf } from './reader.js';
import { chooseSchema, statusSchema } from './status-schema.js';

const STATES = ['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Unknown'] as const;

// The forms that Kubernetes' API machinery accepts.
const apiVersion = () =>
  matching(/^([a-z\d][a-z\d.-]{0,252}\/)?[a-z\d][a-z\d-]{0,62}$/, 'an API version such as apps/v1');
const kind = () => matching(/^[A-Za-z][A-Za-z\d]{0,62}$/, 'a kind such as Deployment');

const healthRule = () =>
  keyed(
    {
      state: oneOf(STATES),
      reason: optional(textOrPlace()),
      message: optional(textOrPlace()),
      when: predicateSchema,
    },
    'a rule: { state, when }',
  );

/** What names an object of a kind. */
const REFERENCE = ['apiVersion', 'kind', 'name'] as const;

const dependencyRule = () => {
  const shape = {
    podTemplate: optional(path()),
    ownClaims: optional(path()),
    apiVersion: optional(apiVersion()),
    kind: optional(kind()),
    name: optional(path()),
    namespace: optional(path()),
    scope: optional(oneOf(['Namespaced', 'Cluster'])),
    when: optional(predicateSchema),
  };
  const isSound = (keys: readonly string[]) => {
    const own = keys.filter((key) => key !== 'when');
    if (own.includes('podTemplate')) return own.every((key) => key === 'podTemplate' || key === 'ownClaims');
    return REFERENCE.every((key) => own.includes(key)) && !own.includes('ownClaims');
  };
  const schema = keyed(shape, 'a dependency').check(
    rule(isSound, (keys) => {
      const missing = REFERENCE.filter((key) => !keys.includes(key));
      // Of one that has none of them, it is not known which form is meant.
      const told = missing.length > 0 && missing.length < REFERENCE.length && !keys.includes('podTemplate');
      const hint = `: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`;
      return `podTemplate, or apiVersion, kind and name${told ? hint : ''}`;
    }),
  ) as z.ZodMiniType<DependencyRule>;
  return schema.check(
    z.refine(({ namespace, scope }) => !namespace || scope !== 'Cluster', {
      path: ['namespace'],
      error: 'a field beside scope: Cluster, which has no namespaces',
    }),
    z.refine(({ name, namespace }) => !namespace || goesWith(namespace, name ?? ''), {
      path: ['namespace'],
      error: 'the path to one namespace for each name: both lead through the same lists',
    }),
  );
};

/** Whether a path goes along another; a path with a fault of its own is reported by itself. */
function goesWith(given: string, other: string): boolean {
  const [own, its] = [parsePath(given), parsePath(other)];
  return 'refused' in own || 'refused' in its || goesAlong(own, its);
}

const componentRule = () => {
  const shape = {
    name: nameOrPath(),
    replicas: optional(
      z.union(
        [
          integer(0, MAX_INT32),
          path(),
          keyed({ path: path(), default: integer(0, MAX_INT32) }, '{ path, default }'),
        ],
        `a path, or an integer from 0 to ${MAX_INT32}`,
      ),
    ),
    podTemplate: optional(path()),
  };
  const schema = keyed(shape, 'a component: { name, replicas }') as z.ZodMiniType<ComponentRule>;
  return schema.check(
    ...(['replicas', 'podTemplate'] as const).map((field) =>
      z.refine<ComponentRule>((component) => isOfComponent(component, component[field]), {
        path: [field],
        error: 'a path to one place for each component: through the lists of its name, or through none',
      }),
    ),
  );
};

/** Whether a path leads to one place for each component: through the lists of the name, or through none. */
function isOfComponent({ name }: ComponentRule, given: ComponentRule['replicas']): boolean {
  const way = typeof given === 'object' ? given.path : given;
  if (typeof way !== 'string') return true;
  const [own, naming] = [parsePath(way), parsePath(isPath(name) ? name : '$')];
  return 'refused' in own || 'refused' in naming || goesAlong(own, pathOf(severalOf(naming)));
}

const components = () =>
  some(componentRule(), 'a list of components').check(
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      error: 'a list of components, each with a name of its own',
    }),
  );

/**
 * What {@link compileInterpreter} takes, as a schema of zod; editors take `karmada-interpreter/declarative/schema.json`.
 *
 * @example
 * const { success } = interpreterDeclarationSchema.safeParse(parse(yaml));
 */
export const interpreterDeclarationSchema: z.ZodMiniType<InterpreterDeclaration> = /* @__PURE__ */ (() =>
  keyed({
    apiVersion: z.union(
      [apiVersion(), some(apiVersion(), 'a list of API versions')],
      'an API version or a list of them',
    ),
    kind: kind(),
    observedGeneration: optional(oneOf(['number', 'text', 'none', 'dropped', 'static'])),
    replicas: optional(
      keyed(
        { path: plainPath(), podTemplate: optional(plainPath()) },
        'an object such as { path: $.spec.replicas }',
      ),
    ),
    status: optional(statusSchema()),
    reflects: optional(oneOf(['whole'])),
    choose: optional(chooseSchema()),
    health: optional(some(healthRule(), 'a list of rules')),
    retain: optional(some(plainPath(), 'a list of paths')),
    dependencies: optional(list(dependencyRule(), 'a list of dependencies')),
    components: optional(components()),
  }).check(
    z.refine(takesOthers, {
      error: 'a choice of fields that are not in status, where each has a reducer of its own',
      path: ['choose', 'take'],
    }),
  ))();

/** Whether the fields that are taken together are others than those that are reduced one by one. */
function takesOthers({ status, choose }: InterpreterDeclaration): boolean {
  const holders = (fields: readonly string[] = []) => fields.map((field) => field.split('.')[0]);
  const reduced = new Set(holders(Object.keys(status ?? {})));
  return !holders(choose?.take).some((field) => reduced.has(field));
}
