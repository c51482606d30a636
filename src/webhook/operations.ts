import * as z from 'zod/mini';
import type { AggregatedStatusItems } from '../generation/items.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { type KubernetesObject, MAX_INT32 } from '../kubernetes/object.js';
import { fields, integer, list, name, type Schema } from './faults.js';
import { patchOf } from './patch.js';
import type { ResourceInterpreterResponse } from './types.js';

/** What a request asks for, once it has been checked. */
export interface InterpreterRequest {
  readonly operation: Operation;
  readonly object: KubernetesObject;
  readonly observedObject: KubernetesObject;
  readonly replicas: number;
  readonly aggregatedStatus?: AggregatedStatusItems;
}

/** What an operation adds to a response. */
export type Answer = Omit<ResourceInterpreterResponse, 'uid' | 'successful' | 'status'>;

/** How one operation is carried out. */
export interface Handling {
  /** The context that asks for it. */
  readonly context: Schema;
  /** What Karmada asks of the response, in case that an interpreter does not keep to its types. */
  readonly response: Schema;
  readonly answer: (interpreter: Interpreter, request: InterpreterRequest) => object;
}

type Shape = { readonly [field: string]: Schema };

/** A text that may be left out. */
const text = (): Schema => z.nullish(z.string('a string'));

/** Has a field of the object be what `request.kind` says: that is what Karmada chose the webhook by. */
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

/** The same as an object has it. */
function referenceOf({ group, version, kind }: RequestKind) {
  return { apiVersion: group ? `${group}/${version}` : version, kind };
}

/**
 * A context whose request has what every request has, and `takes`. Status items are for the interpreter to
 * check: there may be thousands of them.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/apis/config/v1alpha1/interpretercontext_types.go#L43-L84
 */
export function contextWith(takes: Shape): Schema {
  const kind = z.object({ group: text(), version: name(), kind: name() }, 'an object');
  const request = z.object(
    {
      ...{ uid: name(), kind, name: text(), namespace: text(), operation: name(), object: fields() },
      ...{ observedObject: z.nullish(fields()), replicas: z.nullish(z.number('a number')) },
      aggregatedStatus: z.nullish(list(z.unknown())),
      ...takes,
    },
    'an object',
  ) as z.ZodMiniType<{ object: KubernetesObject; kind: RequestKind }>;
  return z.object(
    {
      // Go fills in what is left out.
      apiVersion: z.nullish(z.literal('config.karmada.io/v1alpha1', '"config.karmada.io/v1alpha1"')),
      kind: z.nullish(z.literal('ResourceInterpreterContext', '"ResourceInterpreterContext"')),
      request: request.check(agrees('apiVersion'), agrees('kind')),
    },
    'an object',
  );
}

/** An operation that needs `takes` of its request and has to give `gives`. */
function handling(takes: Shape, gives: Shape, answer: Handling['answer']): Handling {
  return { context: contextWith(takes), response: z.object(gives, 'JSON'), answer };
}

/** What `replicas` says of a workload or of a component, as the protocol names it. */
function replicasAnswer<T extends { readonly requirements?: object | undefined }>({
  requirements,
  ...rest
}: T) {
  return { ...rest, ...(requirements && { replicaRequirements: requirements }) };
}

const replicas = () => ({ replicas: integer(0, MAX_INT32), replicaRequirements: z.optional(fields()) });

/** Every operation that a webhook can be asked for; Karmada's `Prune` is asked of none. */
export const HANDLINGS: { readonly [Name in Operation]: Handling } = {
  InterpretReplica: handling({}, replicas(), (interpreter, { object }) =>
    replicasAnswer(interpreter.getReplicas(object)),
  ),
  InterpretComponent: handling(
    {},
    { components: list(z.object({ name: name(), ...replicas() }, 'an object')) },
    (interpreter, { object }) => ({ components: interpreter.getComponents(object)?.map(replicasAnswer) }),
  ),
  InterpretDependency: handling(
    {},
    { dependencies: list(z.object({ apiVersion: name(), kind: name(), name: name() }, 'an object')) },
    (interpreter, { object }) => ({ dependencies: interpreter.getDependencies(object) }),
  ),
  InterpretStatus: handling({}, { rawStatus: fields() }, (interpreter, { object }) => ({
    rawStatus: interpreter.reflectStatus(object) ?? {},
  })),
  InterpretHealth: handling({}, { healthy: z.boolean('true or false') }, (interpreter, { object }) => ({
    healthy: interpreter.interpretHealth(object).healthy,
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
