import fc from 'fast-check';
import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';
import { jobStatusFaults } from '../../support/job-status-faults.js';
import { jobCondition, nativeStatuses } from '../../support/native-statuses.js';

const interpreter = createInterpreter();

type Item = AggregatedStatusItem;
type Condition = Record<string, unknown> & { type: string };
type Status = Record<string, unknown> & { conditions?: readonly Condition[] };

const time = (day: number): string => `2026-03-${day}T10:00:00Z`;
const metadata = { name: 'train', generation: 3, creationTimestamp: time(10) as never };
const template = (status?: object, spec: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', metadata, spec },
  ...(status && { status }),
});
const item = (clusterName: string, status?: object): Item => ({
  ...{ clusterName, applied: true },
  ...(status && { status }),
});
const isTrue = (type: string, day: number, more: object = {}) => {
  return {
    type,
    status: 'True',
    reason: 'Because',
    message: 'it is',
    lastTransitionTime: time(day),
    ...more,
  };
};
const running = { active: 1, startTime: time(11) };
const failed = (day: number) => ({
  ...{ failed: 1, startTime: time(12) },
  conditions: [isTrue('FailureTarget', day - 1), isTrue('Failed', day)],
});
const complete = (day: number) => ({
  ...{ succeeded: 2, startTime: time(11), completionTime: time(day) },
  conditions: [isTrue('SuccessCriteriaMet', day), isTrue('Complete', day)],
});

/** The status that a template and its members come to, which the API server has to accept. */
function aggregate(object: KubernetesObject, ...items: readonly Item[]): Status {
  const next = interpreter.aggregateStatus(deepFreeze(object), deepFreeze(items));
  expect(jobStatusFaults(next, object)).toEqual([]);
  return (next.status ?? {}) as Status;
}

const typesOf = ({ conditions = [] }: Status): readonly string[] => conditions.map(({ type }) => type);
const find = ({ conditions = [] }: Status, type: string) => conditions.find((one) => one.type === type);

describe('the life of a federated Job', () => {
  test('pending, running, one done, one failed and retried elsewhere, finished', () => {
    let job = template();
    const types: (readonly string[])[] = [];
    const passes: readonly (readonly Item[])[] = [
      [],
      [item('eu-1'), item('us-1')],
      [item('eu-1', running), item('us-1')],
      [item('eu-1', running), item('us-1', { active: 2, startTime: time(10) })],
      [item('eu-1', { ...running, succeeded: 1 }), item('us-1', complete(13))],
      [item('eu-1', failed(14)), item('us-1', running)],
      [item('ap-1', running), item('us-1', complete(15))],
      [item('ap-1', complete(17)), item('us-1', complete(15))],
      [item('ap-1', running), item('us-1', running)],
    ];
    for (const items of passes) {
      const next = interpreter.aggregateStatus(deepFreeze(job), deepFreeze(items));
      expect(jobStatusFaults(next, job)).toEqual([]);
      job = next;
      types.push(typesOf((job.status ?? {}) as Status));
    }
    const target = ['FailureTarget'];
    const end = ['FailureTarget', 'Failed'];
    expect(types).toEqual([[], [], [], [], [], target, target, end, end]);
    // Counts of clusters that have gone stay; the start is the first one that was written.
    expect(job.status).toMatchObject({ active: 0, succeeded: 4, failed: 1, startTime: time(10) });
    expect(find(job.status as Status, 'Failed')).toEqual({
      ...{ type: 'Failed', status: 'True', reason: 'JobFailed' },
      message: 'Job executed failed in member clusters eu-1',
      ...{ lastTransitionTime: time(17), lastProbeTime: time(17) },
    });
  });

  const [, , status] = nativeStatuses.find(([, kind]) => kind === 'Job') ?? [];
  const finished = jobCondition.chain((condition) =>
    fc.constantFrom('Complete', 'Failed').map((type) => ({ ...condition, type, status: 'True' })),
  );
  const finishedStatus = fc
    .tuple(status as fc.Arbitrary<object>, finished)
    .map(([reported, condition]) => ({ ...reported, conditions: [condition] }));
  const members = fc.uniqueArray(
    fc.record({
      clusterName: fc.constantFrom('ap-1', 'eu-1', 'us-1'),
      status: fc.oneof(
        { weight: 2, arbitrary: status as fc.Arbitrary<object> },
        { weight: 3, arbitrary: finishedStatus },
      ),
    }),
    { maxLength: 3, selector: ({ clusterName }) => clusterName },
  );
  const spec = fc.constantFrom(
    ...[{}, { suspend: true }, { completions: 3, parallelism: 2 }, { successPolicy: { rules: [] } }],
    { completionMode: 'Indexed', completions: 3, parallelism: 3 },
  );

  test('the API server refuses no update, whatever becomes of the members', () => {
    expect.hasAssertions();
    let ends = 0;
    const property = fc.property(spec, fc.array(members, { maxLength: 8 }), (own, passes) => {
      let job = template(undefined, own);
      for (const items of passes) {
        const next = interpreter.aggregateStatus(deepFreeze(job), deepFreeze(items) as Item[]);
        expect(jobStatusFaults(next, job)).toEqual([]);
        job = next;
      }
      const types = typesOf((job.status ?? {}) as Status);
      if (types.includes('Complete') || types.includes('Failed')) ends += 1;
    });
    fc.assert(property, { numRuns: 1000 * EFFORT });
    // Lives that never end would prove little.
    expect(ends).toBeGreaterThan(100 * EFFORT);
  });
});

