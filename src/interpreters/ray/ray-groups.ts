import {
  countAt,
  isAbsent,
  type KubernetesObject,
  MAX_INT32,
  objectAt,
  textAt,
  typed,
} from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type Placed,
  placed,
} from '../../kubernetes/references.js';
import { checkedComponents } from '../components.js';
import type { Component } from '../replicas.js';

/** A group of worker pods. */
export interface WorkerGroup {
  /** Its name, or one by its place. */
  readonly name: string;
  /** How many pods KubeRay runs of it. */
  readonly pods: number;
  /** How many pods a replica has. */
  readonly hosts: number;
  readonly template: Placed;
}

/** Where Ray's kinds have the pod template of a cluster's head, below the cluster itself. */
const HEAD = 'headGroupSpec.template';

/** The pod template of a cluster's head, where it has one: `cluster` is the place of the cluster in the object. */
export function headTemplate(object: KubernetesObject, cluster: string): Placed | undefined {
  return placed(object, '', `${cluster}.${HEAD}`).find(([template]) => !isAbsent(template));
}

/**
 * The groups of workers of a cluster.
 *
 * @see https://github.com/ray-project/kuberay/blob/feeaf72facab4881ba2b179248bb67315634e229/ray-operator/controllers/ray/utils/util.go#L389-L407
 */
export function workerGroups(object: KubernetesObject, cluster: string): readonly WorkerGroup[] {
  return placed(object, '', `${cluster}.workerGroupSpecs.*`).map(([value, path], i) => {
    const group = objectAt(value, path) ?? {};
    const count = (field: string, absent: number): number =>
      countAt(group[field], `${path}.${field}`, MAX_INT32) ?? absent;
    const least = count('minReplicas', 0);
    const most = count('maxReplicas', MAX_INT32);
    const asked = count('replicas', -1);
    const hosts = count('numOfHosts', 1);
    // Fewer than the least, or none given, are the least, even where that is more than the most.
    const replicas = asked < least ? least : Math.min(asked, most);
    const suspended = typed(group.suspend, `${path}.suspend`, 'true or false') === true;
    return {
      name: textAt(group.groupName, `${path}.groupName`) || `worker-${i + 1}`,
      pods: suspended ? 0 : Math.min(replicas * hosts, MAX_INT32),
      hosts,
      template: [group.template, `${path}.template`],
    };
  });
}

/** The components of a cluster: its head, and each group. */
export function rayComponents(object: KubernetesObject, cluster: string): readonly Component[] {
  const head = headTemplate(object, cluster);
  return checkedComponents([
    ...(head ? [groupComponent('ray-head', 1, head)] : []),
    ...workerGroups(object, cluster).map(({ name, pods, template }) => groupComponent(name, pods, template)),
  ]);
}

function groupComponent(name: string, replicas: number, [template, path]: Placed): Component {
  const requirements = podRequirements(template, { path });
  return { name, replicas, ...(requirements && { requirements }) };
}

/** What the pods use whose templates stand at these places of an object. */
export function rayDependencies(
  object: KubernetesObject,
  cluster: string,
  ...more: readonly string[]
): readonly DependentObjectReference[] {
  const places = [`${cluster}.${HEAD}`, `${cluster}.workerGroupSpecs.*.template`, ...more];
  return places
    .flatMap((place) => placed(object, '', place))
    .flatMap(([template, path]) => podDependencies(template, namespaceOf(object), { path }));
}

/** The API versions of Ray's kinds: the older one says less, and nothing else. */
export const RAY = ['ray.io/v1', 'ray.io/v1alpha1'] as const;
