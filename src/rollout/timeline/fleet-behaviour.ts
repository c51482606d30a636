import * as z from 'zod/mini';
import type { AggregatedStatusItem } from '../../generation/items.js';
import { isAbsent } from '../../kubernetes/object.js';
import { timeOf } from '../strategy/duration.js';
import type { Duration } from '../strategy/rollout-strategy.js';
import { fields, must, oneOf, optional } from '../strategy/schema-helpers.js';
import { durationSchema } from '../strategy/strategy-schema.js';

/** What a cluster does once a new generation has been dispatched to it. */
export interface ClusterBehaviour {
  /** How long it takes to be updated and healthy; no time where it is absent, for ever if it also `fails`. */
  readonly takes?: Duration | undefined;
  /** How it stands until then, where it does worse than to make progress. */
  readonly fails?: 'NotApplied' | 'NotReported' | 'Unhealthy' | undefined;
}

/** What the clusters do: all of them, but for those that have a behaviour of their own. */
export interface FleetBehaviour extends ClusterBehaviour {
  readonly clusters?: { readonly [name: string]: ClusterBehaviour } | undefined;
}

/** A fleet's behaviour as it is given. */
export function behaviourSchema() {
  const failures = oneOf('NotApplied', 'NotReported', 'Unhealthy');
  const shape = { takes: optional(durationSchema()), fails: optional(failures) };
  const clusters = z.record(z.string(), fields(shape), must('an object'));
  return fields({ ...shape, clusters: optional(clusters) });
}

/** What one cluster does. */
export function behaviourOf(fleet: FleetBehaviour, name: string): ClusterBehaviour {
  const { clusters } = fleet;
  return (clusters && Object.hasOwn(clusters, name) ? clusters[name] : undefined) ?? fleet;
}

/** How long a cluster takes to be updated, in milliseconds. */
export function updateTime({ takes, fails }: ClusterBehaviour): number {
  return fails && isAbsent(takes) ? Number.POSITIVE_INFINITY : timeOf(takes);
}

/** What a cluster reports that is updated, or that is not yet. */
export function simulatedItem(
  clusterName: string,
  { fails }: ClusterBehaviour,
  updated: boolean,
  generation: number,
): AggregatedStatusItem {
  const status = { generation, observedGeneration: generation, resourceTemplateGeneration: generation };
  if (updated) return { clusterName, applied: true, health: 'Healthy', status };
  if (fails === 'Unhealthy') return { clusterName, applied: true, health: 'Unhealthy', status };
  return fails === 'NotApplied' ? { clusterName, applied: false } : { clusterName };
}
