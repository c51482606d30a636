import { type Advance, isInFlight, isOpen, type Member } from './member.js';
import type { Stage } from './plan.js';
import type { StageStatus } from './status.js';

/** A stage and its clusters as one step finds them, and as it leaves them: {@link walk} writes to it. */
export interface Group {
  readonly stage: Stage;
  readonly members: readonly Member[];
  /** How the clusters stand, in the order of the members. */
  readonly advances: Advance[];
  /** How far the stage has come. */
  readonly times: { -readonly [Time in 'started' | 'ended' | 'passed']?: number };
}

/** What the stages depend on beside their clusters. */
export interface Circumstances {
  readonly now: number;
  /** Whether clusters may be released. */
  readonly releasing: boolean;
  /** Whether stages may end: not while more clusters have failed than may. */
  readonly ending: boolean;
  readonly approved: (approval: string) => boolean;
  readonly release: (member: Member) => Advance;
}

/** Where the rollout has come to a halt, and what it waits for there beside clusters. */
export interface Halt extends Pick<StageStatus, 'waitsFor' | 'waitsUntil'> {
  readonly group: Group;
}

/**
 * Goes through the stages from the present one on, releases whose turn it is, and comes to a halt where there is
 * something to wait for; nothing comes back where all stages are over. A cluster that has joined an earlier stage
 * is released behind those of the present one.
 */
export function walk(groups: readonly Group[], circumstances: Circumstances): Halt | undefined {
  const { now, releasing, ending, approved } = circumstances;
  // Without clusters no stage is gone through: it would be over for those that are yet to come.
  if (groups.every(({ members }) => members.length === 0)) return undefined;
  const unpassed = groups.findIndex(({ times }) => times.passed === undefined);
  // Where all have been passed, the last one is where those are released that have joined since.
  const present = unpassed < 0 ? groups.length - 1 : unpassed;
  const earlier = groups.slice(0, present);
  let inFlight = sum(groups, isInFlight);
  let open = 0;
  for (const group of groups.slice(present)) {
    const { stage, times } = group;
    if (times.started === undefined) {
      const waitsFor = stage.before.filter((approval) => !approved(approval));
      if (waitsFor.length > 0) return { group, waitsFor };
      times.started = now;
    }
    const queue = group === groups[present] ? [group, ...earlier] : [group];
    if (releasing) inFlight = release(queue, inFlight, stage.maxConcurrency, circumstances);
    open += sum(queue, isOpen);
    if (open > 0) return { group };
    if (times.passed !== undefined) continue;
    if (!ending) return { group };
    times.ended ??= now;
    const waitsFor = stage.after.filter((approval) => !approved(approval));
    const waitsUntil = times.ended + stage.wait;
    if (waitsFor.length > 0 || waitsUntil > now) {
      return { group, ...(waitsFor.length > 0 && { waitsFor }), ...(waitsUntil > now && { waitsUntil }) };
    }
    times.passed = now;
  }
  return undefined;
}

/** Releases clusters one after the other while there is room for one more in flight; how many are then. */
function release(
  queue: readonly Group[],
  inFlight: number,
  most: number,
  circumstances: Circumstances,
): number {
  let flying = inFlight;
  for (const { members, advances } of queue) {
    for (const [i, member] of members.entries()) {
      if (flying >= most) return flying;
      if (advances[i]?.status.phase !== 'Pending') continue;
      advances[i] = circumstances.release(member);
      flying += 1;
    }
  }
  return flying;
}

/** How many clusters there are of a sort. */
function sum(groups: readonly Group[], is: (status: Advance['status']) => boolean): number {
  return groups.reduce((all, { advances }) => all + advances.filter(({ status }) => is(status)).length, 0);
}
