import fc from 'fast-check';
import type { RolloutCluster, RolloutStage, RolloutStrategy } from 'karmada-interpreter/rollout';
import { clusterName } from '../support/arbitraries.js';
import type { Conduct } from './fleet.js';

const STAGES = ['canary', 'regions', 'constructor'] as const;

const duration = fc.constantFrom<string | number>('0s', '1s', '2s', 3000, '1m30s');
const concurrency = fc.constantFrom<string | number>(1, 2, 3, '34%', '50%', '100%');
const approval = fc.constantFrom({ type: 'Approval' } as const, { type: 'Approval', name: 'qa' } as const);
const wait = duration.map((time) => ({ type: 'TimedWait', duration: time }) as const);
const order = fc.constantFrom('name' as const, { label: 'weight' });
const gate = fc.record(
  { minSuccessTime: duration, requireHealthy: fc.constant(true) },
  { requiredKeys: [], noNullPrototype: true },
);

/** A target cluster; its label `stage` says which of the stages takes it. */
export const cluster: fc.Arbitrary<RolloutCluster> = fc.record(
  {
    name: clusterName,
    labels: fc.record(
      { stage: fc.constantFrom(...STAGES, 'none'), weight: fc.constantFrom('1', '-2', '10', 'x') },
      { requiredKeys: ['stage'], noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);

export const clusters = fc.uniqueArray(cluster, { maxLength: 8, selector: ({ name }) => name });

/** A stage that takes its clusters by label or by name, where the label says which they are, or a share of them. */
function stage(name: string, members: readonly RolloutCluster[]): fc.Arbitrary<RolloutStage> {
  const own = members.filter(({ labels }) => labels?.stage === name).map((member) => member.name);
  const choices = [
    { clusterSelector: { matchLabels: { stage: name } } },
    { clusterSelector: { matchExpressions: [{ key: 'stage', operator: 'In' as const, values: [name] }] } },
    ...(own.length > 0 ? [{ clusters: own }] : []),
    { percent: 30 },
  ];
  return fc
    .record(
      {
        maxConcurrency: concurrency,
        order,
        gate,
        before: fc.array(approval, { maxLength: 1 }),
        after: fc.array(fc.oneof(approval, wait), { maxLength: 2 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    )
    .chain((rest) => fc.constantFrom(...choices).map((choice) => ({ name, ...choice, ...rest })));
}

/** A strategy that fits these clusters. */
export function strategyFor(members: readonly RolloutCluster[]): fc.Arbitrary<RolloutStrategy> {
  return fc.record(
    {
      stages: fc
        .subarray([...STAGES], { minLength: 1 })
        .chain((names) => fc.tuple(...names.map((name) => stage(name, members)))),
      maxConcurrency: concurrency,
      order,
      gate,
      progressDeadline: fc.constantFrom('2s', '5s'),
      maxFailures: fc.constantFrom<string | number>(0, 1, '25%', '100%'),
      onFailure: fc.constantFrom('Pause', 'Continue', 'Revert'),
      whenUnreachable: fc.constantFrom('wait', 'skip'),
      whenEmpty: fc.constantFrom('pass', 'wait'),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const takes = fc.constantFrom(0, 500, 1000, 3000, 7000);
const meanwhile = fc.constantFrom('NotApplied', 'NotReported', 'Unhealthy');
const relapse = fc.option(
  fc.record({ after: fc.constantFrom(500, 1500), lasts: fc.constantFrom(500, 4000) }),
  {
    nil: undefined,
  },
);

/** A cluster that gets well in the end. */
export const healthyConduct: fc.Arbitrary<Conduct> = fc.record({ takes, meanwhile, relapse });

/** A cluster that may never get well. */
export const anyConduct: fc.Arbitrary<Conduct> = fc.oneof(
  { weight: 3, arbitrary: healthyConduct },
  fc.record({ takes: fc.constant(null), meanwhile }),
);
