import { at, isAbsent, isCount, type KubernetesObject, MAX_INT32 } from '../../kubernetes/object.js';

/** How many replicas a Deployment asks for. */
export function wantedReplicas(object: KubernetesObject): number {
  const replicas = at(object, 'spec', 'replicas');
  return isCount(replicas, MAX_INT32) ? replicas : 1;
}

/**
 * How many of them may be unavailable during a rolling update: percentages of `maxUnavailable` are rounded down, those of
 * `maxSurge` up, and where both come to 0 the one is 1.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/controller/deployment/util/deployment_util.go#L416-L430
 */
export function maxUnavailable(object: KubernetesObject, replicas: number): number {
  const strategy = at(object, 'spec', 'strategy');
  if (at(strategy, 'type') === 'Recreate' || replicas === 0) return 0;
  const unavailable = shareOf(at(strategy, 'rollingUpdate', 'maxUnavailable'), replicas, Math.floor);
  const surge = shareOf(at(strategy, 'rollingUpdate', 'maxSurge'), replicas, Math.ceil);
  return Math.min(unavailable === 0 && surge === 0 ? 1 : unavailable, replicas);
}

const DEFAULT_SHARE = '25%';

/** A number of replicas, or a percentage of all. */
function shareOf(given: unknown, replicas: number, round: (share: number) => number): number {
  const value = isAbsent(given) ? DEFAULT_SHARE : given;
  if (isCount(value, MAX_INT32)) return value;
  const percent = typeof value === 'string' ? /^(\d{1,9})%$/.exec(value) : null;
  return percent ? round((replicas * Number(percent[1])) / 100) : 0;
}
