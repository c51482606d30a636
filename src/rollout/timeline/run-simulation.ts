import { evaluator } from '../../suspension/evaluate-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';
import { type Advance, advance } from '../step/advance.js';
import type { Member, Moment } from '../step/member.js';
import { ownSuspension } from '../step/own-suspension.js';
import { beginProgress, type Group, type Progress, setAdvance } from '../step/progress.js';
import type { ClusterPhase, RolloutPhase } from '../step/rollout-status.js';
import { explainProgress, RESUME, stageStatus, type Verdict } from '../step/rollout-verdict.js';
import { takeStep } from '../step/take-step.js';
import { explainRevert, toRevert } from '../step/to-revert.js';
import type { Plan } from '../strategy/plan-rollout.js';
import { eventQueue, type Timed } from './event-queue.js';
import { behaviourOf, type FleetBehaviour, simulatedItem, updateTime } from './fleet-behaviour.js';
import { beginPhase, type RolloutTimeline, type TimelineSpan } from './record-timeline.js';

/** A simulation, everything of which has been checked. */
export interface Simulation {
  readonly plan: Plan;
  readonly behaviour: FleetBehaviour;
  /** How long each approval takes, in milliseconds. */
  readonly approvals: ReadonlyMap<string, number>;
  readonly suspension: Suspension | undefined;
  readonly generation: number;
  readonly now: number;
}

/** A cluster may stand otherwise, or an approval has been given. */
interface Happening extends Timed {
  readonly cluster?: readonly [group: Group, index: number];
  /** Whether it is a timer of the cluster's, which is void once the cluster has changed. */
  readonly timer?: boolean;
}

/** The rows of a timeline while they are written. */
type Rows = readonly {
  readonly spans: TimelineSpan<RolloutPhase>[];
  readonly clusters: readonly { readonly name: string; readonly spans: TimelineSpan<ClusterPhase>[] }[];
}[];

/** How far a simulation has come. */
export interface SimulationProgress {
  /** The simulated time, in milliseconds since the epoch. */
  readonly now: number;
  /** How many clusters have been released, and how many there are. */
  readonly released: number;
  readonly clusters: number;
}

/**
 * Takes the steps that `computeRollout` would take if it were called at each event, but looks only at the clusters
 * that the event concerns; stops after each to be told to go on.
 */
export function* runSimulation(simulation: Simulation): Generator<SimulationProgress, RolloutTimeline, void> {
  const { plan, behaviour, approvals, generation } = simulation;
  const own = ownSuspension(simulation.suspension);
  const queue = eventQueue<Happening>();
  /** When each cluster will be updated, and each approval given, as far as it has come to that. */
  const updated = new Map<string, number>();
  const given = new Map<string, number>();
  let now = simulation.now;
  let reverting = false;
  const moment = (): Moment => ({
    ...{ generation, revision: undefined, now, progressDeadline: plan.progressDeadline },
    skipping: plan.whenUnreachable === 'skip',
  });
  const progress = beginSimulation(plan, own, moment());
  const rows = rowsOf(progress, now);
  const clusters = progress.groups.reduce((count, { members }) => count + members.length, 0);

  /** Takes down how a cluster stands, and when time alone will change that. */
  const note = (group: Group, index: number, next: Advance): Advance => {
    const row = rows[group.index]?.clusters[index];
    if (row) beginPhase(row.spans, next.status.phase, now);
    if (next.changes !== undefined) queue.add({ at: next.changes, cluster: [group, index], timer: true });
    return next;
  };
  const look = (group: Group, index: number) => {
    const member = group.members[index] as Member;
    const conduct = behaviourOf(behaviour, member.name);
    const at = updated.get(member.name);
    const item = at === undefined ? undefined : simulatedItem(member.name, conduct, at <= now, generation);
    const previous = group.advances[index]?.status;
    setAdvance(
      progress,
      group,
      index,
      note(group, index, advance({ ...member, previous, item }, moment(), false)),
    );
  };
  const release = (member: Member, group: Group, index: number) => {
    if (member.by === undefined) {
      const at = now + updateTime(behaviourOf(behaviour, member.name));
      updated.set(member.name, at);
      // It reports from the moment of its release.
      queue.add({ at: now, cluster: [group, index] });
      if (at < Number.POSITIVE_INFINITY) queue.add({ at, cluster: [group, index] });
    }
    return note(group, index, advance(member, moment(), true));
  };

  for (;;) {
    for (let event = queue.first(); event && event.at <= now; event = queue.first()) {
      queue.take();
      if (event.cluster && !isVoid(event)) look(...event.cluster);
    }
    const from = progress.present;
    const approved = (approval: string) => (given.get(approval) ?? Number.POSITIVE_INFINITY) <= now;
    const verdict = takeStep(progress, plan, { now, own, reverting, approved, release });
    reverting = verdict.stop?.reverts === true;
    noteStages(rows, progress, verdict, from, now);
    for (const approval of waitedFor(verdict)) {
      const takes = approvals.get(approval);
      if (takes === undefined || given.has(approval)) continue;
      given.set(approval, now + takes);
      queue.add({ at: now + takes });
    }
    for (let event = queue.first(); event && isVoid(event); event = queue.first()) queue.take();
    const next = Math.min(
      queue.first()?.at ?? Number.POSITIVE_INFINITY,
      verdict.halt?.waitsUntil ?? Number.POSITIVE_INFINITY,
    );
    if (next === Number.POSITIVE_INFINITY) return timelineOf(simulation, progress, verdict, rows, now);
    now = next;
    yield { now, released: updated.size, clusters };
  }
}

