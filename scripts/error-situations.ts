import { compileInterpreter } from '../src/declarative/index.js';
import {
  type AggregatedStatusItems,
  type AggregateOptions,
  aggregateGeneration,
  type LagReason,
} from '../src/generation/index.js';
import { createInterpreter, type InterpreterErrorCode } from '../src/index.js';
import { deployment } from '../src/interpreters/index.js';
import { compileCustomizations, runLua } from '../src/lua/index.js';
import {
  type ClusterPhase,
  type ClusterReason,
  computeRollout,
  computeStagedPropagation,
  type KarmadaRolloutPhase,
  type KarmadaRolloutStatus,
  planRollout,
  type RolloutInput,
  type RolloutPhase,
  type RolloutResult,
  type RolloutStatus,
  type StagedPropagationInput,
  type StagedPropagationResult,
} from '../src/rollout/index.js';
import type { REASONS } from '../src/rollout/staged/open-questions.js';
import { evaluateSuspension } from '../src/suspension/index.js';

const template = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'shop', name: 'web', generation: 7 },
  spec: { replicas: 4 },
};
const interpreter = createInterpreter();

/** What JSON may bring, whatever the declared type says. */
function given<T>(value: unknown): T {
  return value as T;
}

/** For each code, a call that is refused with it. */
export const refusedCalls: { readonly [Code in InterpreterErrorCode]: () => unknown } = {
  INVALID_CUSTOMIZATION: () =>
    compileCustomizations(given([{ kind: 'ResourceInterpreterCustomization', spec: { target: {} } }])),
  INVALID_DECLARATION: () =>
    compileInterpreter({
      apiVersion: 'example.org/v1',
      kind: 'Database',
      status: given({ readyReplicas: 'summ' }),
    }),
  INVALID_ITEMS: () => interpreter.aggregateStatus(template, given([{ status: { replicas: 1 } }])),
  INVALID_OBJECT: () => interpreter.getReplicas({ ...template, spec: { replicas: '3' } }),
  INVALID_OPTIONS: () => interpreter.aggregateStatus(template, [], given({ clusters: 'member1' })),
  INVALID_PARTIAL: () => deployment.combinePartials?.(template, given([{ clusters: {} }])),
  INVALID_REPLICAS: () => interpreter.reviseReplica(template, -1),
  INVALID_ROLLOUT: () =>
    planRollout({ maxConcurrency: '150%', gate: { minSuccessTime: 'soon' } }, ['member1']),
  INVALID_SUSPENSION: () =>
    evaluateSuspension(given({ kind: 'PropagationPolicy', spec: { suspension: {} } }), 'member1'),
  LUA_ERROR: () => runLua('function f(obj)\n  return obj.spec.replicas\nend', 'f', [{}]),
  UNSUPPORTED_OPERATION: () => interpreter.retain({ apiVersion: 'example.org/v1', kind: 'Database' }, {}),
};

const current = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
const reported = { clusterName: 'member1', applied: true, health: 'Healthy', status: current } as const;
const behind = { ...reported, status: { ...current, resourceTemplateGeneration: 6 } };

/** How member1 stands by what it reports at generation 7. */
function standing(items: AggregatedStatusItems, options: AggregateOptions = {}) {
  return aggregateGeneration({ generation: 7 }, items, options).clusters[0];
}

/** For each reason, a cluster that lags for it. */
export const laggards: { readonly [Reason in LagReason]: ReturnType<typeof standing> } = {
  Settled: standing([reported]),
  Suspended: standing([behind], { suspension: { dispatching: true } }),
  NotApplied: standing([{ ...behind, applied: false, appliedMessage: 'namespaces "shop" not found' }]),
  NotReported: standing([], { clusters: ['member1'] }),
  TemplateBehind: standing([behind]),
  ControllerBehind: standing([{ ...reported, status: { ...current, observedGeneration: 2 } }]),
  Malformed: standing([{ ...reported, status: given({ ...current, observedGeneration: 'three' }) }]),
  NotScheduled: standing([reported], { clusters: [] }),
};

/** The last of the steps of a rollout of generation 7 to member1, each of which may say more than the one before. */
function rollout(...steps: readonly Partial<RolloutInput>[]): RolloutResult {
  const start = { strategy: {}, clusters: ['member1'], items: [], generation: 7, now: 0 };
  let input: RolloutInput = start;
  let result = computeRollout(start);
  for (const step of steps) {
    input = { ...input, ...step };
    result = computeRollout({ ...input, status: step === steps[0] ? undefined : result.status });
  }
  return result;
}

const MINUTE = 60_000;
const late = { now: 11 * MINUTE };
const deadline = { progressDeadline: '10m' } as const;
const refusedItem = { ...behind, applied: false, appliedMessage: 'namespaces "shop" not found' };
const exceeded = rollout({ strategy: deadline, items: [refusedItem] }, late);
const unready = { clusters: [{ name: 'member1', ready: false }] };

