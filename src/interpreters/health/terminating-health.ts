import { isAbsent, type KubernetesObject } from '../../kubernetes/object.js';
import { type Health, health } from './health.js';

/**
 * The health of an object that is being deleted, whatever its kind and its status: `Progressing`.
 *
 * @param object - Any object.
 * @returns `undefined` where `metadata.deletionTimestamp` is not set.
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health.go#L70-L76
 */
export function terminatingHealth(object: KubernetesObject): Health | undefined {
  const since = object.metadata?.deletionTimestamp;
  return isAbsent(since) || since === ''
    ? undefined
    : health('Progressing', 'Terminating', 'the object is being deleted');
}
