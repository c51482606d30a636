import type { V1DaemonSet, V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import { createInterpreter, type Interpreter, type KindInterpreter } from 'karmada-interpreter';
import { daemonSet, deployment, statefulSet } from 'karmada-interpreter/interpreters';
import type { DaemonSet, Deployment, StatefulSet } from 'kubernetes-types/apps/v1';
import { expectTypeOf } from 'vitest';
import { parse } from 'yaml';

// The classes of the official client and the declarations of kubernetes-types are accepted as they are, by
// every function that takes an object, and come out as what they went in.

type Everything = Interpreter | Required<KindInterpreter>;

function accepts<T extends V1Deployment | V1DaemonSet | V1StatefulSet | Deployment | DaemonSet | StatefulSet>(
  of: Everything,
  object: T,
): void {
  const items = [{ clusterName: 'a', status: object.status ?? {} }];
  of.getReplicas(object);
  of.reflectStatus(object);
  of.interpretHealth(object);
  of.getDependencies(object);
  of.explainStatus(object, items);
  of.reviseReplica(object, 1) satisfies T;
  of.retain(object, object) satisfies T;
  of.aggregateStatus(object, items) satisfies T;
}

declare const v1Deployment: V1Deployment;
declare const v1DaemonSet: V1DaemonSet;
declare const v1StatefulSet: V1StatefulSet;
declare const plainDeployment: Deployment;
declare const plainDaemonSet: DaemonSet;
declare const plainStatefulSet: StatefulSet;

const all = createInterpreter();
for (const object of [v1Deployment, v1DaemonSet, v1StatefulSet]) accepts(all, object);
for (const object of [plainDeployment, plainDaemonSet, plainStatefulSet]) accepts(all, object);

expectTypeOf(deployment.aggregateStatus(v1Deployment, [])).toEqualTypeOf<V1Deployment>();
expectTypeOf(daemonSet.aggregateStatus(v1DaemonSet, [])).toEqualTypeOf<V1DaemonSet>();
expectTypeOf(statefulSet.reviseReplica(v1StatefulSet, 1)).toEqualTypeOf<V1StatefulSet>();
expectTypeOf(deployment.retain(plainDeployment, v1Deployment)).toEqualTypeOf<Deployment>();
expectTypeOf(daemonSet.aggregateStatus(plainDaemonSet, [])).toEqualTypeOf<DaemonSet>();
expectTypeOf(statefulSet.reviseReplica(plainStatefulSet, 1)).toEqualTypeOf<StatefulSet>();

// A parsed manifest, as `yaml` types it; and one whose type says no more than that it is an object.
expectTypeOf(all.aggregateStatus(parse('kind: Deployment'), [])).toBeAny();
declare const fields: Record<string, object>;
expectTypeOf(all.reviseReplica(v1Deployment as object, 1)).toEqualTypeOf<object>();
all.getReplicas(fields as object);

declare const unknown: unknown;
// @ts-expect-error: what may be anything has to be looked at first
all.getReplicas(unknown);
if (typeof unknown === 'object' && unknown !== null) all.getReplicas(unknown);
