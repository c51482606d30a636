import * as z from 'zod/mini';
import {
  anyList,
  fields,
  flag,
  integer,
  list,
  name,
  oneOf,
  open,
  optional,
  type Schema,
} from '../boundary/schema.js';
import type { AggregatedStatusItems } from '../generation/items.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { type KubernetesObject, MAX_INT32 } from '../kubernetes/object.js';
import { synchronous } from './answer-of.js';
import type { ResourceInterpreterResponse } from './interpreter-response.js';
import { patchOf } from './json-patch.js';

/** A request that has been checked. */
export interface InterpreterRequest {
  readonly operation: Operation;
  readonly object: KubernetesObject;
  readonly observedObject: KubernetesObject;
  readonly replicas: number;
  readonly aggregatedStatus?: AggregatedStatusItems;
}

/** The fields that an operation adds to a response. */
export type Answer = Omit<ResourceInterpreterResponse, 'uid' | 'successful' | 'status'>;

/** How one operation is carried out. */
export interface Handling {
  /** The context that asks for it. */
  readonly context: Schema;
  /** What Karmada requires of the response, for interpreters that do not keep to their types. */
  readonly response: Schema;
  readonly answer: (interpreter: Interpreter, request: InterpreterRequest) => object;
}

type Shape = { readonly [field: string]: Schema };

/** A text that may be left out. */
const text = () => optional(z.string('a string'));

/** The check that the object is of `request.kind`, by which Karmada chose the webhook. */
function agrees(field: 'apiVersion' | 'kind') {
  return z.refine<{ object: KubernetesObject; kind: RequestKind }>(
    ({ object, kind }) => object[field] === referenceOf(kind)[field],
    { path: ['object', field], error: 'that of request.kind' },
  );
}

/** Go's GroupVersionKind; the group of `v1` is empty. */
interface RequestKind {
  readonly group?: string | null;
  readonly version: string;
  readonly kind: string;
}

/** The `apiVersion` and `kind` of such a kind. */
function referenceOf({ group, version, kind }: RequestKind) {
  return { apiVersion: group ? `${group}/${version}` : version, kind };
}

/**
 * The schema of a context whose request has the common fields and `takes`. The interpreter checks the status items:
 * there may be thousands of them.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/apis/config/v1alpha1/interpretercontext_types.go#L43-L84
 */
export function contextWith(takes: Shape): Schema {
  const request = open({
    uid: name(),
    kind: open({ group: text(), version: name(), kind: name() }),
    name: text(),
    namespace: text(),
    operation: name(),
    object: fields(),
    observedObject: optional(fields()),
    replicas: optional(z.number('a number')),
    aggregatedStatus: optional(anyList()),
    ...takes,
  }) as unknown as z.ZodMiniType<{ object: KubernetesObject; kind: RequestKind }>;
  return open({
    // Both may be left out: Go fills them in.
    apiVersion: optional(z.literal('config.karmada.io/v1alpha1', '"config.karmada.io/v1alpha1"')),
    kind: optional(z.literal('ResourceInterpreterContext', '"ResourceInterpreterContext"')),
    request: request.check(agrees('apiVersion'), agrees('kind')),
  });
}

/** The handling of an operation whose request needs the fields `takes` and whose response needs `gives`. */
function handling(takes: Shape, gives: Shape, answer: Handling['answer']): Handling {
  return { context: contextWith(takes), response: open(gives, 'JSON'), answer };
}

/** Replicas and requirements under the protocol's names. */
function replicasAnswer<T extends { readonly requirements?: object | undefined }>({
  requirements,
  ...rest
}: T) {
  return { ...rest, ...(requirements && { replicaRequirements: requirements }) };
}

const replicas = () => ({ replicas: integer(0, MAX_INT32), replicaRequirements: z.optional(fields()) });

/**
 * A reference to one object by name, or to several by their labels.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/apis/config/v1alpha1/interpretercontext_types.go#L145-L168
 */
const dependency = () => {
  const requirement = open({
    key: name(),
    operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: optional(list(z.string('a string'))),
  });
  const labelSelector = open({
    matchLabels: optional(z.record(z.string(), z.string('a string'), 'an object')),
    matchExpressions: optional(list(requirement)),
  });
  return open({
    apiVersion: name(),
    kind: name(),
    namespace: text(),
    name: text(),
    labelSelector: optional(labelSelector),
  }).check(
    z.refine((given) => given.name || given.labelSelector, {
      path: ['name'],
      error: 'a name, and there is no labelSelector in its place',
    }),
  );
};

/** The handling of every operation that Karmada calls a webhook for; it calls none for `Prune`. */
export const HANDLINGS: { readonly [Name in Operation]: Handling } = {
  InterpretReplica: handling({}, replicas(), (interpreter, { object }) =>
    replicasAnswer(synchronous(interpreter.getReplicas(object))),
  ),
  InterpretComponent: handling(
    {},
    { components: list(open({ name: name(), ...replicas() })) },
    (interpreter, { object }) => ({
      components: synchronous(interpreter.getComponents(object))?.map(replicasAnswer),
    }),
  ),
  InterpretDependency: handling({}, { dependencies: list(dependency()) }, (interpreter, { object }) => ({
    dependencies: synchronous(interpreter.getDependencies(object)),
  })),
  InterpretStatus: handling({}, { rawStatus: fields() }, (interpreter, { object }) => ({
    rawStatus: synchronous(interpreter.reflectStatus(object)) ?? {},
  })),
  InterpretHealth: handling({}, { healthy: flag() }, (interpreter, { object }) => ({
    healthy: synchronous(interpreter.interpretHealth(object)).healthy,
  })),
  ReviseReplica: handling({ replicas: z.number('a number') }, {}, (interpreter, request) =>
    patchOf(request.object, interpreter.reviseReplica(request.object, request.replicas)),
  ),
  Retain: handling({ observedObject: fields() }, {}, (interpreter, request) =>
    patchOf(request.object, interpreter.retain(request.object, request.observedObject)),
  ),
  AggregateStatus: handling({}, {}, (interpreter, request) =>
    patchOf(request.object, interpreter.aggregateStatus(request.object, request.aggregatedStatus)),
  ),
};
