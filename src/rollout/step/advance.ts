import { durationText } from '../strategy/duration.js';
import { lagOf } from './gate-lag.js';
import { hasVersion, type Member, type Moment } from './member.js';
import type { ClusterPhase, ClusterReason, ClusterStatus } from './rollout-status.js';

/** How a cluster stands now. */
export interface Advance {
  readonly status: ClusterStatus;
  /** A sentence on what it waits for or how it failed; absent where it is held or has succeeded. */
  readonly message?: string;
  /** When it will stand otherwise by time alone. */
  readonly changes?: number;
}

/** Whether a cluster has failed, even if it is on its way to succeed late. */
export function hasFailed({ phase }: ClusterStatus): boolean {
  return phase === 'Failed' || phase === 'TimedOut';
}

/** Whether a cluster has been released and is still on its way. */
export function isInFlight({ phase }: ClusterStatus): boolean {
  return phase === 'Progressing' || phase === 'Soaking';
}

/** Whether a stage still has to wait for a cluster. */
export function isOpen(status: ClusterStatus): boolean {
  return status.phase === 'Pending' || isInFlight(status);
}

/** Whether a cluster has to be held back, so that the new generation does not reach it. */
export function isHeld({ phase, released }: ClusterStatus): boolean {
  return phase === 'Pending' || (phase === 'Skipped' && released === undefined);
}

/**
 * How a cluster stands, from how it stood and from what it reports. One that has succeeded has done so for good;
 * one that has failed counts as failed until it succeeds after all.
 */
export function advance(member: Member, moment: Moment, release: boolean): Advance {
  const { name, stage, previous, item, by, ready, gone } = member;
  const { now } = moment;
  if (previous?.phase === 'Succeeded') return { status: kept(previous, { ...previous, stage: stage.name }) };
  const released = releasedAt(member, moment, release);
  const stand = (phase: ClusterPhase, reason: ClusterReason, times: Partial<ClusterStatus> = {}) =>
    kept(previous, { name, stage: stage.name, phase, reason, ...times });
  const failed = previous !== undefined && hasFailed(previous) ? previous : undefined;
  if (moment.skipping && !ready && by === undefined && failed === undefined) {
    const status = stand('Skipped', 'Unreachable', released === undefined ? {} : { released });
    return { status, message: `${name} is not ready, and is left out until it is` };
  }
  if (released === undefined) {
    if (!gone) return { status: stand('Pending', 'Held') };
    const message = `${name} is no target cluster any more, but still reports; its place is kept as long as it does`;
    return { status: stand('Pending', 'NotScheduled'), message };
  }

  const lag = lagOf(member, moment);
  const ended = failed?.ended === undefined ? {} : { ended: failed.ended };
  if (lag === undefined) {
    const updated = previous?.updated ?? now;
    const counts = updated + stage.gate.minSuccessTime;
    if (counts <= now) return { status: stand('Succeeded', 'Settled', { released, updated, ended: now }) };
    const phase = failed?.phase ?? 'Soaking';
    const message = `${name} has been updated for ${durationText(now - updated)} of ${durationText(stage.gate.minSuccessTime)}`;
    return { status: stand(phase, 'Soaking', { released, updated, ...ended }), message, changes: counts };
  }

  const [reason, message] = lag;
  const deadline = released + moment.progressDeadline;
  // The deadline does not run while the user suspends the cluster.
  const late = reason !== 'Suspended' && deadline <= now;
  if (failed === undefined && !late) {
    const status = stand('Progressing', reason, { released });
    const waits = reason !== 'Suspended' && deadline < Number.POSITIVE_INFINITY;
    return waits ? { status, message, changes: deadline } : { status, message };
  }
  const phase = item?.applied === false ? 'Failed' : 'TimedOut';
  const said = `${message}; it has ${phase === 'Failed' ? 'failed' : 'timed out'}`;
  return { status: stand(phase, reason, { released, ended: now, ...ended }), message: said };
}

/** When a cluster was released, `undefined` where it still has to be held back. */
function releasedAt({ previous, item, by, ready }: Member, moment: Moment, release: boolean) {
  const { now } = moment;
  if (previous?.released !== undefined) {
    // The clock starts when the user lets go of the cluster, or when it can be reached again.
    const freed = previous.reason === 'Suspended' && by === undefined;
    const found = previous.phase === 'Skipped' && ready;
    return freed || found ? now : previous.released;
  }
  // A cluster that has this version already is not held back: that would only withhold later changes from it.
  return release || hasVersion(item, moment) ? now : undefined;
}

/** The same reference where a cluster stands as it stood. */
function kept(previous: ClusterStatus | undefined, next: ClusterStatus): ClusterStatus {
  const same =
    previous !== undefined &&
    previous.stage === next.stage &&
    previous.phase === next.phase &&
    previous.reason === next.reason &&
    previous.released === next.released &&
    previous.updated === next.updated &&
    previous.ended === next.ended;
  return same ? previous : next;
}
