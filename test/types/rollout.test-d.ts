import { type AggregatedStatusItem, defaultInterpreters, type Suspension } from 'karmada-interpreter';
import {
  type ClusterPhase,
  computeRollout,
  computeStagedPropagation,
  formatTimeline,
  fromKarmadaStrategy,
  type JsonPatchOperation,
  type KarmadaRolloutStatus,
  type KarmadaRolloutStrategy,
  planRollout,
  RolloutError,
  type RolloutFault,
  type RolloutPlan,
  type RolloutStatus,
  type RolloutStrategy,
  type RolloutTimeline,
  renderTimeline,
  revisionSkew,
  rolloutPatch,
  simulateRollout,
  stageBinding,
  toKarmadaStrategy,
} from 'karmada-interpreter/rollout';
import { expectTypeOf } from 'vitest';
import { parse } from 'yaml';

declare const items: AggregatedStatusItem[];
declare const suspension: Suspension | undefined;
const strategy: RolloutStrategy = {
  stages: [
    { name: 'canary', clusters: ['a'], after: [{ type: 'Approval' }, { type: 'TimedWait', duration: '5m' }] },
    {
      name: 'rest',
      clusterSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
      maxConcurrency: '25%',
    },
  ],
};

const result = computeRollout({
  strategy,
  clusters: ['a', { name: 'b', labels: {} }],
  items,
  generation: 2,
  now: 0,
});
expectTypeOf(result.suspension).toEqualTypeOf<Suspension | undefined>();
expectTypeOf(result.status).toEqualTypeOf<RolloutStatus>();
expectTypeOf(result.requeueAfterMs).toEqualTypeOf<number | undefined>();
expectTypeOf(result.explanation).toEqualTypeOf<readonly string[]>();
expectTypeOf(result.status.clusters[0]?.phase).toEqualTypeOf<ClusterPhase | undefined>();
expectTypeOf(planRollout(strategy, ['a'])).toEqualTypeOf<RolloutPlan>();
expectTypeOf(rolloutPatch({ spec: {} }, suspension)).toEqualTypeOf<readonly JsonPatchOperation[]>();
expectTypeOf(simulateRollout({ strategy, clusters: ['a'] })).toEqualTypeOf<RolloutTimeline>();
expectTypeOf(formatTimeline).toBeCallableWith(simulateRollout({ strategy, clusters: [] }), { width: 100 });
expectTypeOf(renderTimeline).returns.toBeString();
expectTypeOf(revisionSkew(items, { path: 'lastAppliedRevision' }).converged).toBeBoolean();
expectTypeOf(new RolloutError([]).faults).toEqualTypeOf<readonly RolloutFault[]>();

// A status that has been read back, and a strategy from a file.
const status: RolloutStatus = JSON.parse(JSON.stringify(result.status));
computeRollout({ strategy: parse('{}'), clusters: [], items: null, generation: 2, now: 0, status });

// @ts-expect-error: the time comes in as an argument
computeRollout({ strategy, clusters: [], items: [], generation: 2 });
// @ts-expect-error: a stage has a name
planRollout({ stages: [{ clusters: ['a'] }] }, []);
// @ts-expect-error: nothing but an approval stands before a stage
planRollout({ stages: [{ name: 'a', clusters: ['a'], before: [{ type: 'TimedWait', duration: 1 }] }] }, []);
// @ts-expect-error: a way out that does not exist
planRollout({ onFailure: 'Stop' }, []);
const [key, name] = ['region', 'regions'];
// @ts-expect-error: an operator that does not exist
planRollout({ stages: [{ name, clusterSelector: { matchExpressions: [{ key, operator: 'Gt' }] } }] }, []);
// @ts-expect-error: a skew of something
revisionSkew(items);
// @ts-expect-error: results are read-only
result.status.phase = 'Succeeded';

// Karmada's own staged propagation.
const karmada: KarmadaRolloutStrategy = {
  type: 'Staged',
  staged: { gate: { requiredConditions: [{ type: 'Ready' }] } },
};
const propagation = computeStagedPropagation({
  strategy: karmada,
  clusters: ['a'],
  items,
  generation: 2,
  now: '',
});
expectTypeOf(propagation.status).toEqualTypeOf<KarmadaRolloutStatus | undefined>();
expectTypeOf(propagation.suspension?.suspendedClusters).toEqualTypeOf<readonly string[] | undefined>();
expectTypeOf(fromKarmadaStrategy(karmada).strategy).toEqualTypeOf<RolloutStrategy | undefined>();
expectTypeOf(toKarmadaStrategy(strategy).strategy).toEqualTypeOf<KarmadaRolloutStrategy | undefined>();
expectTypeOf(stageBinding({}, {}, { now: 0 }).specPatch).toEqualTypeOf<readonly JsonPatchOperation[]>();
rolloutPatch({}, suspension, { write: 'binding' });
// An interpreter of any kind, and items with what stands beside their status.
planRollout(strategy, ['a'], { interpreter: defaultInterpreters[0] });
const versioned = [{ clusterName: 'a', resourceTemplateGeneration: 2, revision: 'v2' }];
computeRollout({
  strategy,
  clusters: [{ name: 'a', ready: false }],
  items: versioned,
  generation: 2,
  now: 0,
  revision: 'v2',
});

// @ts-expect-error: the time comes in as an argument
stageBinding({}, {});
// @ts-expect-error: Karmada's actions are written in capitals
computeStagedPropagation({ strategy: { type: 'staged' }, clusters: [], items, generation: 2, now: 0 });
