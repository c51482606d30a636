import { compact } from '../../kubernetes/json.js';
import { at, countAt, isAbsent, type KubernetesObject, MAX_INT32, refuse } from '../../kubernetes/object.js';
import {
  type NodeClaim,
  podPlacement,
  type ReplicaRequirements,
} from '../../kubernetes/pod/pod-requirements.js';
import { greatestRequest } from '../../kubernetes/pod/resource-request.js';
import { namespaceOf, placed } from '../../kubernetes/references.js';
import { checkedComponents } from '../components.js';
import type { Component } from '../replicas.js';
import { partRequest } from './flink-part-request.js';

/** The parts of a FlinkDeployment. */
export function flinkComponents(object: KubernetesObject): readonly Component[] {
  const part = (name: string, key: string, replicas: number): Component => {
    const resourceRequest = partRequest(object, key);
    const requirements = compact<ReplicaRequirements>({ ...partPlacement(object, key), resourceRequest });
    return { name, replicas, ...(requirements && { requirements }) };
  };
  return checkedComponents([
    part('jobmanager', 'jobManager', jobManagers(object)),
    part('taskmanager', 'taskManager', taskManagers(object)),
  ]);
}

/** How many pods there are of both parts. */
export function flinkReplicas(object: KubernetesObject): number {
  return Math.min(jobManagers(object) + taskManagers(object), MAX_INT32);
}

/** What a pod of either part needs at most. */
export function flinkRequirements(object: KubernetesObject): ReplicaRequirements | undefined {
  return compact<ReplicaRequirements>({
    ...templatePlacement(object, 'podTemplate'),
    resourceRequest: greatestRequest([partRequest(object, 'jobManager'), partRequest(object, 'taskManager')]),
    namespace: namespaceOf(object),
  });
}

function jobManagers(object: KubernetesObject): number {
  return countBelow(object, 'jobManager', 'replicas') ?? 1;
}

/**
 * As many task managers as are asked for, or as have slots enough for the job.
 *
 * @see https://github.com/apache/flink-kubernetes-operator/blob/6e9caeb48118934f4311534725196c52159eaa21/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/FlinkUtils.java#L354-L362
 */
function taskManagers(object: KubernetesObject): number {
  const asked = countBelow(object, 'taskManager', 'replicas');
  if (asked !== undefined) return asked;
  const parallelism = countBelow(object, 'job', 'parallelism');
  return parallelism === undefined ? 1 : Math.ceil(parallelism / slotsOf(object));
}

function countBelow(object: KubernetesObject, part: string, field: string): number | undefined {
  return countAt(at(object, 'spec', part, field), `spec.${part}.${field}`, MAX_INT32);
}

const SLOTS = 'taskmanager.numberOfTaskSlots';

/** The slots of a task manager; the configuration is a map of texts, or the same nested. */
function slotsOf(object: KubernetesObject): number {
  const configuration = at(object, 'spec', 'flinkConfiguration');
  const value = at(configuration, SLOTS) ?? at(configuration, ...SLOTS.split('.'));
  if (isAbsent(value)) return 1;
  const path = `spec.flinkConfiguration.${SLOTS}`;
  const slots = typeof value === 'string' && /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : value;
  return countAt(slots, path, MAX_INT32) || refuse(path, value, `an integer from 1 to ${MAX_INT32}`);
}

/** Where the pods of a part may run: by its own pod template, and where that does not say, by the common one. */
function partPlacement(object: KubernetesObject, key: string) {
  const own = templatePlacement(object, `${key}.podTemplate`);
  const common = templatePlacement(object, 'podTemplate');
  return {
    nodeClaim: compact<NodeClaim>({ ...common.nodeClaim, ...own.nodeClaim }),
    priorityClassName: own.priorityClassName || common.priorityClassName,
  };
}

function templatePlacement(object: KubernetesObject, place: string) {
  const [spec, where] = placed(object.spec, 'spec', `${place}.spec`)[0] ?? [undefined, place];
  return podPlacement(spec, where);
}
