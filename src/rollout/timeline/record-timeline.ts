import type { RolloutResult } from '../step/compute-rollout.js';
import type { ClusterPhase, RolloutPhase, StageStatus } from '../step/rollout-status.js';

/** How a rollout went, or will go; times are milliseconds since the epoch. */
export interface RolloutTimeline {
  readonly generation: number;
  readonly revision?: string;
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

/** How many spans a row keeps: more than a chart has columns for, and few enough to be copied at every step. */
const MOST_SPANS = 500;

/**
 * A timeline with one more step in it: what a rollout has done so far, for a chart of it.
 *
 * @param timeline - The steps before; absent at the first, and not taken up again by another generation or revision.
 * @param result - What `computeRollout` returned.
 * @param now - The time that it was given, in milliseconds since the epoch.
 * @returns A new timeline, of the clusters that there are now. A cluster or stage that has changed its phase more
 * than 500 times keeps its longest phases; the time of the others is counted to the phase before.
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
  const { generation, revision } = status;
  const before = timeline?.generation === generation && timeline.revision === revision ? timeline : undefined;
  const stages = new Map(before?.stages.map((stage) => [stage.name, stage]));
  const clusters = new Map(
    before?.stages.flatMap((stage) => stage.clusters.map((cluster) => [cluster.name, cluster])),
  );
  const members = new Map<string, TimelineCluster[]>(status.stages.map(({ name }) => [name, []]));
  for (const { name, stage, phase } of status.clusters) {
    const known = clusters.get(name);
    const spans = withPhase(known?.spans, phase, now);
    members.get(stage)?.push(known && spans === known.spans ? known : { name, spans });
  }
  return {
    generation,
    ...(revision !== undefined && { revision }),
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

/** The spans up to a phase; the same ones where it lasts. */
function withPhase<Phase>(
  spans: readonly TimelineSpan<Phase>[] = [],
  phase: Phase,
  now: number,
): readonly TimelineSpan<Phase>[] {
  if (spans.at(-1)?.phase === phase) return spans;
  const next = [...spans];
  beginPhase(next, phase, now);
  return next.length <= MOST_SPANS ? next : withoutShortest(next);
}

/** Adds a phase to a list of spans; one before it that took no time is left out. */
export function beginPhase<Phase>(spans: TimelineSpan<Phase>[], phase: Phase, now: number): void {
  if (spans.at(-1)?.from === now) spans.pop();
  if (spans.at(-1)?.phase !== phase) spans.push({ phase, from: now });
}

/** The spans without the shortest one that has ended, the first of several; the one before it lasts on. */
function withoutShortest<Phase>(spans: readonly TimelineSpan<Phase>[]): readonly TimelineSpan<Phase>[] {
  let [shortest, length] = [1, Number.POSITIVE_INFINITY];
  for (let i = 1; i < spans.length - 1; i++) {
    const lasts = (spans[i + 1]?.from ?? 0) - (spans[i]?.from ?? 0);
    if (lasts < length) [shortest, length] = [i, lasts];
  }
  // The spans on either side are one where they are of the same phase.
  const joined = spans[shortest + 1]?.phase === spans[shortest - 1]?.phase;
  return spans.filter((_, i) => i !== shortest && !(joined && i === shortest + 1));
}