describe('the conditions of a federated Job', () => {
  test('one failed member is the target of failure while another runs, and no end', () => {
    const status = aggregate(template(), item('eu-1', failed(14)), item('us-1', running));
    // Karmada: Failed=True at the present time, and nothing is updated again.
    expect(status.conditions).toEqual([
      {
        ...{ type: 'FailureTarget', status: 'True', reason: 'JobFailed' },
        message: 'Job executed failed in member clusters eu-1',
        ...{ lastTransitionTime: time(14), lastProbeTime: time(14) },
      },
    ]);
    expect(status).toMatchObject({ active: 1, failed: 1, startTime: time(11) });
  });

  test('a member that has reported nothing is not complete', () => {
    const status = aggregate(template(), item('eu-1', complete(14)), item('us-1'));
    expect(status).toEqual({ active: 0, succeeded: 2, failed: 0, conditions: [] });
  });

  test('complete with the criteria that are met before it, in the times of the last member', () => {
    const { conditions, ...rest } = aggregate(template(), item('a', complete(14)), item('b', complete(16)));
    expect(conditions?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime])).toEqual([
      ['SuccessCriteriaMet', time(16)],
      ['Complete', time(16)],
    ]);
    expect(rest).toMatchObject({ succeeded: 4, startTime: time(11), completionTime: time(16) });
  });

  test('criteria are met when the last member that says so meets them', () => {
    const early = { ...complete(16), conditions: [isTrue('SuccessCriteriaMet', 13), isTrue('Complete', 16)] };
    const status = aggregate(template(), item('a', early), item('b', early));
    expect(find(status, 'SuccessCriteriaMet')).toMatchObject({ lastTransitionTime: time(13) });
    expect(find(status, 'Complete')).toMatchObject({ lastTransitionTime: time(16) });
  });

  test('criteria that no member reports are met when the last one has completed', () => {
    const plain = (day: number) => ({ ...complete(day), conditions: [isTrue('Complete', day)] });
    const status = aggregate(template(), item('a', plain(14)), item('b', plain(16)));
    expect(find(status, 'SuccessCriteriaMet')).toMatchObject({ lastTransitionTime: time(16) });
  });

  test('a template whose criteria are met completes, also where a member fails', () => {
    const object = template({ conditions: [isTrue('SuccessCriteriaMet', 12, { message: 'by policy' })] });
    const unfinished = aggregate(object, item('a', running));
    expect(unfinished.conditions).toEqual([
      { ...isTrue('SuccessCriteriaMet', 12, { message: 'by policy' }), lastProbeTime: time(12) },
    ]);
    expect(typesOf(aggregate(object, item('a', failed(14))))).toEqual(['SuccessCriteriaMet', 'Complete']);
  });

  test('a target of failure stays, with its words where no member has failed', () => {
    const target = isTrue('FailureTarget', 12, { reason: 'PodFailurePolicy', message: 'us-9 failed' });
    const object = template({ conditions: [target] });
    const kept = { ...target, lastProbeTime: time(12) };
    expect(aggregate(object, item('a', running)).conditions).toEqual([kept]);
    expect(aggregate(object).conditions).toEqual([kept]);

    const ended = aggregate(object, item('a', complete(14)));
    expect(find(ended, 'Failed')).toMatchObject({ message: 'us-9 failed', lastTransitionTime: time(14) });
    expect(ended).not.toHaveProperty('completionTime');

    const again = aggregate(object, item('a', failed(14)));
    const message = 'Job executed failed in member clusters a';
    expect(find(again, 'FailureTarget')).toMatchObject({ reason: 'PodFailurePolicy', message });
    expect(find(again, 'Failed')).toMatchObject({ reason: 'JobFailed', message });
  });

  test('criteria that are met keep their reason, and the standard words where a member fails', () => {
    const met = isTrue('SuccessCriteriaMet', 12, { reason: 'SuccessPolicy', message: 'by policy' });
    const status = aggregate(template({ conditions: [met] }), item('a', failed(14)), item('b', running));
    expect(status.conditions).toEqual([
      {
        ...met,
        message: 'All member clusters have met success criteria',
        lastProbeTime: time(12),
      },
    ]);
  });

  test('suspended where a member is: Karmada drops the condition', () => {
    const suspended = { conditions: [isTrue('Suspended', 12)] };
    const resumed = { ...running, conditions: [isTrue('Suspended', 13, { status: 'False' })] };
    const status = aggregate(template(), item('a', suspended), item('b', resumed));
    expect(find(status, 'Suspended')).toMatchObject({ status: 'True', message: 'a=it is' });
  });

  test('the first end of a member counts, and none that is not True', () => {
    const both = { conditions: [isTrue('Complete', 13), isTrue('Failed', 14)] };
    expect(typesOf(aggregate(template(), item('a', both)))).toEqual(['SuccessCriteriaMet', 'Complete']);
    const none = { conditions: [isTrue('Failed', 14, { status: 'Unknown' })] };
    expect(typesOf(aggregate(template(), item('a', none)))).toEqual([]);
  });

  test.each(['Complete', 'Failed'])('a template with %s never changes', (type) => {
    const object = deepFreeze(template({ conditions: [isTrue(type, 12)], ready: 4 }));
    expect(interpreter.aggregateStatus(object, [item('a', running)])).toBe(object);
    expect(interpreter.createAggregator(object).set(item('a', running)).aggregate()).toBe(object);
  });
});

