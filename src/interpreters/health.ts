import { at, type Fields, isCount, isFields, type KubernetesObject } from '../objects.js';

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

/** Puts a health together; only the state `Healthy` is healthy. */
// @__NO_SIDE_EFFECTS__
export function health(state: HealthState, reason: string, message: string): Health {
  return { healthy: state === 'Healthy', state, reason, message };
}

/** The health of an object whose controller has not reported. */
export function withoutStatus(): Health {
  return health('Unknown', 'NoStatus', 'no status has been reported');
}

/** A number of the object that health depends on: 0 where it is absent or malformed. */
export function numberAt(object: unknown, ...path: readonly string[]): number {
  const value = at(object, ...path);
  return isCount(value, Number.MAX_SAFE_INTEGER) ? value : 0;
}

/** The condition of a type in `status.conditions`. */
export function conditionOf(object: KubernetesObject, type: string): Fields | undefined {
  const conditions = at(object, 'status', 'conditions');
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((condition) => isFields(condition) && condition.type === type);
}

/** A condition's own words, or others where it has none. */
export function worded(condition: Fields | undefined, reason: string, message: string): [string, string] {
  const given = (key: string, otherwise: string): string => {
    const text = condition?.[key];
    return typeof text === 'string' && text !== '' ? text : otherwise;
  };
  return [given('reason', reason), given('message', message)];
}

/** Where a workload's rollout stands, in the fields of its kind. */
export interface RolloutRule {
  /** What is counted, in the plural: `replicas`. */
  readonly noun: string;
  /** The status field with how many run the new version, and the one with how many are available. */
  readonly updated: string;
  readonly available: string;
  /** How many have to run the new version; 0 where nothing says so. */
  readonly target: (object: KubernetesObject) => number;
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
export function rolloutHealth(rule: RolloutRule): (object: KubernetesObject) => Health {
  return (object) => {
    const [reason, message] = rolloutOf(rule, object);
    if (reason === 'RolledOut') return health('Healthy', reason, message);
    const { paused = ['spec', 'paused'] } = rule;
    if (at(object, 'spec', 'paused') === true || at(object, ...paused) === true) {
      return health('Suspended', 'Paused', `the rollout is paused: ${message}`);
    }
    if (reason === 'NoStatus') return withoutStatus();
    const progressing = conditionOf(object, 'Progressing');
    // What the controller said of an earlier spec does not grade this one.
    if (progressing?.status === 'False' && reason !== 'SpecNotObserved') {
      return health('Degraded', ...worded(progressing, 'ProgressDeadlineExceeded', message));
    }
    return health('Progressing', reason, message);
  };
}

/** What the rollout waits for first. */
function rolloutOf({ noun, ...rule }: RolloutRule, object: KubernetesObject): [string, string] {
  if (!isFields(object.status)) return ['NoStatus', 'no status has been reported'];
  const generation = numberAt(object, 'metadata', 'generation');
  const observed = numberAt(object, 'status', 'observedGeneration');
  if (observed !== generation) return ['SpecNotObserved', notObserved(observed, generation)];
  const updated = numberAt(object, 'status', rule.updated);
  const available = numberAt(object, 'status', rule.available);
  const target = rule.target(object);
  if (updated < target) return ['RollingOut', `${updated} of ${target} ${noun} run the new version`];
  if (available < updated)
    return ['NotAvailable', `${available} of ${updated} updated ${noun} are available`];
  return ['RolledOut', `${updated} updated ${noun} are available`];
}

/** The sentence for a spec that its controller has not got to. */
export function notObserved(observed: number, generation: number): string {
  return `the controller has observed generation ${observed}; ${generation} is current`;
}

/**
 * How many replicas a StatefulSet's update strategy lets run the new version: a rollout that is held back on
 * purpose, by `OnDelete` or a partition, waits for nobody.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go#L119-L152
 */
export function statefulTarget(object: KubernetesObject): number {
  const strategy = at(object, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete') return 0;
  const replicas = numberAt(object, 'spec', 'replicas');
  return Math.max(0, replicas - scaled(at(strategy, 'rollingUpdate', 'partition'), replicas));
}

/** A number, or a percentage of `total`: Kruise takes either for a partition, and rounds it up. */
function scaled(value: unknown, total: number): number {
  const percentage = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  if (percentage !== undefined) return Math.ceil((total * Number(percentage)) / 100);
  return isCount(value, Number.MAX_SAFE_INTEGER) ? value : 0;
}

/**
 * The health of a DaemonSet, Kubernetes' own or Kruise's, by its rollout.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/healthy.go#L101-L119
 */
// @__NO_SIDE_EFFECTS__
export function daemonHealth(): (object: KubernetesObject) => Health {
  return rolloutHealth({
    noun: 'pods',
    updated: 'updatedNumberScheduled',
    available: 'numberAvailable',
    target: (object) => {
      const strategy = at(object, 'spec', 'updateStrategy');
      if (at(strategy, 'type') === 'OnDelete') return 0;
      const desired = numberAt(object, 'status', 'desiredNumberScheduled');
      return Math.max(0, desired - scaled(at(strategy, 'rollingUpdate', 'partition'), desired));
    },
    paused: ['spec', 'updateStrategy', 'rollingUpdate', 'paused'],
  });
}
