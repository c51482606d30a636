import type { KubernetesObject, Suspension } from 'karmada-interpreter';
import {
  computeRollout,
  type RolloutClusters,
  type RolloutItems,
  type RolloutStrategy,
  type RolloutTimeline,
  type SimulationInput,
  simulateRollout,
  type TimelineSpan,
} from 'karmada-interpreter/rollout';
import { at, type Classified, isFields } from './classify.js';
import type { FaultList } from './fault-list.js';

/** A strategy's course, and where it stands now. */
export interface RolloutView {
  /** Ahead of time, with clusters that behave as the document says; from 0 on. */
  readonly timeline?: RolloutTimeline;
  /** What has to be written now, by what the members report. */
  readonly present?: {
    readonly phase: string;
    readonly suspension: Suspension | undefined;
    readonly explanation: readonly string[];
  };
}

/** What a rollout depends on beside its strategy. */
export interface RolloutSurroundings {
  readonly template: KubernetesObject | undefined;
  readonly clusters: readonly Classified[];
  readonly targets: readonly string[];
  readonly items: RolloutItems | undefined;
}

/** How long a simulated cluster takes where nobody says. */
const USUAL = { takes: '5m' };

/**
 * What becomes of a strategy: a document with the strategy's own fields, or one with `strategy` and beside it what
 * `simulateRollout` takes: `clusters`, `behaviour`, `approvals`, `suspension`. That of a policy is what the rollout
 * itself has written there, and so does not hold it back.
 */
export function rolloutView(source: Classified, around: RolloutSurroundings, faults: FaultList): RolloutView {
  const value = source.value;
  const whole = isFields(value) && ('strategy' in value || 'behaviour' in value);
  const { strategy, clusters, ...given } = (whole ? value : { strategy: value }) as Partial<SimulationInput>;
  const fleet = clusters ?? fleetOf(around) ?? namedIn(strategy);
  const generation = around.template?.metadata?.generation;
  const base = {
    ...{ strategy: (strategy ?? {}) as RolloutStrategy, clusters: fleet },
    ...(generation !== undefined && { generation }),
  };
  const within = (path: string) =>
    whole && at(value, ...path.split(/[.[]/, 1)) === undefined ? `strategy.${path}` : path;
  const attempt = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      const found =
        (error as { readonly faults?: readonly { path: string; message: string }[] }).faults ?? [];
      for (const { path, message } of found) faults.add(source, within(path), `${path} ${message}`);
      if (found.length === 0) faults.addError(error, source, []);
      return undefined;
    }
  };
  const timeline = attempt(() => simulateRollout({ ...base, behaviour: USUAL, ...given, now: 0 }));
  const items = around.items;
  const result =
    timeline && items && generation !== undefined
      ? attempt(() =>
          computeRollout({
            ...base,
            generation,
            items,
            now: 0,
            ...(given.suspension && { suspension: given.suspension }),
          }),
        )
      : undefined;
  return {
    ...(timeline && { timeline }),
    ...(result && {
      present: { phase: result.status.phase, suspension: result.suspension, explanation: result.explanation },
    }),
  };
}

/** The clusters that the other documents name; undefined where they name none. */
function fleetOf({ clusters, targets, items }: RolloutSurroundings): RolloutClusters | undefined {
  const objects = clusters.map(({ value }) => ({
    name: String(at(value, 'metadata', 'name')),
    labels: at(value, 'metadata', 'labels') as { readonly [key: string]: string } | undefined,
  }));
  const names =
    targets.length > 0 ? targets : objects.length > 0 ? [] : items?.map(({ clusterName }) => clusterName);
  if (!names || names.length === 0) return objects.length > 0 ? objects : undefined;
  const labels = new Map(objects.map((each) => [each.name, each.labels]));
  return names.map((name) => ({ name, labels: labels.get(name) }));
}

/** The clusters that a strategy itself names: who writes one without any clusters sees at least these. */
function namedIn(strategy: unknown): RolloutClusters {
  const stages = at(strategy, 'stages');
  const names = (Array.isArray(stages) ? stages : []).flatMap((stage) => at(stage, 'clusters') ?? []);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** How a rollout stands at one moment. */
export interface RolloutMoment {
  readonly stages: readonly {
    readonly name: string;
    readonly phase: string;
    readonly clusters: readonly { readonly name: string; readonly phase: string }[];
  }[];
  /** The clusters that have not been given the new version. */
  readonly held: readonly string[];
}

/** How a rollout stands at a moment, in milliseconds as its timeline has them. */
export function momentOf(timeline: RolloutTimeline, time: number): RolloutMoment {
  const stages = timeline.stages.map(({ name, spans, clusters }) => ({
    ...{ name, phase: phaseAt(spans, time) },
    clusters: clusters.map((cluster) => ({ name: cluster.name, phase: phaseAt(cluster.spans, time) })),
  }));
  const held = stages
    .flatMap(({ clusters }) => clusters)
    .filter(({ phase }) => phase === 'Pending')
    .map(({ name }) => name);
  return { stages, held: held.sort() };
}

function phaseAt(spans: readonly TimelineSpan<string>[], time: number): string {
  return spans.filter(({ from }) => from <= time).at(-1)?.phase ?? 'Pending';
}
