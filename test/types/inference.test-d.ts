import {
  type AggregatedStatusItem,
  type Component,
  createInterpreter,
  defaultInterpreters,
  defineInterpreter,
  type Health,
  type Interpreter,
  InterpreterError,
  type InterpreterErrorCode,
  type KindInterpreter,
  last,
  type Operation,
  type StatusExplanation,
  sum,
} from 'karmada-interpreter';
import { aggregateGeneration, isSettled } from 'karmada-interpreter/generation';
import { daemonSet, deployment, fluxHelmRelease, kruiseCloneSet } from 'karmada-interpreter/interpreters';
import {
  type Condition,
  dispatchingCondition,
  evaluateBinding,
  evaluateSuspension,
  mergePolicySuspension,
  type Suspension,
  validateSuspension,
} from 'karmada-interpreter/suspension';
import { expectTypeOf } from 'vitest';

/** A manifest of the user's own type, with fields that the library does not know. */
interface Manifest {
  apiVersion: 'apps/v1';
  kind: 'Deployment';
  metadata: { name: string; uid: string };
  spec: { replicas: number; paused: boolean };
  status?: { readyReplicas: number };
}
declare const manifest: Manifest;
declare const items: AggregatedStatusItem[];
const interpreter = createInterpreter();

// What goes in as T comes out as T, of a kind and of the interpreter of all kinds.
expectTypeOf(deployment.aggregateStatus(manifest, items)).toEqualTypeOf<Manifest>();
expectTypeOf(deployment.reviseReplica(manifest, 2)).toEqualTypeOf<Manifest>();
expectTypeOf(deployment.retain(manifest, {})).toEqualTypeOf<Manifest>();
expectTypeOf(interpreter.aggregateStatus(manifest, items, { clusters: ['a'] })).toEqualTypeOf<Manifest>();
expectTypeOf(interpreter.reviseReplica(manifest, 2)).toEqualTypeOf<Manifest>();
expectTypeOf(interpreter.retain(manifest, manifest)).toEqualTypeOf<Manifest>();

// A template that says nothing of its status gets one that can be read.
const template = { apiVersion: 'apps/v1', kind: 'Deployment' };
expectTypeOf(interpreter.aggregateStatus(template, items).status.readyReplicas).toBeUnknown();
expectTypeOf(interpreter.createAggregator(template).aggregate().status.readyReplicas).toBeUnknown();
expectTypeOf(deployment.aggregateStatus(template, items).status.readyReplicas).toEqualTypeOf<
  number | undefined
>();
const emptied = { ...template, status: undefined };
expectTypeOf(interpreter.aggregateStatus(emptied, items).status.readyReplicas).toBeUnknown();
expectTypeOf(deployment.aggregateStatus(emptied, items).status.readyReplicas).toEqualTypeOf<
  number | undefined
>();

expectTypeOf(interpreter).toEqualTypeOf<Interpreter>();
expectTypeOf(interpreter.interpretHealth(manifest)).toEqualTypeOf<Health>();
expectTypeOf(interpreter.interpretHealth(manifest).state).toEqualTypeOf<
  'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Unknown'
>();
expectTypeOf(interpreter.getReplicas(manifest).replicas).toBeNumber();
expectTypeOf(interpreter.getComponents(manifest)).toEqualTypeOf<readonly Component[]>();
expectTypeOf(interpreter.reflectStatus(manifest)).toEqualTypeOf<object | undefined>();
expectTypeOf(interpreter.explainStatus(manifest, items)).toEqualTypeOf<StatusExplanation>();
expectTypeOf(interpreter.kinds()[0]?.operations).toEqualTypeOf<readonly Operation[] | undefined>();
expectTypeOf(interpreter.getDependencies(manifest)).items.toHaveProperty('kind');
expectTypeOf<Operation>().toEqualTypeOf<
  | 'InterpretReplica'
  | 'InterpretComponent'
  | 'ReviseReplica'
  | 'Retain'
  | 'AggregateStatus'
  | 'InterpretDependency'
  | 'InterpretStatus'
  | 'InterpretHealth'
>();
expectTypeOf<InterpreterError['code']>().toEqualTypeOf<InterpreterErrorCode>();
expectTypeOf(new InterpreterError('INVALID_OBJECT', 'message')).toExtend<Error>();

expectTypeOf(isSettled({ observedGeneration: 1 }, 1)).toBeBoolean();
expectTypeOf(
  aggregateGeneration({ generation: 2, observedGeneration: 1 }, items).observedGeneration,
).toBeNumber();
expectTypeOf(evaluateSuspension({ dispatching: true }, 'a').by).toEqualTypeOf<
  'dispatching' | 'dispatchingOnClusters' | 'rollout' | undefined
