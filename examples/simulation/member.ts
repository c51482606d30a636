import type { Deployment } from '../rolling-upgrade/manifests.js';

/** A member cluster with one Deployment, its controller and its pods. */
export interface Member {
  readonly deployment?: Deployment;
  readonly pods: Pods;
}

/** Pods of earlier versions, and those of the present one: `starting` are not ready yet. */
interface Pods {
  readonly old: number;
  readonly starting: number;
  readonly updated: number;
}

export const EMPTY_MEMBER: Member = { pods: { old: 0, starting: 0, updated: 0 } };

/** The member's API server takes an object: `metadata.generation` counts the changes of its spec. */
export function apply(member: Member, desired: Deployment): Member {
  const { deployment: before, pods } = member;
  const generation = before?.metadata.generation ?? 0;
  const changed = !same(before?.spec, desired.spec);
  const deployment = {
    ...desired,
    metadata: { ...desired.metadata, generation: changed ? generation + 1 : generation },
    // Only the member's own controller writes its status.
    status: before?.status,
  };
  if (same(before?.spec.template, desired.spec.template)) return { deployment, pods };
  return { deployment, pods: { old: pods.old + pods.updated, starting: 0, updated: 0 } };
}

/** The member's Deployment controller works once; the same member comes back when there is nothing to do. */
export function tick(member: Member): Member {
  const { deployment } = member;
  if (deployment === undefined) return member;
  const pods = rollOver(member.pods, deployment.spec);
  const { old, starting, updated } = pods;
  const status = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: old + starting + updated,
    updatedReplicas: starting + updated,
    readyReplicas: old + updated,
    availableReplicas: old + updated,
    unavailableReplicas: starting,
  };
  const next = { deployment: { ...deployment, status }, pods };
  return same(next, member) ? member : next;
}

/** A pod that starts is ready a tick later; old ones make room as far as the update strategy allows. */
function rollOver(pods: Pods, { replicas, strategy }: Deployment['spec']): Pods {
  const { maxSurge = 1, maxUnavailable = 0 } = strategy?.rollingUpdate ?? {};
  const updated = Math.min(pods.updated + pods.starting, replicas);
  const room = replicas + maxSurge - pods.old - updated;
  const starting = Math.max(0, Math.min(room, replicas - updated));
  const spare = pods.old + updated - (replicas - maxUnavailable);
  return { old: pods.old - Math.max(0, Math.min(spare, pods.old)), starting, updated };
}

/** Objects are JSON here, and each is always made by the same lines, so that its text tells. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
