// For each rule by which this library departs from Karmada, in each kind: a recorded call, and at one place of the
// answer what Karmada said (`undefined` also where it said that it failed) and what this library says.
import { createInterpreter } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { answerOf } from '../conformance/answers.js';
import { type Case, casesIn, files } from '../conformance/cases.js';
import { deepFreeze } from '../support/freeze.js';

type Row = readonly [rule: string, name: string, place: string, karmada: unknown, here: unknown];

const interpreter = createInterpreter();
const cases: readonly Case[] = files.flatMap(casesIn);

const ROWS: readonly Row[] = [
  // Kruise
  [
    'latest-instant',
    'AdvancedCronJob/AggregateStatus/corner-01',
    'lastScheduleTime',
    '2026-03-02T10:00:00Z',
    '2026-03-09T10:00:00Z',
  ],
  ['no-dependencies', 'AdvancedCronJob/InterpretDependency/004-684', '', undefined, []],
  ['reflect-generation', 'AdvancedCronJob/InterpretStatus/007-656', 'generation', undefined, 5],
  [
    'broadcastjob-complete-type',
    'BroadcastJob/AggregateStatus/corner-04',
    'conditions.0.type',
    'Completed',
    'Complete',
  ],
  ['broadcastjob-percent', 'BroadcastJob/InterpretReplica/corner-01', 'replicas', undefined, 1],
  ['health-without-status', 'BroadcastJob/InterpretHealth/009-772', '', undefined, false],
  ['job-failed-unhealthy', 'BroadcastJob/InterpretHealth/corner-01', '', true, false],
  [
    'job-outcome',
    'BroadcastJob/AggregateStatus/corner-05',
    'conditions.0.message',
    'Job completed',
    undefined,
  ],
  ['job-times', 'BroadcastJob/AggregateStatus/001-746', 'startTime', undefined, '2026-06-12T18:59:52Z'],
  [
    'no-clock',
    'BroadcastJob/AggregateStatus/corner-03',
    'conditions.0.lastTransitionTime',
    undefined,
    '2026-03-06T10:00:00Z',
  ],
  ['no-dependencies', 'BroadcastJob/InterpretDependency/001-777', '', undefined, []],
  ['no-limit-added', 'BroadcastJob/ReviseReplica/000-706', 'spec.parallelism', 4, undefined],
  ['reflect-generation', 'BroadcastJob/InterpretStatus/011-743', 'generation', undefined, 3],
  ['retain-without-template', 'BroadcastJob/Retain/009-728', 'metadata.name', undefined, 'api'],
  ['federated-generation', 'SidecarSet/AggregateStatus/000-828', 'observedGeneration', undefined, 1],
  ['health-generation', 'SidecarSet/InterpretHealth/000-846', '', true, false],
  ['reflect-generation', 'SidecarSet/InterpretStatus/012-827', 'resourceTemplateGeneration', undefined, 12],
  ['rollout-held-back', 'SidecarSet/InterpretHealth/corner-02', '', false, true],
  ['sidecarset-namespace', 'SidecarSet/InterpretDependency/corner-01', '0.name', 'agent', undefined],
  ['status-kept', 'SidecarSet/AggregateStatus/014-842', 'latestRevision', undefined, 'agent-6e'],
  ['generation-at-least', 'UnitedDeployment/InterpretHealth/corner-03', '', false, true],
  ['no-stale-values', 'UnitedDeployment/AggregateStatus/011-935', 'conditions.0.status', 'True', undefined],
  [
    'one-condition-per-type',
    'UnitedDeployment/AggregateStatus/corner-01',
    'conditions.0.status',
    'True',
    'False',
  ],
  ['replicas-default', 'UnitedDeployment/InterpretReplica/corner-03', 'replicas', undefined, 1],
  ['retain-replicas', 'UnitedDeployment/Retain/009-907', 'metadata.name', undefined, 'api'],
  ['rollout-held-back', 'UnitedDeployment/InterpretHealth/corner-02', '', false, true],
  ['uniteddeployment-available', 'UnitedDeployment/InterpretHealth/corner-01', '', undefined, true],
  [
    'uniteddeployment-template',
    'UnitedDeployment/InterpretReplica/corner-04',
    'requirements.resourceRequest.cpu',
    undefined,
    '250m',
  ],
  // Volcano
  ['go-duration', 'Job/AggregateStatus/corner-v09', 'runningDuration', '500ms', '3s'],
  [
    'no-clock',
    'Job/AggregateStatus/008-1080',
    'state.lastTransitionTime',
    '2026-11-26T12:52:29Z',
    '2026-06-11T01:16:17Z',
  ],
  ['no-single-member-shape', 'Job/AggregateStatus/corner-v08', 'state.phase', undefined, 'Pending'],
  ['reflect-generation', 'Job/InterpretStatus/011-1070', 'generation', undefined, 9],
  ['task-without-template', 'Job/InterpretComponent/corner-v01', '2.name', undefined, 'c'],
  ['volcano-conditions', 'Job/AggregateStatus/013-1085', 'conditions.1.status', 'Aborting', 'Completed'],
  ['volcano-replicas', 'Job/InterpretComponent/001-1047', '0.replicas', 1, 5],
  ['volcano-state', 'Job/AggregateStatus/corner-v07', 'state.phase', undefined, 'Pending'],
  // Kubeflow
  [
    'no-clock',
    'Notebook/AggregateStatus/corner-01',
    'conditions.0.lastTransitionTime',
    '2026-11-26T12:52:29Z',
    '2026-03-04T10:00:00Z',
  ],
  ['no-single-member-shape', 'Notebook/AggregateStatus/001-1200', 'generation', 3, undefined],
  ['notebook-failed', 'Notebook/AggregateStatus/corner-02', 'conditions.0.type', 'Failed', undefined],
  [
    'notebook-state',
    'Notebook/AggregateStatus/corner-06',
    'containerState.running.startedAt',
    '2026-03-04T10:00:00Z',
    undefined,
  ],
  ['reflect-generation', 'Notebook/InterpretStatus/000-1186', 'generation', undefined, 3],
  ['job-outcome', 'PyTorchJob/AggregateStatus/corner-01', 'conditions.1.status', 'True', 'False'],
  ['kubeflow-conditions', 'PyTorchJob/AggregateStatus/013-1269', 'conditions.1.status', 'True', 'False'],
  [
    'latest-instant',
    'PyTorchJob/AggregateStatus/corner-08',
    'startTime',
    '2026-03-08T23:30:00Z',
    '2026-03-09T01:00:00+02:00',
  ],
  [
    'no-stale-values',
    'PyTorchJob/AggregateStatus/corner-07',
    'completionTime',
    '2026-03-09T10:00:00Z',
    undefined,
  ],
  ['reflect-generation', 'PyTorchJob/InterpretStatus/005-1248', 'resourceTemplateGeneration', undefined, 15],
  ['job-outcome', 'TFJob/AggregateStatus/corner-03', 'conditions.0.type', 'Failed', 'Created'],
  ['kubeflow-conditions', 'TFJob/AggregateStatus/corner-06', 'conditions.0.type', undefined, 'Created'],
  [
    'no-clock',
    'TFJob/AggregateStatus/corner-05',
    'conditions.0.lastTransitionTime',
    '2026-11-26T12:52:30Z',
    '2026-03-01T10:00:00Z',
  ],
  ['no-stale-values', 'TFJob/AggregateStatus/corner-07', 'completionTime', '2026-03-09T10:00:00Z', undefined],
  ['reflect-generation', 'TFJob/InterpretStatus/007-1320', 'generation', undefined, 9],
  ['job-outcome', 'MPIJob/AggregateStatus/corner-01', 'completionTime', '2026-03-05T10:00:00Z', undefined],
  [
    'kubeflow-conditions',
    'MPIJob/AggregateStatus/corner-06',
    'conditions.0.reason',
    'Because',
    'MPIJobCreated',
  ],
  ['no-single-member-shape', 'MPIJob/AggregateStatus/001-1397', 'generation', 1, undefined],
  ['reflect-generation', 'MPIJob/InterpretStatus/009-1392', 'resourceTemplateGeneration', undefined, 19],
];

/** What stands at a place of an answer, `undefined` where there is nothing. */
function at(answer: unknown, place: string): unknown {
  if ((answer as { error?: unknown } | null)?.error !== undefined) return undefined;
  const keys = place === '' ? [] : place.split('.');
  return keys.reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], answer);
}

test.each(ROWS)('%s: %s', (rule, name, place, karmada, here) => {
  const recorded = cases.find((one) => one.name === name && one.divergence?.includes(rule));
  expect(recorded).toBeDefined();
  expect(at(recorded?.karmada, place)).toEqual(karmada);
  expect(at(answerOf(interpreter, deepFreeze(recorded as Case)), place)).toEqual(here);
});
