import type { Advance } from './advance.js';
import type { Member } from './member.js';
import { type Group, type Progress, presentGroup, setAdvance } from './progress.js';
import type { StageStatus } from './rollout-status.js';

/** What the stages depend on beside their clusters. */
export interface Circumstances {
  readonly now: number;
  /** Whether clusters may be released. */
  readonly releasing: boolean;
  /** Whether stages may end: not while more clusters have failed than may. */
  readonly ending: boolean;
  /** What becomes of a stage without clusters; without it, one is passed, but not one that cannot be reached. */
  readonly whenEmpty: 'pass' | 'wait' | undefined;
  readonly approved: (approval: string) => boolean;
  /** How a cluster stands that has just been released. */
  readonly release: (member: Member, group: Group, index: number) => Advance;
}

/** Where the rollout has come to a halt, and what it waits for there beside clusters. */
export interface Halt extends Pick<StageStatus, 'waitsFor' | 'waitsUntil'> {
  readonly group: Group;
  /** Whether it waits for a cluster to be there, or to be reachable. */
  readonly empty?: true;
}

/**
 * Goes through the stages from the present one on, releases whose turn it is, and comes to a halt where there is
 * something to wait for; nothing comes back where all stages are over. A cluster that has joined an earlier stage
 * is released behind those of the present one.
 */
export function walkStages(progress: Progress, circumstances: Circumstances): Halt | undefined {
  const { now, releasing, ending, approved } = circumstances;
  const present = presentGroup(progress);
  // With no clusters at all no stage is passed, so that clusters which join later go through every stage.
  if (progress.clusters === 0) return undefined;
  let open = 0;
  for (let i = progress.present; i < progress.groups.length; i++) {
    const group = progress.groups[i] as Group;
    const { stage, times, tally } = group;
    if (times.started === undefined) {
      const waitsFor = stage.before.filter((approval) => !approved(approval));
      if (waitsFor.length > 0) return { group, waitsFor };
      times.started = now;
    }
    if (releasing) {
      releaseFrom(progress, group, stage.maxConcurrency, circumstances);
      if (group === present) releaseEarlier(progress, stage.maxConcurrency, circumstances);
    }
    open += tally.open + (group === present ? progress.earlier.open : 0);
    if (open > 0) return { group };
    if (times.passed !== undefined) continue;
    if (!ending) return { group };
    if (waitsForClusters(group, circumstances)) return { group, empty: true };
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

/** Whether a stage has no cluster that could have shown anything, and must not be passed for that. */
function waitsForClusters({ members, tally }: Group, { whenEmpty }: Circumstances): boolean {
  if (members.length === 0) return whenEmpty === 'wait';
  return tally.skipped === members.length && whenEmpty !== 'pass';
}

/** Releases clusters of the stages that are over, to which they have come late. */
function releaseEarlier(progress: Progress, most: number, circumstances: Circumstances): void {
  if (progress.earlier.pending === 0) return;
  for (const group of progress.groups.slice(0, progress.present)) {
    if (group.tally.pending > 0) releaseFrom(progress, group, most, circumstances);
  }
}

/** Releases clusters of a stage one after the other while there is room for one more in flight. */
function releaseFrom(progress: Progress, group: Group, most: number, { release }: Circumstances): void {
  for (; group.next < group.members.length; group.next += 1) {
    const member = group.members[group.next] as Member;
    if (group.advances[group.next]?.status.phase !== 'Pending' || member.gone) continue;
    if (progress.tally.inFlight >= most) return;
    setAdvance(progress, group, group.next, release(member, group, group.next));
  }
}
