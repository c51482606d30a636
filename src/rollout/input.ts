import { describe, invalid } from '../errors.js';
import type { AggregatedStatusItems } from '../generation/items.js';
import { generationOf } from '../generation/processed-generation.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import type { Suspension } from '../suspension/suspension.js';
import { type RolloutFault, refuseFaults } from './errors.js';
import { type Plan, planOf } from './plan.js';
import { faultsOf, lazy, list, text } from './schema.js';
import { A_TIME, isTime, lastTime, type RolloutStatus, statusSchema } from './status.js';
import { UNMATCHED } from './strategy.js';
import type { RolloutClusters, RolloutStrategy } from './types.js';

/** Everything that a step of a rollout depends on. */
export interface RolloutInput {
  readonly strategy: RolloutStrategy;
  /** The clusters that the workload is scheduled to, in any order. */
  readonly clusters: RolloutClusters;
  /** What they report: a ResourceBinding's `status.aggregatedStatus`, in any order. */
  readonly items: AggregatedStatusItems;
  /** The template's `metadata.generation`, or the next one where the template is yet to be changed. */
  readonly generation: number;
  /** The present time, in milliseconds since the epoch. */
  readonly now: number;
  /** What the call before this one returned; absent at the very first. */
  readonly status?: RolloutStatus | null | undefined;
  /**
   * What has been approved: `resume`, `<stage>/before/<name>`, `<stage>/after/<name>`; each also for one
   * generation alone, as in `canary/after/approval@7`.
   */
  readonly approvals?: readonly string[] | undefined;
  /** The user's own suspension, without what rollouts have added to it. */
  readonly suspension?: Suspension | undefined;
}

const approvalsSchema = /* @__PURE__ */ lazy(() => list(text()));

/** The plan and the status so far of an input, all of which has been checked. */
export function readInput(input: RolloutInput): {
  readonly plan: Plan;
  readonly previous: RolloutStatus | undefined;
} {
  if (!isFields(input)) throw invalid('INVALID_OPTIONS', 'input', input, 'an object');
  const { strategy, clusters, generation, now }: RolloutInput = input;
  const status = input.status ?? undefined;
  const faults: RolloutFault[] = [];
  const plan = planOf(strategy, clusters, status === undefined, faults);
  const wrong = (path: string, be: string, value: unknown) => {
    faults.push({ path, message: `must be ${be}, not ${describe(value)}` });
  };
  // At generation 0 every cluster would be there already, whatever it reports.
  if (!generationOf(generation)) wrong('generation', 'an integer from 1 on', generation);
  if (!isTime(now)) wrong('now', A_TIME, now);
  const unapproved = isAbsent(input.approvals)
    ? []
    : faultsOf(approvalsSchema(), input.approvals, 'approvals');
  const unread = status === undefined ? [] : faultsOf(statusSchema(), status, 'status');
  const misfit = status === undefined || unread.length > 0 ? [] : misfits(status, generation, now, plan);
  refuseFaults([...faults, ...unapproved, ...unread, ...misfit]);
  return { plan, previous: status };
}

/** What keeps a status, well-formed in itself, from being the one before this step. */
function misfits(
  status: RolloutStatus,
  generation: number,
  now: number,
  plan: Plan,
): readonly RolloutFault[] {
  const faults: RolloutFault[] = [];
  const last = lastTime(status);
  if (now < last) faults.push({ path: 'now', message: `is ${now}, before the status's last time, ${last}` });
  // A template that was read late would release every cluster that has got this far.
  if (generation < status.generation) {
    faults.push({
      path: 'generation',
      message: `is ${generation}, before ${status.generation} of the status`,
    });
  }
  if (generation !== status.generation || plan.stages.length === 0) return faults;
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
