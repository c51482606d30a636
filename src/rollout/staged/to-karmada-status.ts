import { inOrder, listItems } from '../../generation/items.js';
import type { RolloutItem, RolloutItems } from '../step/rollout-item.js';
import { type ClusterStatus, type RolloutStatus, statusFaults } from '../step/rollout-status.js';
import { refuseFaults } from '../strategy/rollout-error.js';
import type { KarmadaRolloutPhase, KarmadaRolloutStatus } from './karmada-rollout.js';
import { formatTime } from './metav1-time.js';
import { progressConditions } from './progress-conditions.js';
import { askGate } from './staged-gate.js';

/**
 * The status of a rollout that `computeRollout` drives, as Karmada's `status.rollout`, for whoever shows that. What
 * Karmada has no word for is lost: stages, further clusters under way, and how each cluster came to where it is.
 *
 * @param status - What `computeRollout` returned.
 * @param items - What the members report.
 * @returns A `status.rollout`; it is not for Karmada to go on from.
 * @throws {RolloutError} for a status that is none; `InterpreterError` `INVALID_ITEMS`.
 *
 * @example
 * toKarmadaStatus(computeRollout(input).status, input.items).phase; // 'Progressing'
 */
export function toKarmadaStatus(status: RolloutStatus, items: RolloutItems): KarmadaRolloutStatus {
  refuseFaults(statusFaults(status));
  const reports = new Map<string, RolloutItem>();
  for (const item of inOrder(listItems(items))) reports.set(item.clusterName, item);
  const { generation, stages, clusters } = status;
  const phase = phaseIn(status);
  const current = clusters.find((cluster) => isCurrent(cluster, phase));
  const verdict = current && askGate(current.name, reports.get(current.name), {}, generation);
  const completed = clusters.filter((cluster) => isOver(cluster) && cluster !== current);
  completed.sort((a, b) => (a.ended ?? 0) - (b.ended ?? 0));
  const started = stages.flatMap((stage) => stage.started ?? []).reduce(least, Number.POSITIVE_INFINITY);
  const ended = clusters.flatMap((cluster) => cluster.ended ?? []).reduce(most, 0);
  const now = [started, ended, ...clusters.flatMap(({ updated, released }) => updated ?? released ?? [])]
    .filter(Number.isFinite)
    .reduce(most, 0);
  const message = `phase ${status.phase}${status.reason ? `: ${status.reason}` : ''}`;
  return {
    observedGeneration: generation,
    phase,
    ...(current && { currentCluster: current.name }),
    completedClusters: completed.map(({ name }) => name),
    ...(current?.updated !== undefined && { gateSatisfiedSince: formatTime(current.updated) }),
    ...(current?.released !== undefined && { currentClusterStartedAt: formatTime(current.released) }),
    ...(started < Number.POSITIVE_INFINITY && { startedAt: formatTime(started) }),
    ...(phase === 'Succeeded' && ended > 0 && { completedAt: formatTime(ended) }),
    conditions: progressConditions(undefined, phase, message, verdict, now),
    message,
  };
}

/** Karmada's word for how a rollout stands. */
function phaseIn({ phase, reason }: RolloutStatus): KarmadaRolloutPhase {
  if (phase === 'Waiting') return 'Progressing';
  if (phase !== 'Paused') return phase;
  return reason === 'MaxFailuresExceeded' ? 'Failed' : 'Progressing';
}

/** Whether a cluster is the one that is gated, or the one by which the rollout has failed. */
function isCurrent({ phase }: ClusterStatus, whole: KarmadaRolloutPhase): boolean {
  if (whole === 'Failed') return phase === 'Failed' || phase === 'TimedOut';
  return whole === 'Progressing' && (phase === 'Progressing' || phase === 'Soaking');
}

/** Whether a cluster has passed, or counts as passed in spite of having failed. */
function isOver({ phase }: ClusterStatus): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'TimedOut';
}

function least(a: number, b: number): number {
  return Math.min(a, b);
}

function most(a: number, b: number): number {
  return Math.max(a, b);
}
