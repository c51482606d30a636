import { at, isAbsent, isCount, type KubernetesObject, MAX_SAFE } from '../../kubernetes/object.js';
import { conditionOf, isCurrent } from './condition-health.js';
import { type Health, health } from './health.js';
import { heldBack as heldBackByStrategy } from './held-back.js';
import { numberAt } from './number-at.js';
import { type GenerationRule, observedHealth } from './observed-health.js';

/** A number of pods: a field of the status, or what a function makes of the object. */
export type PodCount = string | ((object: KubernetesObject) => number);

/** Where a workload's rollout stands, where that is not where a Deployment has it. */
export interface RolloutRule {
  /** What is counted, in the plural: `replicas`. */
  readonly noun?: string;
  /** When the status speaks of the present spec: where the two generations are equal. */
  readonly generation?: GenerationRule;
  /** How many the spec asks for: `spec.replicas`, 1 where it is absent; a field of the status has to be reported. */
  readonly asked?: PodCount;
  /** How many of those may keep the old version, by `spec.updateStrategy`. */
  readonly heldBack?: (object: KubernetesObject, asked: number) => number;
  /** How many there are of any version, how many run the new one, and how many are available. */
  readonly running?: PodCount;
  readonly updated?: PodCount;
  readonly available?: PodCount;
  /**
   * The status fields with how many of the updated ones are available: the first that is reported counts, in place
   * of the other counts too where those are absent.
   */
  readonly updatedAvailable?: readonly string[];
  /** Where `true` says that the rollout is paused, besides `spec.paused`. */
  readonly paused?: readonly string[];
}

/** What `spec.replicas` asks for; all APIs that have it make an absent one 1. */
const replicasAsked = (object: KubernetesObject): number => numberAt(object, ['spec', 'replicas'], 1);

/**
 * The health of a workload by its rollout: the controller has observed the present spec and not given up, as many
 * run the new version as the update strategy asks for, no others are left of the old one, and all are available.
 *
 * @param rule - Where the numbers stand, where that is not where a Deployment has them.
 * @returns The `health` of a declaration.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go#L59-L94
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/controller/deployment/util/deployment_util.go
 * @example
 * rolloutHealth({ noun: 'pods', available: 'readyReplicas', paused: ['spec', 'strategy', 'paused'] });
 */
// @__NO_SIDE_EFFECTS__
export function rolloutHealth(rule: RolloutRule = {}): (object: KubernetesObject) => Health {
  const { paused = [], generation = 'equal' } = rule;
  const observed = observedHealth(generation);
  const counts = countsHealth(rule);
  return (object) => {
    const outdated = observed(object);
    if (outdated) return outdated;
    const found = orGivenUp(object, counts(object));
    if (found.healthy) return found;
    return at(object, 'spec', 'paused') === true || at(object, ...paused) === true
      ? health('Suspended', 'Paused', `the rollout is paused: ${found.message}`)
      : found;
  };
}

/** What the counts say, but where the controller has given up on the rollout: that holds whatever they are. */
function orGivenUp(object: KubernetesObject, counts: Health): Health {
  const progressing = conditionOf(object, 'Progressing');
  return progressing?.status === 'False' && isCurrent(progressing, object)
    ? health('Degraded', 'ProgressDeadlineExceeded', counts.message, progressing)
    : counts;
}

/** What the counts of an up-to-date status say of a rollout: what it waits for first. */
function countsHealth({
  noun = 'replicas',
  asked: askedRule = replicasAsked,
  heldBack = heldBackByStrategy,
  running = 'replicas',
  updated: updatedRule = 'updatedReplicas',
  available: availableRule = 'availableReplicas',
  updatedAvailable = [],
}: RolloutRule): (object: KubernetesObject) => Health {
  const waiting = (reason: string, message: string): Health => health('Progressing', reason, message);
  return (object) => {
    if (typeof askedRule === 'string' && isAbsent(at(object, 'status', askedRule)))
      return waiting('NotReported', `the controller has not reported ${askedRule}`);
    const asked = podCount(object, askedRule);
    const held = heldBack(object, asked);
    const reported = updatedAvailable.map((field) => at(object, 'status', field)).find(isReported);
    const updated = podCount(object, updatedRule, reported);
    if (updated < asked - held)
      return waiting('RollingOut', `${updated} of ${asked - held} ${noun} run the new version`);
    // Old pods count as available too, and serve while the new ones crash.
    const old = podCount(object, running) - updated - held;
    if (old > 0) return waiting('OldVersionLeft', `${old} ${noun} of the old version have yet to go`);
    if (reported !== undefined && reported < asked - held)
      return waiting('NotAvailable', `${reported} of ${asked - held} updated ${noun} are available`);
    const available = podCount(object, availableRule, reported);
    if (available < updated)
      return waiting('NotAvailable', `${available} of ${updated} updated ${noun} are available`);
    if (available < asked) return waiting('NotAvailable', `${available} of ${asked} ${noun} are available`);
    return health('Healthy', 'RolledOut', `${updated} updated ${noun} are available`);
  };
}

const isReported = (value: unknown): value is number => isCount(value, MAX_SAFE);

function podCount(object: KubernetesObject, rule: PodCount, absent = 0): number {
  return typeof rule === 'string' ? numberAt(object, ['status', rule], absent) : rule(object);
}
