import { notObserved } from '../../generation/processed-generation.js';
import {
  at,
  type Fields,
  isCount,
  isFields,
  isName,
  type KubernetesObject,
  MAX_SAFE,
} from '../../kubernetes/object.js';

/** How an object fares; Karmada itself knows `healthy` alone. */
export type HealthState = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Unknown';

/** Whether an object is healthy, and if not, why not. */
export interface Health {
  /** What Karmada's InterpretHealth answers. */
  readonly healthy: boolean;
  /** `Healthy` where `healthy` is true; else the grade of what is not. */
  readonly state: HealthState;
  /** One CamelCase word for programs, as in a condition. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
}

/** Puts a health together, in a condition's own words where it has some; only the state `Healthy` is healthy. */
// @__NO_SIDE_EFFECTS__
export function health(state: HealthState, reason: string, message: string, condition?: Fields): Health {
  const given = (text: unknown, otherwise: string): string => (isName(text) ? text : otherwise);
  return {
    healthy: state === 'Healthy',
    state,
    reason: given(condition?.reason, reason),
    message: given(condition?.message, message),
  };
}

/** A number of the object that health depends on: 0 where it is absent or malformed. */
export function numberAt(object: unknown, ...path: readonly string[]): number {
  const value = at(object, ...path);
  return isCount(value, MAX_SAFE) ? value : 0;
}

/** The condition of a type in `status.conditions`. */
export function conditionOf(object: KubernetesObject, type: string): Fields | undefined {
  const conditions = at(object, 'status', 'conditions');
  return Array.isArray(conditions)
    ? conditions.find((condition) => at(condition, 'type') === type)
    : undefined;
}

/** The health of an object whose status does not speak of its present spec, `undefined` where it does. */
export function outdated(
  object: KubernetesObject,
  isCurrent: (observed: number, generation: number) => boolean,
): Health | undefined {
  if (!isFields(object.status))
    return health('Unknown', 'NoStatus', 'the controller has not reported a status');
  const generation = numberAt(object, 'metadata', 'generation');
  const observed = numberAt(object, 'status', 'observedGeneration');
  if (isCurrent(observed, generation)) return undefined;
  return health('Progressing', 'SpecNotObserved', notObserved(observed, generation));
}

/** Where a workload's rollout stands, where that is not where a Deployment has it. */
export interface RolloutRule {
  /** What is counted, in the plural: `replicas`. */
  readonly noun?: string;
  /** The status field with how many run the new version, and the one with how many are available. */
  readonly updated?: string;
  readonly available?: string;
  /** How many have to run the new version: `spec.replicas` but for those that an update strategy holds back. */
  readonly target?: (object: KubernetesObject) => number;
  /** Where `true` says that the rollout is paused, besides `spec.paused`. */
  readonly paused?: readonly string[];
}

/**
 * The health of a workload by its rollout: the controller has observed the present spec, enough replicas run it,
 * and those are available.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/healthy.go#L47-L64
 */
// @__NO_SIDE_EFFECTS__
export function rolloutHealth({
  noun = 'replicas',
  updated: updatedField = 'updatedReplicas',
  available: availableField = 'availableReplicas',
  target: targetOf = (object) => notHeldBack(object, numberAt(object, 'spec', 'replicas')),
  paused = [],
}: RolloutRule = {}): (object: KubernetesObject) => Health {
  /** What the rollout waits for first. */
  const rolloutOf = (object: KubernetesObject): Health => {
    const updated = numberAt(object, 'status', updatedField);
    const available = numberAt(object, 'status', availableField);
    const target = targetOf(object);
    if (updated < target)
      return health('Progressing', 'RollingOut', `${updated} of ${target} ${noun} run the new version`);
    const are = `${updated} updated ${noun} are available`;
    return available < updated
      ? health('Progressing', 'NotAvailable', `${available} of ${are}`)
      : health('Healthy', 'RolledOut', are);
  };
  return (object) => {
    const unknown = outdated(object, (observed, generation) => observed === generation);
    const rollout = unknown ?? rolloutOf(object);
    if (rollout.healthy) return rollout;
    const { message } = rollout;
    if (at(object, 'spec', 'paused') === true || at(object, ...paused) === true) {
      return health('Suspended', 'Paused', `the rollout is paused: ${message}`);
    }
    const progressing = conditionOf(object, 'Progressing');
    // What the controller said of an earlier spec does not grade this one.
    return unknown || progressing?.status !== 'False'
      ? rollout
      : health('Degraded', 'ProgressDeadlineExceeded', message, progressing);
  };
}

/**
 * How many of `total` the update strategy lets run the new version: a rollout that is held back on purpose, by
 * `OnDelete` or a partition, waits for nobody. Kruise takes a percentage for a partition too, and rounds it up.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go#L119-L152
 */
function notHeldBack(object: KubernetesObject, total: number): number {
  const strategy = at(object, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete') return 0;
  const partition = at(strategy, 'rollingUpdate', 'partition');
  const share = isName(partition) && /^(\d{1,3})%$/.exec(partition);
  const held = share ? Math.ceil((total * Number(share[1])) / 100) : numberAt(partition);
  return Math.max(0, total - held);
}

/**
 * The health of a DaemonSet, Kubernetes' own or Kruise's, by its rollout.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/healthy.go#L101-L119
 */
export const daemonHealth = rolloutHealth({
  noun: 'pods',
  updated: 'updatedNumberScheduled',
  available: 'numberAvailable',
  target: (object) => notHeldBack(object, numberAt(object, 'status', 'desiredNumberScheduled')),
  paused: ['spec', 'updateStrategy', 'rollingUpdate', 'paused'],
});
