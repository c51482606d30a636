import type { Random } from './random.js';

/** A kind as the benchmarks know it. */
export interface BenchKind {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Writes what the kind's own controller reports, in the order in which it is collected. */
  readonly report: (status: Status, random: Random, omitted: number) => void;
  /** What its template has, where that is not a status of the last time alone. */
  readonly template?: { readonly spec?: Status; readonly status?: Status };
  /** Whether its API has no `observedGeneration`. */
  readonly isUnobserved?: true;
}

/** A status that is written field by field, as `reflectStatus` does it. */
export type Status = Record<string, unknown>;

const countFields =
  (...fields: readonly string[]): BenchKind['report'] =>
  (status, random, omitted) => {
    const replicas = 1 + random.below(30);
    fields.forEach((field, i) => {
      if ((omitted >> i) & 1) return;
      status[field] = random.below(8) === 0 ? random.below(replicas) : replicas;
    });
  };

const textFields = (status: Status, random: Random, ...fields: readonly string[]): void => {
  for (const field of fields) {
    if (random.below(10) > 0) status[field] = `${field}-${random.below(4).toString(16)}f6c8b5d`;
  }
};

function timeBy(random: Random): string {
  const day = String(1 + random.below(28)).padStart(2, '0');
  const second = String(random.below(60)).padStart(2, '0');
  return `2024-08-${day}T11:${second}:${second}Z`;
}

/** Conditions as Flux's controllers write them, a few of them bad. */
function fluxConditions(random: Random, omitted: number, types: readonly [string, string][]): object[] {
  const failed = random.below(40) === 0;
  return types.map(([type, message]) => {
    const condition: Status = { lastTransitionTime: timeBy(random) };
    condition.message = failed ? `install retries exhausted after ${1 + random.below(5)} attempts` : message;
    if ((omitted & 0b10) === 0) condition.observedGeneration = 3;
    condition.reason = failed ? 'InstallFailed' : 'ReconciliationSucceeded';
    condition.status = failed ? 'False' : 'True';
    condition.type = type;
    return condition;
  });
}

function reportRelease(status: Status, random: Random, omitted: number): void {
  ['failures', 'upgradeFailures', 'installFailures'].forEach((field, i) => {
    if ((omitted >> i) & 1) return;
    status[field] = random.below(3);
  });
  const version = `6.${random.below(3)}.${random.below(10)}`;
  status.lastAttemptedRevision = version;
  if ((omitted & 0b1000) === 0) status.lastAppliedRevision = version;
  status.lastAttemptedValuesChecksum = `f4a8e1c${random.below(65536).toString(16).padStart(4, '0')}`.padEnd(
    40,
    '0',
  );
  status.helmChart = 'flux-system/default-podinfo';
  if ((omitted & 0b10000) === 0) status.lastReleaseRevision = 1 + random.below(20);
  status.conditions = fluxConditions(random, omitted, [
    ['Ready', 'Release reconciliation succeeded'],
    [
      'Released',
      `Helm upgrade succeeded for release default/podinfo.v${version} with chart podinfo@${version}`,
    ],
  ]);
}

export const deployment: BenchKind = {
  name: 'Deployment',
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  report: countFields(
    'replicas',
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
    'unavailableReplicas',
  ),
};

/** A Deployment as this library collects it: with its own conditions, of which Karmada's own collector knows nothing. */
export const deploymentWithConditions: BenchKind = {
  ...deployment,
  name: 'Deployment with conditions',
  report(status, random, omitted) {
    deployment.report(status, random, omitted);
    const isAvailable = random.below(40) > 0;
    const times = { lastTransitionTime: timeBy(random), lastUpdateTime: timeBy(random) };
    status.conditions = [
      {
        type: 'Available',
        status: isAvailable ? 'True' : 'False',
        ...times,
        reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
        message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
      },
      {
        type: 'Progressing',
        status: 'True',
        ...times,
        reason: random.below(20) > 0 ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
        message: 'ReplicaSet "web-6f6c8b5d" has successfully progressed.',
      },
    ];
  },
};

export const cloneSet: BenchKind = {
  name: 'CloneSet',
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'CloneSet',
  report(status, random, omitted) {
    countFields('replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas')(status, random, omitted);
    countFields('updatedReadyReplicas', 'expectedUpdatedReplicas')(status, random, omitted);
    textFields(status, random, 'updateRevision', 'currentRevision', 'labelSelector');
  },
};

export const helmRelease: BenchKind = {
  name: 'HelmRelease',
  apiVersion: 'helm.toolkit.fluxcd.io/v2beta1',
  kind: 'HelmRelease',
  report: reportRelease,
};

export const daemonSet: BenchKind = {
  name: 'DaemonSet',
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  report: countFields(
    'currentNumberScheduled',
    'numberMisscheduled',
    'desiredNumberScheduled',
    'numberReady',
    'updatedNumberScheduled',
    'numberAvailable',
    'numberUnavailable',
  ),
};

export const statefulSet: BenchKind = {
  name: 'StatefulSet',
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  report: countFields('replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'),
};

