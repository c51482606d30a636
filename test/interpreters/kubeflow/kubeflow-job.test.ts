// What PyTorchJob, TFJob and MPIJob have in common: the federated status, and health.
import { kubeflowMPIJob, kubeflowPyTorchJob, kubeflowTFJob } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const at = (day: number) => `2026-01-0${day}T00:00:00Z`;
const condition = (type: string, day: number, status = 'True') => ({
  ...{
    type,
    status,
    reason: 'Because',
    message: 'its own words',
    lastTransitionTime: at(day),
    lastUpdateTime: at(9),
  },
});
const created = { startTime: at(1), conditions: [condition('Created', 1)] };
const running = { startTime: at(2), conditions: [condition('Created', 1), condition('Running', 2)] };
const ended = (type: 'Succeeded' | 'Failed', day: number) => ({
  ...{ startTime: at(2), completionTime: at(day) },
  conditions: [condition('Created', 1), condition('Running', day, 'False'), condition(type, day)],
});
const held = (type: 'Restarting' | 'Suspended', day: number) => ({
  conditions: [condition('Created', 1), condition('Running', day, 'False'), condition(type, day)],
});

describe.each([
  [kubeflowPyTorchJob, 'PyTorchJob'],
  [kubeflowTFJob, 'TFJob'],
  [kubeflowMPIJob, 'MPIJob'],
] as const)('%#: %s', ({ apiVersions, interpretHealth }, kind) => {
  const apiVersion = apiVersions[0] as string;
  const template = { apiVersion, kind, metadata: { name: 'x', namespace: 'ns', generation: 1 }, spec: {} };
  const made = (type: string, day: number, message: string, status = 'True') => ({
    ...{ type, status, reason: `${kind}${type}`, message: `${kind} ${message}` },
    ...{ lastTransitionTime: at(day), lastUpdateTime: at(day) },
  });
  const CREATED = made('Created', 1, 'is created.');

  test('runs as long as one member does', () => {
    expect(federated(template, { a: running, b: created, c: undefined })).toEqual({
      conditions: [CREATED, made('Running', 2, 'is running.')],
      startTime: at(1),
    });
  });

  test('does not run where no member does, and is not finished while one is not', () => {
    const { conditions, ...rest } = federated(template, { a: ended('Failed', 5), b: created });
    expect(conditions).toEqual([CREATED, made('Running', 5, 'is running.', 'False')]);
    expect(rest).toEqual({ startTime: at(1) });
  });

  test('says where it is restarting or suspended', () => {
    const members = {
      a: held('Suspended', 3),
      b: held('Restarting', 4),
      c: held('Suspended', 5),
      d: running,
    };
    expect(federated(template, members).conditions).toEqual([
      CREATED,
      made('Running', 2, 'is running.'),
      made('Restarting', 4, 'is restarting in member clusters: b'),
      made('Suspended', 5, 'is suspended in member clusters: a, c'),
    ]);
  });

  test('has succeeded when every member has, at the latest end', () => {
    expect(federated(template, { a: ended('Succeeded', 6), b: ended('Succeeded', 4) })).toEqual({
      conditions: [
        CREATED,
        made('Running', 6, 'is running.', 'False'),
        made('Succeeded', 6, 'is successfully completed.'),
      ],
      ...{ startTime: at(2), completionTime: at(6) },
    });
  });

  test('neither runs, nor is restarting or suspended, when it is finished', () => {
    const conditions = ['Running', 'Restarting', 'Suspended'].map((type) => condition(type, 2));
    const done = { ...ended('Succeeded', 6), conditions: [...conditions, condition('Succeeded', 6)] };
    const stopped = {
      ...ended('Succeeded', 4),
      conditions: [condition('Running', 3, 'False'), condition('Succeeded', 4)],
    };
    const finished = [
      made('Running', 6, 'is running.', 'False'),
      made('Succeeded', 6, 'is successfully completed.'),
    ];
    expect(federated(template, { a: done, b: stopped }).conditions).toEqual(finished);
    expect(federated(template, { a: stopped, b: { ...stopped, completionTime: at(6) } }).conditions).toEqual(
      finished,
    );
  });

  test('has failed when every member is finished and one failed', () => {
    const members = { a: ended('Failed', 4), b: ended('Succeeded', 6), c: ended('Failed', 5) };
    expect(federated(template, members)).toMatchObject({
      conditions: [
        {},
        { type: 'Running', lastTransitionTime: at(6) },
        made('Failed', 6, 'executed failed in member clusters: a, c'),
      ],
      completionTime: at(6),
    });
  });

  test('is what it says worst of a member that says that it failed and succeeded', () => {
    const both = { conditions: [condition('Succeeded', 3), condition('Failed', 4)] };
    expect(federated(template, { a: both }).conditions).toEqual([
      made('Failed', 4, 'executed failed in member clusters: a'),
    ]);
  });

  test('goes on when a cluster joins a finished federation', () => {
    const status = federated(template, { a: ended('Succeeded', 3) });
    const after = federated({ ...template, status }, { a: ended('Succeeded', 3), b: undefined });
    expect(after).toEqual({
      conditions: [CREATED, made('Running', 3, 'is running.', 'False')],
      startTime: at(2),
    });
  });

  test('keeps the times of its own conditions while their statuses stay', () => {
    const status = federated(template, { a: running });
    const later = { ...running, conditions: [condition('Created', 5), condition('Running', 6)] };
    expect(federated({ ...template, status }, { a: running, b: later })).toEqual(status);
  });

  test('takes lastUpdateTime where there is no lastTransitionTime, and leaves out what nobody says', () => {
    const { lastTransitionTime: _, ...undated } = condition('Created', 1);
    expect(federated(template, { a: { conditions: [undated] } }).conditions).toEqual([
      { ...CREATED, ...{ lastTransitionTime: at(9), lastUpdateTime: at(9) } },
    ]);
    const { lastTransitionTime, lastUpdateTime, ...none } = CREATED;
    expect(
      federated(template, { a: { conditions: [{ type: 'Created', status: 'True' }] } }).conditions,
    ).toEqual([none]);
  });

  test('adds the pods of each role up, and leaves out what is of one cluster', () => {
    const members = {
      a: { replicaStatuses: { Worker: { active: 2, selector: 'a=b' } }, lastReconcileTime: at(3) },
      b: {
        replicaStatuses: { Worker: { active: 1, failed: 1 }, Launcher: { succeeded: 1 } },
        lastReconcileTime: at(2),
      },
    };
    expect(federated(template, members)).toEqual({
      replicaStatuses: {
        Launcher: { active: 0, succeeded: 1, failed: 0 },
        Worker: { active: 3, succeeded: 0, failed: 1 },
      },
      lastReconcileTime: at(3),
    });
  });

  test('has nothing to say without members', () => {
    expect(federated({ ...template, status: ended('Failed', 3) } as typeof template, {})).toEqual({});
  });

  test.each([
    ['Unknown', undefined],
    ['Progressing', { startTime: at(1) }],
    ['Healthy', created],
    ['Healthy', ended('Succeeded', 3)],
    ['Healthy', held('Suspended', 3)],
    ['Degraded', ended('Failed', 3)],
  ])('health is %s of %j', (state, status) => {
    expect(interpretHealth({ ...template, ...(status && { status }) } as typeof template).state).toBe(state);
  });
});
