import type { ClusterExplanation, SuspendedBy } from './binding-explanation.js';
import type { BindingReason } from './binding-reasons.js';
import type { Readiness } from './member-clusters.js';
import { healthOf, type ViewSource } from './member-health.js';
import type { ItemFacts, MemberReport } from './member-report.js';

/** What clusters of one binding are judged by. */
export interface Situation extends ViewSource {
  /** The newest generation of the template that is known of. */
  readonly generation: number | undefined;
  /** Whether Works are known. */
  readonly works: boolean;
  /** A cluster that is purged directly and still has its Work, which keeps Karmada from syncing any other. */
  readonly purging: string | undefined;
  readonly clusters: Readiness | undefined;
}

/** Where one target stands: everything but its name and what is passed through. */
export interface Standing {
  readonly reason: BindingReason;
  readonly state: ClusterExplanation['state'];
  /** The sentence without the cluster's name and without what would help. */
  readonly fact: string;
  /** What would help, where that is not what always does. */
  readonly help?: string | undefined;
  readonly settled: boolean;
}

/**
 * Where a target stands: the first stage that holds, in the order in which a change reaches a cluster.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/execution/execution_controller.go#L131-L148
 */
export function standingOf(
  situation: Situation,
  clusterName: string,
  replicas: number,
  report: MemberReport | undefined,
  by: SuspendedBy | undefined,
): Standing {
  const item = report?.item;
  const lags = !hasVersion(situation, item);
  if (situation.works) {
    const { purging } = situation;
    if (purging !== undefined && lags)
      return waits(
        'WaitsForPurge',
        `is not synced while the Work of ${purging}, which is purged directly, is still there`,
      );
    const work = report?.work;
    if (!work) return waits('NoWork', 'has no Work');
    if (work.deleting) return waits('NoWork', 'has a Work that is being deleted, and cannot be updated');
    if (work.generation !== undefined && work.generation < (situation.generation ?? 0))
      return waits('WorkBehind', `has a Work with ${versionText(work.generation, situation)}`);
  }
  const notReady = situation.clusters && notReadyText(situation.clusters, clusterName);
  if (by !== undefined && lags) {
    const state = notReady === undefined ? heldState(situation, item, replicas) : 'Unknown';
    return {
      reason: 'Suspended',
      state,
      fact: heldText(situation, item, by),
      help: HELP[by],
      settled: false,
    };
  }
  const reported = reportedStanding(situation, item, replicas);
  if (notReady === undefined) return reported;
  const fact = `${notReady}; what it last said may be out of date: it ${reported.fact}`;
  return { reason: 'ClusterNotReady', state: 'Unknown', fact, settled: reported.settled };
}

/** Where a target stands by what it reports: the stages from `NotApplied` on. */
function reportedStanding(situation: Situation, item: ItemFacts | undefined, replicas: number): Standing {
  if (!item) return waits('NotReported', 'has reported nothing yet');
  const { applied, appliedMessage, health, status, malformed } = item;
  if (applied !== true) {
    if (applied === undefined && appliedMessage === undefined && health !== 'Unhealthy')
      return waits('Applying', 'has a Work that nobody has tried to apply yet');
    const why = appliedMessage === undefined ? '' : `: ${appliedMessage}`;
    return { reason: 'NotApplied', state: 'Degraded', fact: `could not apply it${why}`, settled: false };
  }
  if (malformed !== undefined)
    return {
      reason: 'Malformed',
      state: 'Unknown',
      fact: `reports a malformed status: ${malformed}`,
      settled: false,
    };
  if (!status && (health === undefined || health === 'Unknown'))
    return waits('NotReported', 'has it applied and has not reported a status yet');
  const { resourceTemplateGeneration, generation, observed } = item;
  if (resourceTemplateGeneration !== undefined && resourceTemplateGeneration < (situation.generation ?? 0))
    return waits('TemplateBehind', `runs ${versionText(resourceTemplateGeneration, situation)}`);
  if (generation !== undefined && observed !== undefined && observed < generation) {
    const observes = `its controller has observed generation ${observed} of ${generation}`;
    return waits('ControllerBehind', `${runsText(item)}, but ${observes}`);
  }
  return healthStanding(situation, item, replicas);
}

/** Where a target that has this version stands by its health. */
function healthStanding(situation: Situation, item: ItemFacts, replicas: number): Standing {
  const { health, state, message } = healthOf(situation, item, replicas);
  const more = message === undefined ? '' : `: ${message}`;
  const runs = runsText(item);
  if (health === 'Healthy')
    return { reason: 'Settled', state: 'Healthy', fact: `${runs} and is healthy${more}`, settled: true };
  if (health === 'Unknown')
    return {
      reason: 'HealthUnknown',
      state: 'Unknown',
      fact: `${runs}; its health is unknown`,
      settled: true,
    };
  return { reason: 'Unhealthy', state, fact: `${runs} and is not healthy${more}`, settled: true };
}

/** A stage that ends by itself. */
function waits(reason: BindingReason, fact: string): Standing {
  return { reason, state: 'Progressing', fact, settled: false };
}

/** Whether the version that a cluster runs is known and is the template's. */
function hasVersion({ generation = 0 }: Situation, item: ItemFacts | undefined): boolean {
  return item?.resourceTemplateGeneration !== undefined && item.resourceTemplateGeneration >= generation;
}

/** What `settled` rests on, for a target. */
export function basisOf(item: ItemFacts | undefined): ClusterExplanation['basis'] {
  if (item?.applied !== true) return 'none';
  if (item.resourceTemplateGeneration === undefined) return 'applied';
  return item.generation !== undefined && item.observed !== undefined ? 'generation' : 'template';
}

/** The state of a cluster that is held back: that of what runs there, where that is worse. */
function heldState(situation: Situation, item: ItemFacts | undefined, replicas: number): Standing['state'] {
  if (item?.health !== 'Unhealthy') return 'Suspended';
  const { health, state } = healthOf(situation, item, replicas);
  return health === 'Unhealthy' ? state : 'Suspended';
}

const HELD: { readonly [By in SuspendedBy]: string } = {
  dispatching: 'spec.suspension.dispatching',
  dispatchingOnClusters: 'spec.suspension.dispatchingOnClusters',
  rollout: 'spec.suspension.rollout',
  work: 'the spec.suspendDispatching of its Work',
};

/** What would help against that, but for lifting a suspension. */
const HELP: { readonly [By in SuspendedBy]?: string } = {
  rollout: 'it goes on by itself when the clusters before it have passed',
};

function heldText(situation: Situation, item: ItemFacts | undefined, by: SuspendedBy): string {
  const version = item?.resourceTemplateGeneration;
  const runs =
    version === undefined ? 'may lack the present version' : `runs ${versionText(version, situation)}`;
  return `${runs} and is held back by ${HELD[by]}`;
}

function notReadyText(clusters: Readiness, clusterName: string): string | undefined {
  return clusters.has(clusterName)
    ? clusters.get(clusterName)
    : 'is no member of the fleet (there is no such Cluster)';
}

/** An older version beside the present one. */
function versionText(version: number, { generation }: Situation): string {
  return `template generation ${version} (${generation} is current)`;
}

/** Which version a cluster runs, as far as it says so. */
function runsText({ resourceTemplateGeneration }: ItemFacts): string {
  return resourceTemplateGeneration === undefined
    ? 'has it applied (in which version, nobody can tell)'
    : `runs template generation ${resourceTemplateGeneration}`;
}