export const rolloutsInPhase: { readonly [Phase in RolloutPhase]: RolloutResult } = {
  Pending: rollout({ suspension: { dispatching: true } }),
  Progressing: rollout(),
  Waiting: rollout({
    strategy: { stages: [{ name: 'canary', clusters: ['member1'], after: [{ type: 'Approval' }] }] },
    items: [reported],
  }),
  Paused: exceeded,
  Succeeded: rollout({ items: [reported] }),
  Failed: rollout({ strategy: { ...deadline, onFailure: 'Revert' }, items: [refusedItem] }, late),
};

export const stoppedRollouts: { readonly [Reason in Required<RolloutStatus>['reason']]: RolloutResult } = {
  MaxFailuresExceeded: exceeded,
  DispatchingSuspended: rollout({ suspension: { dispatching: true } }),
  ClustersFailed: rollout({ strategy: { ...deadline, maxFailures: 1 }, items: [refusedItem] }, late),
  ClustersSkipped: rollout({
    strategy: { whenUnreachable: 'skip' },
    clusters: ['member0', { name: 'member1', ready: false }],
    items: [{ ...reported, clusterName: 'member0' }],
  }),
};

const soaking = rollout(
  { strategy: { gate: { minSuccessTime: '5m' } }, items: [reported] },
  { now: 2 * MINUTE },
);
const secondInLine = rollout({ clusters: ['member0', 'member1'] });

export const clustersInPhase: { readonly [Phase in ClusterPhase]: RolloutResult } = {
  Pending: secondInLine,
  Progressing: rollout(),
  Soaking: soaking,
  Succeeded: rollout({ items: [reported] }),
  Failed: exceeded,
  TimedOut: rollout({ strategy: deadline, items: [behind] }, late),
  Skipped: stoppedRollouts.ClustersSkipped,
};

export const clustersFor: { readonly [Reason in Exclude<ClusterReason, LagReason>]: RolloutResult } = {
  Held: secondInLine,
  Unhealthy: rollout({ items: [{ ...reported, health: 'Unhealthy' }] }),
  ConditionMissing: rollout({
    strategy: { gate: { requiredConditions: [{ type: 'Available', status: 'True' }] } },
    items: [reported],
  }),
  RevisionOutside: rollout({
    strategy: { gate: { requiredRevision: { path: 'lastAppliedRevision', range: '^2.0.0' } } },
    items: [{ ...reported, status: { ...current, lastAppliedRevision: '1.9.0' } }],
  }),
  RevisionBehind: rollout({ revision: 'image:1.27', items: [{ ...reported, revision: 'image:1.26' }] }),
  Unreachable: rollout({ ...unready, items: [reported] }),
  Soaking: soaking,
};

/** The last of the steps of a staged propagation of generation 7 to member1. */
function staged(...steps: readonly Partial<StagedPropagationInput>[]): StagedPropagationResult {
  let input: StagedPropagationInput = {
    strategy: { type: 'Staged', staged: {} },
    clusters: ['member1'],
    items: [],
    generation: 7,
    now: 0,
  };
  let previous: KarmadaRolloutStatus | undefined;
  let result: StagedPropagationResult | undefined;
  for (const step of steps) {
    input = { ...input, ...step };
    result = computeStagedPropagation({ ...input, previous });
    previous = result.status;
  }
  return result ?? computeStagedPropagation(input);
}

const unhealthy = { items: [{ ...reported, health: 'Unhealthy' }] } as const;
const arrives = staged({}, { items: [reported], now: MINUTE });
const timedOut = staged(unhealthy, { now: 31 * MINUTE });
const superseded = staged({}, { generation: 8, now: MINUTE });

export const stagedInPhase: { readonly [Phase in KarmadaRolloutPhase]: StagedPropagationResult } = {
  Pending: staged({ clusters: [] }),
  Progressing: staged(),
  Succeeded: arrives,
  Failed: timedOut,
  Superseded: superseded,
};

type StagedReason = (typeof REASONS)[keyof typeof REASONS];

export const stagedFor: { readonly [Reason in StagedReason]: StagedPropagationResult } = {
  RolloutStarted: staged(),
  RolloutSuperseded: superseded,
  RolloutClusterCompleted: arrives,
  RolloutClusterFailed: timedOut,
  RolloutSucceeded: arrives,
  ClusterHealthy: staged({
    strategy: { type: 'Staged', staged: { gate: { minSuccessTime: '5m' } } },
    items: [reported],
  }),
  ClusterUnhealthy: staged(unhealthy),
  StaleStatus: staged({ items: [behind] }),
  ConditionsMet: staged(unhealthy),
  ConditionsMissing: staged({
    strategy: { type: 'Staged', staged: { gate: { requiredConditions: [{ type: 'Available' }] } } },
    items: [reported],
  }),
};