/** The progress before anything has been released. */
function beginSimulation(plan: Plan, own: Suspension | undefined, moment: Moment): Progress {
  const suspensionOf = evaluator(own, 'suspension');
  const stages = plan.stages.map((stage) => ({
    stage,
    members: stage.clusters.map(
      (name): Member => ({
        ...{ name, stage, previous: undefined, item: undefined, gone: false },
        ...{ by: suspensionOf(name).by, ready: !plan.unready.has(name) },
      }),
    ),
    times: {},
  }));
  return beginProgress(stages, (member) => advance(member, moment, false));
}

/** Whether an event was to come by time alone, and its cluster has moved since. */
function isVoid({ at, timer, cluster }: Happening): boolean {
  if (!timer || !cluster) return false;
  const [group, index] = cluster;
  return group.advances[index]?.changes !== at;
}

/** The approvals that would let a rollout go on. */
function waitedFor({ halt, stop }: Verdict): readonly string[] {
  const resume = stop?.phase === 'Paused' && stop.reason === 'MaxFailuresExceeded' ? [RESUME] : [];
  return [...resume, ...(halt?.waitsFor ?? [])];
}

/** The rows at the beginning. */
function rowsOf({ groups }: Progress, now: number): Rows {
  return groups.map(({ members, advances }) => ({
    spans: [{ phase: 'Pending', from: now }],
    clusters: members.map(({ name }, i) => ({
      name,
      spans: [{ phase: advances[i]?.status.phase ?? 'Pending', from: now }],
    })),
  }));
}

/** Takes down how the stages stand that a step has gone through. */
function noteStages(rows: Rows, progress: Progress, verdict: Verdict, from: number, now: number): void {
  const to = verdict.halt?.group.index ?? progress.groups.length - 1;
  for (let i = from; i <= to; i++) {
    const [row, group] = [rows[i], progress.groups[i]];
    if (row && group) beginPhase(row.spans, stageStatus(group, verdict).phase, now);
  }
}

function timelineOf(
  { plan, generation, now: started }: Simulation,
  progress: Progress,
  verdict: Verdict,
  rows: Rows,
  ended: number,
): RolloutTimeline {
  const version = { generation, revision: undefined };
  const revert = verdict.stop?.reverts ? explainRevert(toRevert(progress, version), undefined) : [];
  return {
    ...{ generation, started, ended, phase: verdict.phase },
    stages: progress.groups.map(({ stage, times, index }) => ({
      name: stage.name,
      ...times,
      spans: rows[index]?.spans ?? [],
      clusters: rows[index]?.clusters ?? [],
    })),
    explanation: [...revert, ...explainProgress(progress, verdict, plan, ended)],
  };
}