export const kustomization: BenchKind = {
  name: 'Kustomization',
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  report(status, random, omitted) {
    textFields(status, random, 'lastAttemptedRevision', 'lastAppliedRevision');
    status.conditions = fluxConditions(random, omitted, [['Ready', 'Applied revision: main@sha1:64dfa1a']]);
  },
};

/** A kind of each sort: counts alone, counts and texts, conditions, and one that is declared by the user. */
export const benchKinds: readonly BenchKind[] = [
  deployment,
  deploymentWithConditions,
  daemonSet,
  statefulSet,
  cloneSet,
  helmRelease,
  kustomization,
  {
    name: 'one of your own',
    apiVersion: 'example.org/v1',
    kind: 'Game',
    report(status, random, omitted) {
      countFields('rooms', 'openRooms', 'players', 'seats')(status, random, omitted);
      textFields(status, random, 'build');
      status.conditions = fluxConditions(random, omitted, [['Ready', 'all rooms answer']]);
    },
  },
];

/** A condition of a job's, in the order in which the API has its fields. */
function jobCondition(random: Random, type: string, reason: string, times: readonly string[]): Status {
  const condition: Status = { type, status: 'True' };
  const time = timeBy(random);
  for (const field of times) condition[field] = time;
  condition.reason = reason;
  condition.message = `${type} by the controller`;
  return condition;
}

/** How far a member's job has come: half of them are done, a few have failed. */
function fateOf(random: Random): 'underway' | 'failed' | 'complete' {
  if (random.below(40) === 0) return 'failed';
  return random.below(2) === 0 ? 'complete' : 'underway';
}

export const job: BenchKind = {
  name: 'Job',
  apiVersion: 'batch/v1',
  kind: 'Job',
  isUnobserved: true,
  // One that is finished never changes again.
  template: { status: { active: 2000, succeeded: 3, startTime: '2024-08-01T00:00:00Z' } },
  report(status, random, omitted) {
    const fate = fateOf(random);
    if (fate === 'underway') status.active = 1 + random.below(4);
    if ((omitted & 0b10) === 0) status.succeeded = random.below(8);
    if (fate === 'failed' || (omitted & 0b100) === 0) status.failed = random.below(3);
    const times = ['lastProbeTime', 'lastTransitionTime'];
    const conditions = {
      underway: () => [],
      failed: () => [
        jobCondition(random, 'FailureTarget', 'BackoffLimitExceeded', times),
        jobCondition(random, 'Failed', 'BackoffLimitExceeded', times),
      ],
      complete: () => [
        jobCondition(random, 'SuccessCriteriaMet', 'CompletionsReached', times),
        jobCondition(random, 'Complete', 'CompletionsReached', times),
      ],
    }[fate]();
    if (conditions.length > 0) status.conditions = conditions;
    if ((omitted & 0b1000) === 0) status.startTime = timeBy(random);
    if (fate === 'complete') status.completionTime = timeBy(random);
  },
};

export const service: BenchKind = {
  name: 'Service',
  apiVersion: 'v1',
  kind: 'Service',
  isUnobserved: true,
  template: { spec: { type: 'LoadBalancer' } },
  report(status, random, omitted) {
    const ip = `10.${random.below(8)}.${random.below(256)}.${random.below(256)}`;
    const address: Status =
      (omitted & 0b1000) === 0 ? { ip } : { hostname: `lb-${random.below(64)}.example.com` };
    if ((omitted & 0b10) === 0) address.ipMode = 'VIP';
    if ((omitted & 0b100) === 0) {
      address.ports = [443, 80].map((port) => ({ port, protocol: 'TCP' }));
    }
    status.loadBalancer = { ingress: [address] };
  },
};

export const pyTorchJob: BenchKind = {
  name: 'PyTorchJob',
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  isUnobserved: true,
  report(status, random, omitted) {
    const fate = fateOf(random);
    const times = ['lastUpdateTime', 'lastTransitionTime'];
    const conditions = [
      jobCondition(random, 'Created', 'PyTorchJobCreated', times),
      jobCondition(random, 'Running', 'PyTorchJobRunning', times),
    ];
    if (fate !== 'underway') {
      (conditions[1] as Status).status = 'False';
      const type = fate === 'failed' ? 'Failed' : 'Succeeded';
      conditions.push(jobCondition(random, type, `PyTorchJob${type}`, times));
    } else if (random.below(20) === 0) {
      conditions.push(jobCondition(random, 'Restarting', 'PyTorchJobRestarting', times));
    }
    status.conditions = conditions;
    const state = { underway: 'active', failed: 'failed', complete: 'succeeded' }[fate];
    status.replicaStatuses = { Master: { [state]: 1 }, Worker: { [state]: 1 + random.below(8) } };
    if ((omitted & 0b10) === 0) status.startTime = timeBy(random);
    if (fate !== 'underway') status.completionTime = timeBy(random);
    if ((omitted & 0b1000) === 0) status.lastReconcileTime = timeBy(random);
  },
};

/** Kinds whose fields go together: the outcome of a job, a set of addresses, an object in an object. */
export const nestedKinds: readonly BenchKind[] = [job, service, pyTorchJob];
