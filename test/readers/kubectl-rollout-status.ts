import {
  conditionsOf,
  countAt,
  groupKindOf,
  integerAt,
  type Manifest,
  textAt,
  type Verdict,
  valueAt,
} from './manifest.js';

/** How `kubectl rollout status` answers: it ends well, goes on waiting, or ends with an error. */
export type RolloutStatus = 'done' | 'waiting' | 'error';

type RolloutVerdict = Verdict<RolloutStatus>;

/**
 * `kubectl rollout status`, one look at the object without `--revision`.
 *
 * @see https://github.com/kubernetes/kubectl/blob/53ef3abb02e5148346e12c14e6fa0f20d5712176/pkg/polymorphichelpers/rollout_status.go
 */
export function kubectlRolloutStatus(object: Manifest): RolloutVerdict {
  const groupKind = groupKindOf(object);
  return byKind[groupKind]?.(object) ?? failed(`${groupKind} has no rollout status`);
}

const byKind: { readonly [groupKind: string]: (object: Manifest) => RolloutVerdict } = {
  'apps/Deployment': ofDeployment,
  'apps/StatefulSet': ofStatefulSet,
  'apps/DaemonSet': ofDaemonSet,
};

function ofDeployment(object: Manifest): RolloutVerdict {
  if (!isObserved(object)) return UNOBSERVED;
  const progressing = conditionsOf(object).find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return failed('exceeded its progress deadline');
  const updated = countAt(object, 'status.updatedReplicas');
  // An absent replica count asks for nothing.
  const wanted = integerAt(object, 'spec.replicas', 0);
  if (updated < wanted) return waiting(`${updated} of ${wanted} new replicas have been updated`);
  const old = countAt(object, 'status.replicas') - updated;
  if (old > 0) return waiting(`${old} old replicas are pending termination`);
  const available = countAt(object, 'status.availableReplicas');
  return available < updated
    ? waiting(`${available} of ${updated} updated replicas are available`)
    : done('successfully rolled out');
}

function ofStatefulSet(object: Manifest): RolloutVerdict {
  if (!isRolling(object)) return ONLY_ROLLING;
  if (countAt(object, 'status.observedGeneration') === 0 || !isObserved(object)) return UNOBSERVED;
  const wanted = integerAt(object, 'spec.replicas', undefined);
  const ready = countAt(object, 'status.readyReplicas');
  if (wanted !== undefined && ready < wanted) return waiting(`${wanted - ready} pods are not ready`);
  const updated = countAt(object, 'status.updatedReplicas');
  if (valueAt(object, 'spec.updateStrategy.rollingUpdate') !== undefined) {
    const partition = integerAt(object, 'spec.updateStrategy.rollingUpdate.partition', undefined);
    const target = wanted === undefined || partition === undefined ? 0 : wanted - partition;
    return updated < target
      ? waiting(`partitioned roll out: ${updated} of ${target} new pods have been updated`)
      : done(`partitioned roll out complete: ${updated} new pods have been updated`);
  }
  return textAt(object, 'status.updateRevision') === textAt(object, 'status.currentRevision')
    ? done('rolling update complete')
    : waiting(`${updated} pods at the new revision`);
}

function ofDaemonSet(object: Manifest): RolloutVerdict {
  if (!isRolling(object)) return ONLY_ROLLING;
  if (!isObserved(object)) return UNOBSERVED;
  const desired = countAt(object, 'status.desiredNumberScheduled');
  const updated = countAt(object, 'status.updatedNumberScheduled');
  if (updated < desired) return waiting(`${updated} of ${desired} new pods have been updated`);
  const available = countAt(object, 'status.numberAvailable');
  return available < desired
    ? waiting(`${available} of ${desired} updated pods are available`)
    : done('successfully rolled out');
}

function isRolling(object: Manifest): boolean {
  return textAt(object, 'spec.updateStrategy.type') === 'RollingUpdate';
}

function isObserved(object: Manifest): boolean {
  return countAt(object, 'status.observedGeneration') >= countAt(object, 'metadata.generation');
}

const UNOBSERVED = waiting('the spec update has not been observed');
const ONLY_ROLLING = failed('only the strategy RollingUpdate has a rollout status');

function done(message: string): RolloutVerdict {
  return { state: 'done', message };
}

function waiting(message: string): RolloutVerdict {
  return { state: 'waiting', message };
}

function failed(message: string): RolloutVerdict {
  return { state: 'error', message };
}
