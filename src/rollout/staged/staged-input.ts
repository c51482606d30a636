import * as z from 'zod/mini';
import { lazy } from '../../boundary/lazy.js';
import { describe, invalid } from '../../errors.js';
import { inOrder, listItems } from '../../generation/items.js';
import { generationOf } from '../../generation/processed-generation.js';
import { isFields } from '../../kubernetes/object.js';
import type { RolloutItem, RolloutItems } from '../step/rollout-item.js';
import { millisecondsOf } from '../strategy/duration.js';
import { readClusters } from '../strategy/read-clusters.js';
import { type RolloutFault, refuseFaults } from '../strategy/rollout-error.js';
import { list, must, oneOf, optional, rolloutFaults, tested } from '../strategy/schema-helpers.js';
import type { KarmadaGate, KarmadaRolloutStatus, KarmadaRolloutStrategy } from './karmada-rollout.js';
import { instantAt } from './metav1-time.js';
import { DEFAULT_TIMEOUT, karmadaStrategyFaults } from './validate-karmada-strategy.js';

/** Everything that a step of a staged propagation depends on. */
export interface StagedPropagationInput {
  /** The binding's `spec.rolloutStrategy`. */
  readonly strategy: KarmadaRolloutStrategy | null | undefined;
  /** The binding's `status.rollout`. */
  readonly previous?: KarmadaRolloutStatus | null | undefined;
  /** The binding's `status.aggregatedStatus`. */
  readonly items: RolloutItems;
  /** The targets; neither their order nor repeats matter. */
  readonly clusters: readonly (string | { readonly name: string })[];
  /** The template's `metadata.generation`. */
  readonly generation: number;
  /** The present time: RFC 3339, or milliseconds since the epoch. */
  readonly now: number | string;
}

/** A staged strategy with nothing left open; times are in milliseconds. */
export interface StagedPlan {
  readonly gate: KarmadaGate;
  readonly minSuccessTime: number;
  readonly timeout: number;
  readonly continues: boolean;
}

/** An input that has been checked. */
export interface CheckedStagedInput {
  /** `undefined` where all clusters are let go at once. */
  readonly plan: StagedPlan | undefined;
  readonly previous: KarmadaRolloutStatus | undefined;
  readonly reports: ReadonlyMap<string, RolloutItem>;
  /** Each once, by name. */
  readonly targets: readonly string[];
  readonly now: number;
}

const statusSchema = /* @__PURE__ */ lazy(() => {
  const time = () => optional(tested((value) => instantAt(value) !== undefined, 'an RFC 3339 time'));
  const name = () => optional(z.string(must('the name of a cluster')));
  const generation = (value: unknown) => generationOf(value ?? Number.NaN) !== undefined;
  return z.object(
    {
      observedGeneration: tested(generation, 'a generation'),
      phase: oneOf('Pending', 'Progressing', 'Succeeded', 'Failed', 'Superseded'),
      currentCluster: name(),
      completedClusters: optional(list(z.string(must('the name of a cluster')))),
      gateSatisfiedSince: time(),
      currentClusterStartedAt: time(),
      startedAt: time(),
      completedAt: time(),
      conditions: optional(list(z.looseObject({ type: z.string(must('a string')) }, must('an object')))),
    },
    must('an object'),
  );
});

/** Checks an input. */
export function readStagedInput(input: StagedPropagationInput): CheckedStagedInput {
  if (!isFields(input)) throw invalid('INVALID_OPTIONS', 'input', input, 'an object');
  const { strategy, generation, now }: StagedPropagationInput = input;
  const previous = input.previous ?? undefined;
  const faults: RolloutFault[] = karmadaStrategyFaults(strategy, 'strategy').flatMap(
    ({ severity, path, message }) => (severity === 'error' ? { path, message } : []),
  );
  if (previous !== undefined) faults.push(...rolloutFaults(statusSchema(), previous, 'previous'));
  const targets = targetsOf(input.clusters, faults);
  if (!((generationOf(generation) ?? 0) > 0)) {
    faults.push({ path: 'generation', message: `must be an integer from 1 on, not ${describe(generation)}` });
  }
  const instant = instantAt(now);
  if (instant === undefined) {
    const message = `must be an RFC 3339 time or a whole number of milliseconds since the epoch, not ${describe(now)}`;
    faults.push({ path: 'now', message });
  }
  refuseFaults(faults);
  const reports = new Map<string, RolloutItem>();
  for (const item of inOrder(listItems(input.items))) reports.set(item.clusterName, item);
  return { plan: stagedPlan(strategy ?? {}), previous, reports, targets, now: instant ?? 0 };
}

/** The targets, each once and by name. */
function targetsOf(clusters: StagedPropagationInput['clusters'], faults: RolloutFault[]): readonly string[] {
  if (!Array.isArray(clusters)) return [...readClusters(clusters, faults).keys()];
  const unique = new Map<unknown, (typeof clusters)[number]>();
  for (const cluster of clusters) unique.set(isFields(cluster) ? cluster.name : cluster, cluster);
  return [...readClusters([...unique.values()], faults).keys()].sort();
}

/** A checked strategy with its defaults. */
function stagedPlan({ type, staged }: KarmadaRolloutStrategy): StagedPlan | undefined {
  if (type !== 'Staged') return undefined;
  const gate = staged?.gate ?? {};
  return {
    gate,
    minSuccessTime: millisecondsOf(gate.minSuccessTime ?? '0s') ?? 0,
    timeout: millisecondsOf(staged?.timeout ?? DEFAULT_TIMEOUT) ?? 0,
    continues: staged?.onFailure?.action === 'Continue',
  };
}
