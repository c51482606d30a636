import { lazy } from '../../boundary/lazy.js';
import { describe, invalid } from '../../errors.js';
import { inOrder, listItems } from '../../generation/items.js';
import { generationOf } from '../../generation/processed-generation.js';
import { isAbsent, isFields, isName } from '../../kubernetes/object.js';
import type { Suspension } from '../../suspension/suspension.js';
import { compilePlan, type Plan } from '../strategy/plan-rollout.js';
import { type RolloutFault, refuseFaults } from '../strategy/rollout-error.js';
import type { RolloutClusters, RolloutStrategy } from '../strategy/rollout-strategy.js';
import { list, rolloutFaults, text } from '../strategy/schema-helpers.js';
import { UNMATCHED } from '../strategy/strategy-schema.js';
import type { WorkloadKind } from '../strategy/workload-kind.js';
import type { RolloutItem, RolloutItems } from './rollout-item.js';
import { A_TIME, isInstant, lastTime, type RolloutStatus, statusFaults } from './rollout-status.js';

/** Everything that a step of a rollout depends on. */
export interface RolloutInput {
  readonly strategy: RolloutStrategy;
  /** The clusters that the workload is scheduled to, in any order. */
  readonly clusters: RolloutClusters;
  /** What they report: a ResourceBinding's `status.aggregatedStatus`, in any order. */
  readonly items: RolloutItems;
  /** The template's `metadata.generation`, or the next one where the template is yet to be changed. */
  readonly generation: number;
  /**
   * What is rolled out beside the template's generation, for a change that moves none, such as one of an
   * OverridePolicy: a cluster has it where the `revision` of its item is the same text.
   */
  readonly revision?: string | null | undefined;
  /** The present time, in milliseconds since the epoch. */
  readonly now: number;
  /** What the call before this one returned; absent at the very first. */
  readonly status?: RolloutStatus | null | undefined;
  /**
   * What has been approved: `resume`, `<stage>/before/<name>`, `<stage>/after/<name>`; each also for one
   * generation alone, as in `canary/after/approval@7`, or for one revision alone, where there is one.
   */
  readonly approvals?: readonly string[] | null | undefined;
  /** The user's own suspension, without what rollouts have added to it. */
  readonly suspension?: Suspension | undefined;
  /**
   * The interpreter of the workload's kind: a kind without `observedGeneration` settles without it, and gates that
   * ask for conditions which nobody collects are refused.
   */
  readonly interpreter?: WorkloadKind | undefined;
}

const approvalsSchema = /* @__PURE__ */ lazy(() => list(text()));

/** An input that has been checked. */
export interface CheckedInput {
  readonly plan: Plan;
  /** The status before, of whatever generation. */
  readonly previous: RolloutStatus | undefined;
  /** The status before, where it is of the same generation and revision. */
  readonly same: RolloutStatus | undefined;
  readonly revision: string | undefined;
  /** What the clusters report, by name. */
  readonly reports: ReadonlyMap<string, RolloutItem>;
}

/** Checks an input, and makes its plan. */
export function readInput(input: RolloutInput): CheckedInput {
  if (!isFields(input)) throw invalid('INVALID_OPTIONS', 'input', input, 'an object');
  const { strategy, clusters, generation, now, interpreter }: RolloutInput = input;
  const previous = input.status ?? undefined;
  const reports = new Map<string, RolloutItem>();
  for (const item of inOrder(listItems(input.items))) reports.set(item.clusterName, item);
  const unread = previous === undefined ? [] : statusFaults(previous);
  const known = unread.length > 0 ? [] : (previous?.clusters ?? []);
  // A cluster that drops out of the list for a moment has not left as long as it reports.
  const remembered = new Map(
    known.flatMap(({ name, stage }) => (reports.has(name) ? [[name, stage] as const] : [])),
  );
  const faults: RolloutFault[] = [];
  const revision = input.revision ?? undefined;
  const same =
    previous && previous.generation === generation && previous.revision === revision ? previous : undefined;
  const former = new Map(
    same && unread.length === 0 ? same.clusters.map(({ name, stage }) => [name, stage]) : [],
  );
  const named = previous === undefined;
  const plan = compilePlan(strategy, clusters, { named, remembered, former, interpreter }, faults);
  if (revision !== undefined && !isName(revision)) {
    faults.push({ path: 'revision', message: `must be a text that is not empty, not ${describe(revision)}` });
  }
  checkMoment(generation, now, faults);
  const unapproved = isAbsent(input.approvals)
    ? []
    : rolloutFaults(approvalsSchema(), input.approvals, 'approvals');
  const misfit =
    previous === undefined || unread.length > 0 ? [] : misfits(previous, same, generation, now, plan);
  refuseFaults([...faults, ...unapproved, ...unread, ...misfit]);
  return { plan, previous, same, revision, reports };
}

/** Finds what is wrong with the generation that is rolled out and with the present time. */
export function checkMoment(generation: unknown, now: unknown, faults: RolloutFault[]): void {
  const wrong = (path: string, be: string, value: unknown) => {
    faults.push({ path, message: `must be ${be}, not ${describe(value)}` });
  };
  // Every report, even one without generations, has reached generation 0.
  if (!((generationOf(generation) ?? 0) > 0)) wrong('generation', 'an integer from 1 on', generation);
  if (!isInstant(now)) wrong('now', A_TIME, now);
}

/** What keeps a status, well-formed in itself, from being the one before this step. */
function misfits(
  status: RolloutStatus,
  same: RolloutStatus | undefined,
  generation: number,
  now: number,
  plan: Plan,
): readonly RolloutFault[] {
  const faults: RolloutFault[] = [];
  const last = lastTime(status);
  if (now < last) faults.push({ path: 'now', message: `is ${now}, before the status's last time, ${last}` });
  // A stale read of the template: every cluster would count as having the lower generation.
  if (generation < status.generation) {
    faults.push({
      path: 'generation',
      message: `is ${generation}, before ${status.generation} of the status`,
    });
  }
  if (same === undefined || plan.stages.length === 0) return faults;
  const names = new Set([UNMATCHED, ...plan.stages.map(({ name }) => name)]);
  for (const [i, { name }] of status.stages.entries()) {
    if (!names.has(name)) {
      faults.push({
        path: `status.stages[${i}].name`,
        message: `${describe(name)} is no stage of the strategy`,
      });
    }
  }
  return faults;
}
