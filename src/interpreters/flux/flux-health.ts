import { at, type Fields, type KubernetesObject } from '../../kubernetes/object.js';
import { conditionOf, isCurrent } from '../health/condition-health.js';
import { type Health, type HealthState, health } from '../health/health.js';
import { observedHealth, specGeneration, statedGeneration } from '../health/observed-health.js';

/**
 * The health of a Flux object: its `Ready` condition is True for the present spec.
 *
 * @see https://github.com/fluxcd/pkg/blob/apis/meta/v1.6.0/apis/meta/conditions.go#L19-L75
 */
export function fluxHealth(object: KubernetesObject): Health {
  const found = readiness(object);
  return !found.healthy && at(object, 'spec', 'suspend') === true
    ? health('Suspended', 'Suspended', 'reconciliation is suspended by spec.suspend')
    : found;
}

const observed = /* @__PURE__ */ observedHealth();

/** What the conditions say, of which only those count that speak of the present spec. */
function readiness(object: KubernetesObject): Health {
  // Flux raises `status.observedGeneration` when it has succeeded or given up, and not while it fails and tries again.
  const behind = observed(object);
  if (behind?.state === 'Unknown') return behind;
  /** A condition that has a status, for the present spec by its own generation or the status'. */
  const said = (type: string, status: string): Fields | undefined => {
    const condition = conditionOf(object, type);
    if (condition?.status !== status) return undefined;
    return behind === undefined || reaches(condition, object) ? condition : undefined;
  };
  const inWordsOf = (state: HealthState, condition: Fields, reason = `${condition.type}`): Health =>
    health(state, reason, `the condition ${condition.type} is ${condition.status}`, condition);

  const stalled = said('Stalled', 'True');
  if (stalled) return inWordsOf('Degraded', stalled);
  const reconciling = said('Reconciling', 'True');
  const failed = said('Ready', 'False');
  if (failed) {
    // Reconciling stays for as long as a failure is tried again, as ProgressingWithRetry. As Progressing it is an
    // attempt under way, which a Ready without a generation of its own may be older than.
    return reconciling?.reason === 'Progressing' && statedGeneration(failed.observedGeneration) === undefined
      ? inWordsOf('Progressing', reconciling)
      : inWordsOf('Degraded', failed, 'NotReady');
  }
  const unknown = said('Ready', 'Unknown');
  if (unknown) return inWordsOf('Progressing', unknown, 'NotReady');
  const ready = behind ? undefined : said('Ready', 'True');
  if (ready && isCurrent(ready, object)) return inWordsOf('Healthy', ready);
  if (reconciling) return inWordsOf('Progressing', reconciling);
  if (ready) return health('Progressing', 'SpecNotObserved', 'the condition Ready is about an older spec');
  return behind ?? health('Progressing', 'NotReady', 'the condition Ready is not True');
}

/** Whether a condition says itself that it is about the present spec. */
function reaches({ observedGeneration }: Fields, object: KubernetesObject): boolean {
  const own = statedGeneration(observedGeneration);
  return own !== undefined && own >= (specGeneration(object) ?? 0);
}
