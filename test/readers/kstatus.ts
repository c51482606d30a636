import {
  type Condition,
  conditionsOf,
  countAt,
  groupKindOf,
  integerAt,
  type Manifest,
  textAt,
  type Verdict,
  valueAt,
} from './manifest.js';

/** What kstatus says of an object. */
export type KstatusState = 'Current' | 'InProgress' | 'Failed' | 'Terminating';

type KstatusVerdict = Verdict<KstatusState>;

/**
 * kstatus, the reader behind Flux' `wait`, Helm 4's `--wait` and `kubectl wait`-like tools: first what holds of any
 * object, then the rules of its kind, and last a `Ready` condition.
 *
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/5895ad6c17dd06b99c1e5c8af17e2b12a3504fad/pkg/kstatus/status/status.go
 */
export function kstatus(object: Manifest): KstatusVerdict {
  return (
    ofAnyObject(object) ?? byKind[groupKindOf(object)]?.(object) ?? ofReady(object) ?? current('no rule')
  );
}

const byKind: { readonly [groupKind: string]: (object: Manifest) => KstatusVerdict } = {
  'apps/Deployment': ofDeployment,
  'apps/StatefulSet': ofStatefulSet,
  'apps/DaemonSet': ofDaemonSet,
};

/** Deletion, a generation that has not been observed, and the two standard conditions, whichever comes first. */
function ofAnyObject(object: Manifest): KstatusVerdict | undefined {
  if (valueAt(object, 'metadata.deletionTimestamp') !== undefined)
    return { state: 'Terminating', message: 'being deleted' };
  const generation = integerAt(object, 'metadata.generation', undefined);
  const observed = integerAt(object, 'status.observedGeneration', undefined);
  // An absent number of either kind skips the check.
  if (generation !== undefined && observed !== undefined && generation !== observed)
    return inProgress(`observed generation ${observed} of ${generation}`);
  for (const condition of conditionsOf(object)) {
    if (isTrue(condition, 'Reconciling')) return inProgress(`Reconciling: ${condition.message}`);
    if (isTrue(condition, 'Stalled')) return { state: 'Failed', message: `Stalled: ${condition.message}` };
  }
  return undefined;
}

function ofReady(object: Manifest): KstatusVerdict | undefined {
  for (const { type, status, message } of conditionsOf(object)) {
    if (type !== 'Ready') continue;
    if (status === 'True') return current('Ready');
    if (status === 'False' || status === 'Unknown') return inProgress(`Ready=${status}: ${message}`);
  }
  return undefined;
}

function ofDeployment(object: Manifest): KstatusVerdict {
  const conditions = conditionsOf(object);
  if (conditions.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded'))
    return { state: 'Failed', message: 'progress deadline exceeded' };
  const wanted = integerAt(object, 'spec.replicas', 1);
  const { replicas, updatedReplicas, readyReplicas, availableReplicas } = countsOf(object);
  const waiting =
    behind('replicas', replicas, wanted) ??
    behind('updated', updatedReplicas, wanted) ??
    surplus(replicas, wanted) ??
    behind('available', availableReplicas, updatedReplicas) ??
    behind('ready', readyReplicas, wanted);
  if (waiting !== undefined) return waiting;
  // Without a deadline the controller writes no Progressing condition.
  const noDeadline = integerAt(object, 'spec.progressDeadlineSeconds', NO_DEADLINE) === NO_DEADLINE;
  const complete = conditions.some(
    (condition) => isTrue(condition, 'Progressing') && condition.reason === 'NewReplicaSetAvailable',
  );
  if (!noDeadline && !complete) return inProgress('Progressing is not NewReplicaSetAvailable');
  if (!conditions.some((condition) => isTrue(condition, 'Available')))
    return inProgress('Available is not True');
  return current('available');
}

const NO_DEADLINE = 2147483647;

function ofStatefulSet(object: Manifest): KstatusVerdict {
  if (textAt(object, 'spec.updateStrategy.type') === 'OnDelete') return current('updated on deletion');
  const wanted = integerAt(object, 'spec.replicas', 1);
  const { replicas, updatedReplicas, readyReplicas, currentReplicas } = countsOf(object);
  const waiting =
    behind('replicas', replicas, wanted) ??
    behind('ready', readyReplicas, wanted) ??
    surplus(replicas, wanted);
  if (waiting !== undefined) return waiting;
  const partition = integerAt(object, 'spec.updateStrategy.rollingUpdate.partition', undefined);
  // With a partition, even 0, only the updated pods are looked at.
  if (partition !== undefined)
    return behind('updated', updatedReplicas, wanted - partition) ?? current('partition reached');
  const revisions = textAt(object, 'status.currentRevision') === textAt(object, 'status.updateRevision');
  return (
    behind('current', currentReplicas, wanted) ??
    (revisions ? current('all replicas') : inProgress('currentRevision is not updateRevision'))
  );
}

function ofDaemonSet(object: Manifest): KstatusVerdict {
  for (const path of ['metadata.generation', 'status.observedGeneration', 'status.desiredNumberScheduled'])
    if (integerAt(object, path, undefined) === undefined) return inProgress(`no ${path}`);
  const counted = (field: string): number => countAt(object, `status.${field}`);
  const desired = counted('desiredNumberScheduled');
  return (
    behind('current', counted('currentNumberScheduled'), desired) ??
    behind('updated', counted('updatedNumberScheduled'), desired) ??
    behind('available', counted('numberAvailable'), desired) ??
    behind('ready', counted('numberReady'), desired) ??
    current('all nodes')
  );
}

function countsOf(object: Manifest) {
  const counted = (field: string): number => countAt(object, `status.${field}`);
  return {
    replicas: counted('replicas'),
    updatedReplicas: counted('updatedReplicas'),
    readyReplicas: counted('readyReplicas'),
    availableReplicas: counted('availableReplicas'),
    currentReplicas: counted('currentReplicas'),
  };
}

function behind(what: string, count: number, wanted: number): KstatusVerdict | undefined {
  return count < wanted ? inProgress(`${what}: ${count} of ${wanted}`) : undefined;
}

function surplus(replicas: number, wanted: number): KstatusVerdict | undefined {
  return replicas > wanted ? inProgress(`${replicas - wanted} to be terminated`) : undefined;
}

function isTrue({ type, status }: Condition, wanted: string): boolean {
  return type === wanted && status === 'True';
}

function inProgress(message: string): KstatusVerdict {
  return { state: 'InProgress', message };
}

function current(message: string): KstatusVerdict {
  return { state: 'Current', message };
}
