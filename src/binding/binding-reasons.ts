import type { HealthState } from '../interpreters/health/health.js';

/** What there is to know of a reason, whichever binding it is given for. */
export interface ReasonFacts {
  /** Where it stands in the order in which an operator has to deal with reasons; the first is 1. */
  readonly stage: number;
  /** What it is a reason of. */
  readonly of: 'binding' | 'cluster';
  /** The states that it may come with. */
  readonly states: readonly HealthState[];
  readonly means: string;
  /** What somebody can do about it, or what it waits for; sentences end with it where they know nothing better. */
  readonly help: string;
}

/**
 * Every reason that an explanation of a binding gives, in the order of their stages.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/apis/work/v1alpha2/binding_types.go#L499-L528
 * @example
 * BINDING_REASONS.Suspended.help; // 'lift the suspension to go on'
 */
export const BINDING_REASONS = {
  Deleting: {
    stage: 1,
    of: 'binding',
    states: ['Progressing'],
    means:
      'The binding has a deletionTimestamp: Karmada deletes its Works, and with them what runs in the member clusters.',
    help: 'it ends when the Works and the finalizers are gone; a Work stays as long as its cluster cannot be reached',
  },
  SchedulingSuspended: {
    stage: 2,
    of: 'binding',
    states: ['Suspended'],
    means:
      'spec.suspension.scheduling holds the scheduler back, as queues do, and it has something left to do here.',
    help: 'whoever set spec.suspension.scheduling, such as a queue, has to take it back',
  },
  QuotaExceeded: {
    stage: 3,
    of: 'binding',
    states: ['Degraded'],
    means:
      'The scheduler found clusters, but a FederatedResourceQuota refused the result. What was scheduled before stays as it was.',
    help: 'raise the FederatedResourceQuota of the namespace, or ask for fewer or smaller replicas',
  },
  NotScheduled: {
    stage: 4,
    of: 'binding',
    states: ['Progressing', 'Degraded'],
    means:
      'No placement could be found (Degraded), or none has been found yet (Progressing). What was scheduled before stays as it was.',
    help: 'compare the placement of the policy with the labels, taints, APIs and free resources of the clusters',
  },
  SchedulingBehind: {
    stage: 5,
    of: 'binding',
    states: ['Progressing'],
    means:
      'The scheduler has not processed the present spec of the binding: the clusters below are the former result.',
    help: 'it takes seconds; if it does not end, see whether karmada-scheduler runs and is the one of spec.schedulerName',
  },
  RolloutFailed: {
    stage: 6,
    of: 'binding',
    states: ['Degraded'],
    means:
      'The staged propagation stopped at a cluster that did not pass its gate in time. The clusters behind it stay on the former version.',
    help: 'correct the template, which starts a new rollout, or take the rollout strategy away',
  },
  WaitsForPurge: {
    stage: 7,
    of: 'cluster',
    states: ['Progressing'],
    means:
      'A cluster is being evicted with purgeMode Directly and its Work still exists. Until it is gone, Karmada syncs nothing to any cluster of the binding.',
    help: 'it ends when that Work is gone; look for what holds its deletion, such as a cluster that cannot be reached',
  },
  NoWork: {
    stage: 8,
    of: 'cluster',
    states: ['Progressing'],
    means:
      'The cluster is a target, but Karmada has made no Work for it, or the Work is being deleted and cannot be updated.',
    help: 'look at the events of the binding: overrides that fail, or replicas that cannot be revised, keep a Work from being written',
  },
  WorkBehind: {
    stage: 9,
    of: 'cluster',
    states: ['Progressing'],
    means: 'The Work still carries an older version of the template.',
    help: 'look at the events of the binding: Karmada rewrites the Work as soon as overrides and replicas can be applied to it',
  },
  Suspended: {
    stage: 10,
    of: 'cluster',
    states: ['Suspended', 'Progressing', 'Degraded', 'Unknown'],
    means:
      'The cluster is held back and lags, or may lag. The state is that of what runs there where that is worse.',
    help: 'lift the suspension to go on',
  },
  ClusterNotReady: {
    stage: 11,
    of: 'cluster',
    states: ['Unknown'],
    means:
      'The cluster is not ready or has left the fleet. Karmada neither applies nor collects there, and what it last said stands unchanged, however old it is.',
    help: 'see why: `kubectl get cluster` and, for a cluster in pull mode, its karmada-agent',
  },
  NotApplied: {
    stage: 12,
    of: 'cluster',
    states: ['Degraded'],
    means:
      'Karmada could not apply the manifest in the cluster. What runs there, if anything does, is an older version.',
    help: 'correct what the message names; Karmada tries again by itself',
  },
  Applying: {
    stage: 13,
    of: 'cluster',
    states: ['Progressing'],
    means: 'Nobody has tried to apply the Work yet.',
    help: 'it takes seconds; if it does not end, see whether karmada-controller-manager, or the karmada-agent of the cluster, runs',
  },
  NotReported: {
    stage: 14,
    of: 'cluster',
    states: ['Progressing'],
    means: 'The manifest is applied or on its way, and nothing has been collected from the cluster yet.',
    help: 'it takes seconds; if it does not end, see whether Karmada may watch the kind in that cluster',
  },
  Malformed: {
    stage: 15,
    of: 'cluster',
    states: ['Unknown'],
    means:
      'What the cluster reports is not what the API asks for, so that nobody can tell which version runs there.',
    help: 'correct the interpreter that collects the status: a customization or a webhook',
  },
  TemplateBehind: {
    stage: 16,
    of: 'cluster',
    states: ['Progressing'],
    means: 'The cluster runs an older version of the template; its health speaks of that version.',
    help: 'it takes seconds; if it does not end, look at the Work of the cluster and the suspension of its policy',
  },
  ControllerBehind: {
    stage: 17,
    of: 'cluster',
    states: ['Progressing'],
    means:
      'The cluster has this version, but its own controller has not processed it; health speaks of the version before.',
    help: 'it takes seconds; if it does not end, see whether the controller of the kind runs in that cluster',
  },
  Unhealthy: {
    stage: 18,
    of: 'cluster',
    states: ['Degraded', 'Progressing', 'Suspended'],
    means:
      'The cluster has this version and is not healthy: it rolls out (Progressing), is paused (Suspended) or has failed (Degraded, also where nobody can tell).',
    help: 'look at the object and its pods in that cluster',
  },
  HealthUnknown: {
    stage: 19,
    of: 'cluster',
    states: ['Unknown'],
    means: 'The cluster has this version and reports a status, but the rule for its health failed.',
    help: 'correct the rule for the health of the kind: a customization or a webhook',
  },
  Settled: {
    stage: 20,
    of: 'cluster',
    states: ['Healthy'],
    means:
      'The cluster has this version, has processed it and is healthy. Given for a binding: this is so in every cluster.',
    help: 'nothing is left to do',
  },
  RollingOut: {
    stage: 21,
    of: 'binding',
    states: ['Progressing'],
    means: 'A staged propagation is under way: some clusters wait for their turn.',
    help: 'it goes on when the present cluster has passed its gate',
  },
  Evicting: {
    stage: 22,
    of: 'cluster',
    states: ['Progressing', 'Suspended'],
    means:
      'The cluster is being left: what runs there is kept, and not updated, until its successor is healthy (Progressing), or until somebody confirms (Suspended; it does not count then).',
    help: 'it ends when every target is healthy, or when the time is up',
  },
  Leftover: {
    stage: 23,
    of: 'cluster',
    states: ['Progressing'],
    means: 'The cluster is no target any more and its Work is being removed. It counts for nothing.',
    help: 'it ends when its Work is gone; a Work stays as long as its cluster cannot be reached',
  },
} as const satisfies { readonly [reason: string]: ReasonFacts };

/** Why a binding, or one of its clusters, is in its state. */
export type BindingReason = keyof typeof BINDING_REASONS;

/** How bad a state is, where one has to stand for several. What cannot be seen is no progress. */
export const SEVERITY: { readonly [State in HealthState]: number } = {
  Degraded: 4,
  Unknown: 3,
  Progressing: 2,
  Suspended: 1,
  Healthy: 0,
};