describe('the counts and times of a federated Job', () => {
  test('neither count falls below the template: Karmada lets them fall, and its update is refused', () => {
    const before = { succeeded: 4, failed: 2, active: 3, ready: 3 };
    expect(aggregate(template(before), item('a', { succeeded: 3 }))).toMatchObject({
      ...{ active: 0, succeeded: 4, failed: 2 },
    });
    expect(aggregate(template(before), item('a', { succeeded: 5, failed: 3 }))).toMatchObject({
      ...{ succeeded: 5, failed: 3 },
    });
  });

  test('an Indexed Job whose completions equal its parallelism may be scaled down', () => {
    const indexed = { completionMode: 'Indexed', completions: 3, parallelism: 3 };
    const run = (spec: object) => aggregate(template({ succeeded: 3 }, spec), item('a', { succeeded: 2 }));
    expect(run(indexed).succeeded).toBe(2);
    expect(run({ ...indexed, parallelism: 2 }).succeeded).toBe(3);
    expect(run({ ...indexed, completionMode: 'NonIndexed' }).succeeded).toBe(3);
    expect(run({ completionMode: 'Indexed', completions: 1 }).succeeded).toBe(2);
    expect(run({ completionMode: 'Indexed', completions: 1, parallelism: null }).succeeded).toBe(2);
  });

  test('what speaks of the pods of one cluster does not stay', () => {
    const own = { ready: 5, terminating: 1, completedIndexes: '0-3', uncountedTerminatedPods: {} };
    const status = aggregate(template({ ...own, startTime: time(10) }), item('a', running));
    expect(status).toEqual({ active: 1, succeeded: 0, failed: 0, startTime: time(10), conditions: [] });
  });

  test('the start is the earliest, once every member has one, and then for ever', () => {
    const early = { active: 1, startTime: '2026-03-11T11:00:00+02:00' };
    expect(aggregate(template(), item('a', running), item('b'))).not.toHaveProperty('startTime');
    expect(aggregate(template(), item('a', running), item('b', early)).startTime).toBe(early.startTime);
    expect(aggregate(template({ startTime: time(20) }), item('a', running)).startTime).toBe(time(20));
  });

  test('the completion is not before the start, and there where members give no time', () => {
    const late = template({ startTime: time(20) });
    expect(aggregate(late, item('a', complete(14))).completionTime).toBe(time(20));
    const bare = { conditions: [{ type: 'Complete', status: 'True' }] };
    expect(aggregate(template(), item('a', bare))).toMatchObject({
      ...{ startTime: time(10), completionTime: time(10) },
    });
    const started = { ...bare, startTime: time(12) };
    expect(aggregate(template(), item('a', started)).completionTime).toBe(time(12));
  });

  test('nothing of a finished Job is active, whatever a member says', () => {
    expect(aggregate(template({ active: 2 }), item('a', { ...complete(14), active: 2 })).active).toBe(0);
  });

  test('what is malformed counts as absent, and is named', () => {
    const bad = {
      ...{ active: '1', startTime: 'soon', completionTime: 7 },
      conditions: [
        { type: 'Complete', status: 'yes' },
        { ...isTrue('Failed', 14), lastTransitionTime: 'x' },
      ],
    };
    expect(typesOf(aggregate(template(), item('a', bad)))).toEqual(['FailureTarget', 'Failed']);
    const { problems } = interpreter.explainStatus(template(), [item('a', bad)]);
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'status.active',
      'status.completionTime',
      'status.conditions[0].status',
      'status.conditions[1].lastTransitionTime',
      'status.startTime',
    ]);
  });
});

