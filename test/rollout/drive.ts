import type { Suspension } from 'karmada-interpreter';
import {
  computeRollout,
  type RolloutCluster,
  type RolloutInput,
  type RolloutResult,
  type RolloutStrategy,
} from 'karmada-interpreter/rollout';
import { deepFreeze } from '../support/freeze.js';
import type { Fleet } from './fleet.js';

/** What happens to a rollout from outside, in order of time. */
export interface Event {
  readonly at: number;
  readonly clusters?: readonly RolloutCluster[];
  /** The user's own suspension from here on. */
  readonly suspension?: Suspension | null;
  readonly generation?: number;
  /** The clusters that the list of targets leaves out, though they are still there. */
  readonly missing?: readonly string[];
  /** The clusters that are not ready. */
  readonly unready?: readonly string[];
}

export interface Course {
  readonly strategy: RolloutStrategy;
  readonly clusters: readonly RolloutCluster[];
  readonly fleet: Fleet;
  readonly suspension?: Suspension | undefined;
  readonly events?: readonly Event[];
  /** How long an approval takes from when it is waited for; `null`: it is never given. */
  readonly approving?: number | null;
  /** Whether `resume` is given as well. */
  readonly resuming?: boolean;
  /** Whether the controller has forgotten all but the status's text at some step. */
  readonly restarts?: (step: number) => boolean;
}

/** One step that was made. */
export interface Step {
  readonly input: RolloutInput;
  readonly result: RolloutResult;
}

/** More steps than any course of the tests takes; one that goes on for ever is a fault of its own. */
const MOST_STEPS = 500;

/** Drives a rollout as a controller does, from one moment at which anything can happen to the next. */
export function drive(
  course: Course,
  check: (step: Step, before: Step | undefined) => void = () => {},
): Step[] {
  const { strategy, fleet, events = [], approving = null, resuming = false, restarts = () => false } = course;
  let { clusters, suspension } = course;
  let generation = 2;
  let missing: readonly string[] = [];
  let unready: readonly string[] = [];
  const asked = new Map<string, number>();
  const pending = [...events].sort((a, b) => a.at - b.at);
  const steps: Step[] = [];
  let now = 0;
  while (steps.length < MOST_STEPS) {
    while (pending[0] && pending[0].at <= now) {
      const event = pending.shift();
      clusters = event?.clusters ?? clusters;
      suspension = event?.suspension === undefined ? suspension : (event.suspension ?? undefined);
      generation = event?.generation ?? generation;
      missing = event?.missing ?? missing;
      unready = event?.unready ?? unready;
    }
    const names = clusters.map(({ name }) => name);
    const before = steps.at(-1);
    const status = before?.result.status;
    const approvals = [...asked].flatMap(([approval, at]) => (at <= now ? approval : []));
    const input: RolloutInput = deepFreeze({
      ...{ strategy, generation, now, approvals, suspension },
      clusters: clusters
        .filter(({ name }) => !missing.includes(name))
        .map((cluster) => (unready.includes(cluster.name) ? { ...cluster, ready: false } : cluster)),
      items: fleet.items(names, now),
      status: restarts(steps.length) ? JSON.parse(JSON.stringify(status ?? null)) : status,
    });
    const step = { input, result: deepFreeze(computeRollout(input)) };
    check(step, before);
    steps.push(step);

    const known = asked.size;
    const reached = fleet.dispatch(names, step.result.suspension, generation, now, missing);
    const { stages, phase } = step.result.status;
    const wanted = [
      ...stages.flatMap(({ waitsFor = [] }) => waitsFor),
      ...(phase === 'Paused' && resuming ? ['resume'] : []),
    ];
    if (approving !== null) {
      for (const approval of wanted) if (!asked.has(approval)) asked.set(approval, now + approving);
    }
    const sees = reached || asked.size > known;
    const next = Math.min(
      now + (step.result.requeueAfterMs ?? Number.POSITIVE_INFINITY),
      fleet.next(now),
      pending[0]?.at ?? Number.POSITIVE_INFINITY,
      ...[...asked.values()].filter((at) => at > now),
    );
    if (!sees && next === Number.POSITIVE_INFINITY) return steps;
    if (!sees) now = next;
  }
  throw new Error(`the rollout has not come to rest after ${MOST_STEPS} steps`);
}
