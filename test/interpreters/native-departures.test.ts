// Where Karmada's answer about a native kind is a defect: for each rule a recorded case, what Karmada answered there in
// the field that matters, and what this library does.
import { createInterpreter } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { answerOf } from '../conformance/answers.js';
import { type Case, casesIn, files } from '../conformance/cases.js';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();
const cases = files.flatMap(casesIn);

/** Of a list of conditions the types, of one that is missing nothing, and anything else as it is. */
function pick(answer: unknown, path: string): unknown {
  let found = answer;
  for (const key of path.split('.').filter((name) => name !== ''))
    found = (found as Record<string, unknown> | undefined)?.[key];
  return path.endsWith('conditions')
    ? (found as { type: string }[] | undefined)?.map(({ type }) => type)
    : found;
}

const none = undefined;
const rows: readonly (readonly [
  rule: string,
  name: string,
  path: string,
  karmada: unknown,
  here: unknown,
])[] = [
  ['replicas-default', 'ReplicaSet/InterpretHealth/corner-02', '', true, false],
  ['replicas-default', 'Job/InterpretReplica/corner-01', 'replicas', 0, 1],
  ['retain-replicas', 'ReplicaSet/Retain/010-37', 'spec.replicas', none, 10],
  ['replicaset-fully-labeled', 'ReplicaSet/AggregateStatus/000-53', 'fullyLabeledReplicas', 1, none],
  ['reflect-without-annotation', 'ReplicaSet/InterpretStatus/012-52', 'readyReplicas', none, 6],
  ['generation-at-least', 'ReplicaSet/InterpretHealth/corner-01', '', false, true],
  ['revise-absent', 'Job/ReviseReplica/007-117', 'spec.parallelism', none, 9],
  ['reflect-generation', 'Service/InterpretStatus/011-331', 'resourceTemplateGeneration', none, 1],
  ['federated-generation', 'HorizontalPodAutoscaler/AggregateStatus/001-606', 'observedGeneration', none, 9],
  ['status-kept', 'PersistentVolumeClaim/AggregateStatus/corner-05', 'capacity.storage', none, '1Gi'],
  ['restartable-init', 'Job/InterpretReplica/corner-03', 'requirements.resourceRequest.cpu', '1', '1100m'],
  ['job-monotonic', 'Job/AggregateStatus/000-149', 'succeeded', none, 1],
  ['job-outcome', 'Job/AggregateStatus/corner-03', 'conditions', ['Failed'], ['FailureTarget']],
  [
    'job-failure-target',
    'Job/AggregateStatus/012-161',
    'conditions',
    ['Failed'],
    ['FailureTarget', 'Failed'],
  ],
  ['job-failure-target', 'Job/AggregateStatus/015-164', 'conditions', none, ['FailureTarget']],
  [
    'job-success-criteria',
    'Job/AggregateStatus/001-150',
    ...(['conditions', ['Complete'], ['SuccessCriteriaMet', 'Complete']] as const),
  ],
  [
    'no-clock',
    'Job/AggregateStatus/001-150',
    ...(['conditions.0.lastTransitionTime', '2026-11-26T12:52:25Z', '2026-01-04T11:42:28Z'] as const),
  ],
  ['job-suspended', 'Job/AggregateStatus/corner-06', 'conditions', none, ['Suspended']],
  ['container-status-per-name', 'Pod/AggregateStatus/corner-02', 'containerStatuses.0.name', none, 'main'],
  ['pod-phase', 'Pod/AggregateStatus/corner-05', 'phase', 'Succeeded', 'Pending'],
  ['service-retain-headless', 'Service/Retain/corner-01', 'spec.clusterIP', '10.96.0.9', none],
  ['no-stale-ingress', 'Service/AggregateStatus/corner-01', 'loadBalancer.ingress.0.ip', '203.0.113.9', none],
  ['ingress-tls', 'Ingress/InterpretDependency/006-414', 'length', none, 0],
  ['serviceaccount-without-name', 'ServiceAccount/Retain/corner-01', 'secrets.length', none, 3],
  ['pending-nowhere', 'PersistentVolume/AggregateStatus/000-473', 'phase', none, 'Pending'],
  ['unreported-is-pending', 'PersistentVolumeClaim/AggregateStatus/007-524', 'phase', 'Bound', 'Pending'],
  ['health-generation', 'PodDisruptionBudget/InterpretHealth/008-587', '', true, false],
  ['health-without-status', 'PodDisruptionBudget/InterpretHealth/corner-01', '', true, false],
];

test.each(rows)('%s: %s', (rule, name, path, karmada, here) => {
  const recorded = deepFreeze(cases.find((one) => one.name === name)) as Case;
  expect(recorded.divergence).toContain(rule);
  expect(pick(recorded.karmada, path)).toEqual(karmada);
  expect(pick(answerOf(interpreter, recorded), path)).toEqual(here);
});