describe('the other operations of a Job', () => {
  test.each([
    [{}, 1],
    [{ completions: 3 }, 1],
    [{ parallelism: 3 }, 3],
    [{ parallelism: 3, completions: 3 }, 3],
    [{ parallelism: 3, completions: 2 }, 2],
    [{ parallelism: 0, completions: 2 }, 0],
  ])('the replicas of %j are %i', (spec, replicas) => {
    expect(interpreter.getReplicas(template(undefined, spec))).toEqual({ replicas });
  });

  test('revise-absent: the parallelism is written where there is none; Karmada leaves it', () => {
    expect(interpreter.reviseReplica(template(), 4).spec).toEqual({ parallelism: 4 });
  });

  test('the labels and the selector that are made of the uid stay those of the member', () => {
    const desired = template(undefined, {
      selector: { matchLabels: { app: 'x' } },
      template: { metadata: { labels: { app: 'x' } } },
    });
    const made = { 'batch.kubernetes.io/controller-uid': '1' };
    const observed = template(undefined, {
      selector: { matchLabels: made },
      template: { metadata: { labels: { ...made, app: 'x' } } },
    });
    expect(interpreter.retain(deepFreeze(desired), deepFreeze(observed)).spec).toEqual(observed.spec);
    expect(interpreter.retain(desired, template())).toBe(desired);
  });

  test.each([
    ['a failed Job', failed(14), 'Degraded'],
    ['a Job that is about to fail', { conditions: [isTrue('FailureTarget', 14)] }, 'Degraded'],
    ['a complete Job', complete(14), 'Healthy'],
    ['a running Job', running, 'Healthy'],
    ['a suspended Job', { conditions: [isTrue('Suspended', 14)] }, 'Suspended'],
    ['a resumed Job', { conditions: [isTrue('Suspended', 14, { status: 'False' })] }, 'Healthy'],
    ['a Job without a status', undefined, 'Unknown'],
    ['a Job with an empty status', {}, 'Unknown'],
  ])('the health of %s', (_, status, state) => {
    expect(interpreter.interpretHealth(template(status)).state).toBe(state);
  });
});
