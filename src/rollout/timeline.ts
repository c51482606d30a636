import type { RolloutResult } from './compute.js';
import type { ClusterPhase, RolloutPhase, StageStatus } from './status.js';

/** How a rollout went, or will go; times are milliseconds since the epoch. */
export interface RolloutTimeline {
  readonly generation: number;
  readonly started: number;
  /** The last moment that is known of. */
  readonly ended: number;
  readonly phase: RolloutPhase;
  readonly stages: readonly TimelineStage[];
  /** What it waits for at the end, a sentence each. */
  readonly explanation: readonly string[];
}

/** How a stage went; its times are those of its status. */
export interface TimelineStage extends Pick<StageStatus, 'name' | 'started' | 'ended' | 'passed'> {
  readonly spans: readonly TimelineSpan<RolloutPhase>[];
  readonly clusters: readonly TimelineCluster[];
}

/** How a cluster went. */
export interface TimelineCluster {
  readonly name: string;
  readonly spans: readonly TimelineSpan<ClusterPhase>[];
}

/** A phase that lasts until the next one begins, or to the end. */
export interface TimelineSpan<Phase> {
  readonly phase: Phase;
  readonly from: number;
}

/**
 * A timeline with one more step in it: what a rollout has done so far, for a chart of it.
 *
 * @param timeline - The steps before; absent at the first, and not taken up again by another generation.
 * @param result - What `computeRollout` returned.
 * @param now - The time that it was given, in milliseconds since the epoch.
 * @returns A new timeline, of the clusters that there are now.
 *
 * @example
 * const result = computeRollout(input);
 * formatTimeline(recordTimeline(undefined, result, input.now));
 */
export function recordTimeline(
  timeline: RolloutTimeline | undefined,
  { status, explanation }: Pick<RolloutResult, 'status' | 'explanation'>,
  now: number,
): RolloutTimeline {
  const before = timeline?.generation === status.generation ? timeline : undefined;
  const stages = new Map(before?.stages.map((stage) => [stage.name, stage]));
  const clusters = new Map(
    before?.stages.flatMap((stage) => stage.clusters.map((cluster) => [cluster.name, cluster])),
  );
  const members = new Map<string, TimelineCluster[]>(status.stages.map(({ name }) => [name, []]));
  for (const { name, stage, phase } of status.clusters) {
    members.get(stage)?.push({ name, spans: withPhase(clusters.get(name)?.spans, phase, now) });
  }
  return {
    generation: status.generation,
    started: before?.started ?? now,
    ended: now,
    phase: status.phase,
    stages: status.stages.map(({ phase, waitsFor: _, waitsUntil: __, ...stage }) => ({
      ...stage,
      spans: withPhase(stages.get(stage.name)?.spans, phase, now),
      clusters: members.get(stage.name) ?? [],
    })),
    explanation,
  };
}

/** The spans up to a phase; one that took no time is left out. */
function withPhase<Phase>(
  spans: readonly TimelineSpan<Phase>[] = [],
  phase: Phase,
  now: number,
): readonly TimelineSpan<Phase>[] {
  const last = spans.at(-1);
  if (last?.phase === phase) return spans;
  return [...(last?.from === now ? spans.slice(0, -1) : spans), { phase, from: now }];
}
