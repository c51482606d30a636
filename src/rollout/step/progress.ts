import type { Stage } from '../strategy/plan-rollout.js';
import { type Advance, hasFailed, isInFlight, isOpen } from './advance.js';
import type { Member } from './member.js';
import type { ClusterStatus } from './rollout-status.js';

/** How many clusters stand how; kept up as they move, so that a step costs no more than what moves in it. */
interface Tally {
  pending: number;
  inFlight: number;
  open: number;
  failed: number;
  skipped: number;
  released: number;
}

/** A stage and its clusters as one step finds them, and as it leaves them. */
export interface Group {
  readonly stage: Stage;
  /** Its place among the stages. */
  readonly index: number;
  readonly members: readonly Member[];
  /** How the clusters stand, in the order of the members. */
  readonly advances: Advance[];
  readonly tally: Tally;
  /** How far the stage has come. */
  readonly times: { -readonly [Time in 'started' | 'ended' | 'passed']?: number };
  /** No member before this one is pending. */
  next: number;
}

/** How far all stages have come; a step writes to it. */
export interface Progress {
  readonly groups: readonly Group[];
  /** How many clusters there are. */
  readonly clusters: number;
  /** Over all clusters. */
  readonly tally: Tally;
  /** Over the clusters of the stages before the present one. */
  readonly earlier: Tally;
  /** The first stage that has not been passed; the last one where all have. */
  present: number;
}

/** A stage before its clusters have been looked at. */
export type Beginning = Pick<Group, 'stage' | 'members' | 'times'>;

/** The progress of stages, with each cluster as `advance` finds it. */
export function beginProgress(stages: readonly Beginning[], advance: (member: Member) => Advance): Progress {
  const whole = emptyTally();
  const groups = stages.map((beginning, index): Group => {
    const advances = beginning.members.map(advance);
    const tally = emptyTally();
    for (const { status } of advances) {
      addTo(tally, status, 1);
      addTo(whole, status, 1);
    }
    return { ...beginning, index, advances, tally, next: 0 };
  });
  const clusters = stages.reduce((all, { members }) => all + members.length, 0);
  return { groups, clusters, tally: whole, earlier: emptyTally(), present: 0 };
}

/** Puts down how one cluster stands now. */
export function setAdvance(progress: Progress, group: Group, member: number, next: Advance): void {
  const before = group.advances[member];
  const tallies = [
    group.tally,
    progress.tally,
    ...(group.index < progress.present ? [progress.earlier] : []),
  ];
  for (const tally of tallies) {
    if (before) addTo(tally, before.status, -1);
    addTo(tally, next.status, 1);
  }
  group.advances[member] = next;
}

/** The present stage: goes on from the one before over those that have been passed since. */
export function presentGroup(progress: Progress): Group | undefined {
  const { groups, earlier } = progress;
  let group = groups[progress.present];
  while (group?.times.passed !== undefined && progress.present < groups.length - 1) {
    for (const key of Object.keys(earlier) as (keyof Tally)[]) earlier[key] += group.tally[key];
    progress.present += 1;
    group = groups[progress.present];
  }
  return group;
}

function emptyTally(): Tally {
  return { pending: 0, inFlight: 0, open: 0, failed: 0, skipped: 0, released: 0 };
}

function addTo(tally: Tally, status: ClusterStatus, by: 1 | -1): void {
  if (status.phase === 'Pending') tally.pending += by;
  if (status.phase === 'Skipped') tally.skipped += by;
  if (status.released !== undefined) tally.released += by;
  if (isInFlight(status)) tally.inFlight += by;
  if (isOpen(status)) tally.open += by;
  if (hasFailed(status)) tally.failed += by;
}