>();
expectTypeOf(evaluateBinding({ spec: { clusters: [{ name: 'a' }] } }).scheduling.suspended).toBeBoolean();
expectTypeOf(mergePolicySuspension(undefined, undefined)).toEqualTypeOf<Suspension | undefined>();
expectTypeOf(validateSuspension({})[0]?.severity).toEqualTypeOf<'error' | 'warning' | undefined>();
expectTypeOf(dispatchingCondition(true, { now: '2024-10-01T00:00:00Z' })).toEqualTypeOf<Condition>();

// A kind of the user's own has the methods that its declaration brings, and no other.
const rollout = defineInterpreter({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  replicas: ['spec', 'replicas'],
  status: { readyReplicas: sum(), currentPodHash: last() },
});
expectTypeOf(rollout).toExtend<KindInterpreter>();
expectTypeOf(rollout.aggregateStatus(manifest, items)).toEqualTypeOf<Manifest>();
expectTypeOf(rollout.reviseReplica(manifest, 2)).toEqualTypeOf<Manifest>();
createInterpreter({ interpreters: [...defaultInterpreters, rollout] });
// @ts-expect-error: no health was declared
rollout.interpretHealth(manifest);
// @ts-expect-error: no pod template was declared
rollout.getDependencies(manifest);
kruiseCloneSet.reviseReplica(manifest, 2);
// @ts-expect-error: a DaemonSet has no replicas
daemonSet.reviseReplica(manifest, 2);
// @ts-expect-error: a HelmRelease has no replicas
fluxHelmRelease.getReplicas(manifest);

// What is a mistake does not compile.
// @ts-expect-error: not one of Karmada's operations
interpreter.supports(manifest, 'AggregateHealth');
// @ts-expect-error: an item of no cluster
deployment.aggregateStatus(manifest, [{ status: {} }]);
// @ts-expect-error: a cluster's name is a string
deployment.aggregateStatus(manifest, [{ clusterName: 1 }]);
// @ts-expect-error: the items are a list
deployment.aggregateStatus(manifest, { clusterName: 'a' });
// @ts-expect-error: the items are asked for
deployment.aggregateStatus(manifest);
// @ts-expect-error: a health that Karmada does not have
deployment.aggregateStatus(manifest, [{ clusterName: 'a', health: 'Fine' }]);
// @ts-expect-error: an option that does not exist
deployment.aggregateStatus(manifest, items, { cluster: ['a'] });
// @ts-expect-error: replicas are a number
deployment.reviseReplica(manifest, '3');
// @ts-expect-error: replicas are asked for
deployment.reviseReplica(manifest);
// @ts-expect-error: a number is no object
interpreter.interpretHealth(3);
// @ts-expect-error: a manifest that has yet to be parsed is no object
interpreter.interpretHealth('kind: Deployment');
// @ts-expect-error: nothing is no object
interpreter.getReplicas(undefined);
// @ts-expect-error: a spec is an object
interpreter.getReplicas({ kind: 'Deployment', spec: 3 });
// @ts-expect-error: a generation is a number
interpreter.getReplicas({ metadata: { generation: '7' } });
// @ts-expect-error: a reducer by name
defineInterpreter({ apiVersion: 'a/v1', kind: 'A', status: { readyReplicas: 'sum' } });
// @ts-expect-error: a reducer that was not called
defineInterpreter({ apiVersion: 'a/v1', kind: 'A', status: { readyReplicas: sum } });
// @ts-expect-error: counts are of 32 or 64 bits
sum('int16');
// @ts-expect-error: a path has at least one key
defineInterpreter({ apiVersion: 'a/v1', kind: 'A', replicas: [] });
// @ts-expect-error: a field that no declaration has
defineInterpreter({ apiVersion: 'a/v1', kind: 'A', replica: ['spec', 'replicas'] });
// @ts-expect-error: a kind has a name
defineInterpreter({ apiVersion: 'a/v1' });
// @ts-expect-error: a code that does not exist
new InterpreterError('OOPS', 'message');
// @ts-expect-error: dispatching is a boolean
evaluateSuspension({ dispatching: 'true' }, 'a');
// @ts-expect-error: the time comes in as an argument
dispatchingCondition(true, {});
// @ts-expect-error: an object that is either
validateSuspension({}, { on: 'work' });
// @ts-expect-error: results are read-only
interpreter.interpretHealth(manifest).healthy = true;
