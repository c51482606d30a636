import type { Suspension } from 'karmada-interpreter';
import {
  computeRollout,
  type RolloutResult,
  type RolloutStrategy,
  type RolloutTimeline,
  recordTimeline,
  rolloutPatch,
} from 'karmada-interpreter/rollout';
import { type Member, tick as tickMember } from '../simulation/member.js';
import {
  change,
  collect,
  dispatch,
  type Federation,
  itemsOf,
  type Moment,
  minutes,
  observe,
} from './federation.js';
import { imageOf, type Manifests } from './manifests.js';
import { STRATEGY, V2 } from './plan.js';

/** One step of the upgrade. */
export interface Step {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Every tick from the change on, up to the last before the next one. */
  readonly progress: readonly Moment[];
  readonly outcome: Moment;
}

interface Change {
  readonly where: 'policy' | 'template' | 'works';
  readonly what: string;
}

/** What has come of a strategy. */
export interface Upgrade {
  readonly steps: readonly Step[];
  readonly timeline: RolloutTimeline;
}

export interface UpgradeOptions {
  readonly strategy?: RolloutStrategy;
  /** The user's own suspension, from beginning to end. */
  readonly suspension?: Suspension;
  /** Stands in for the members' controllers. */
  readonly tick?: (member: Member, cluster: string) => Member;
}

/** No step of the example takes as many minutes; one that never rests is for the check to report. */
const LONGEST_STEP = 20;

/** Has the strategy carried out: each step lasts until the planner changes the suspension again. */
export function rollingUpgrade(manifests: Manifests, options: UpgradeOptions = {}): Upgrade {
  const { strategy = STRATEGY, suspension, tick = tickMember } = options;
  const clusters = manifests.binding.spec.clusters.map(({ name }) => name);
  /** One minute passes in every member; the same federation comes back when nothing moves. */
  const pass = (federation: Federation): Federation => {
    const members = new Map([...federation.members].map(([name, member]) => [name, tick(member, name)]));
    const rests = [...members].every(([name, member]) => federation.members.get(name) === member);
    return rests ? federation : collect({ ...federation, members });
  };

  let now = 0;
  const empty = begin(manifests);
  let federation = collect(dispatch(empty, now));
  for (let next = pass(federation); next !== federation && now < LONGEST_STEP; next = pass(federation)) {
    federation = next;
    now += 1;
  }
  // How the first version came up is no part of the story.
  const steps: Step[] = [
    {
      title: 'v1 runs everywhere',
      changes: changesBetween(empty, federation),
      progress: [],
      outcome: observe(federation, now, []),
    },
  ];

  let result: RolloutResult | undefined;
  let timeline: RolloutTimeline | undefined;
  let stepEnds = now + LONGEST_STEP;
  for (;;) {
    const [first, time] = [result === undefined, minutes(now)];
    // The first time, that is the generation to come: the new version finds the gates closed.
    const input = { strategy, clusters, items: itemsOf(federation), generation: 2, now: time, suspension };
    result = computeRollout({ ...input, status: result?.status });
    timeline = recordTimeline(timeline, result, time);
    const patch = rolloutPatch(federation.policy, result.suspension);
    const changes = first || patch.length > 0;
    if (!first) append(steps, observe(federation, now, result.explanation));
    if (changes) {
      const before = federation;
      federation = collect(dispatch(change(federation, patch, first ? V2 : undefined), now));
      const released = result.status.clusters.filter((cluster) => cluster.released === time);
      steps.push({
        title: `v2 is released to ${released.map(({ name }) => name).join(' and ') || 'nobody'}`,
        changes: changesBetween(before, federation),
        progress: [],
        outcome: observe(federation, now, result.explanation),
      });
      stepEnds = now + LONGEST_STEP;
    }

    const next = pass(federation);
    const rests = next === federation && !changes && result.requeueAfterMs === undefined;
    if (rests || now >= stepEnds) return { steps, timeline };
    federation = next;
    now += 1;
  }
}

/** The federation before anything has been handed out. */
function begin({ deployment, policy, binding }: Manifests): Federation {
  const template = { ...deployment, metadata: { ...deployment.metadata, generation: 1 } };
  return { template, policy, binding, works: new Map(), members: new Map() };
}

/** Puts down how the last step stands now. */
function append(steps: Step[], outcome: Moment): void {
  const step = steps.pop();
  if (step) steps.push({ ...step, progress: [...step.progress, step.outcome], outcome });
}

/** What a step has changed, read off the objects. */
function changesBetween(before: Federation, after: Federation): Change[] {
  const changes: Change[] = [];
  const [suspended, suspends] = [before.policy.spec.suspension, after.policy.spec.suspension];
  if (JSON.stringify(suspended) !== JSON.stringify(suspends)) {
    changes.push({ where: 'policy', what: saySuspension(suspends) });
  }
  const [image, next] = [imageOf(before.template), imageOf(after.template)];
  if (image !== next) {
    const generations = `generation ${before.template.metadata.generation} -> ${after.template.metadata.generation}`;
    changes.push({ where: 'template', what: `image ${image} -> ${next}, ${generations}` });
  }
  for (const status of ['False', 'True'] as const) {
    const flipped = [...before.works.keys()].filter(
      (name) => before.works.get(name)?.status !== status && after.works.get(name)?.status === status,
    );
    if (flipped.length === 0) continue;
    changes.push({ where: 'works', what: `condition Dispatching is ${status} for ${flipped.join(' and ')}` });
  }
  return changes;
}

function saySuspension(suspension: Suspension | undefined): string {
  if (suspension === undefined) return 'spec.suspension removed';
  const names = suspension.dispatchingOnClusters?.clusterNames ?? [];
  return suspension.dispatching
    ? 'spec.suspension.dispatching set'
    : `spec.suspension.dispatchingOnClusters names ${names.join(' and ')}`;
}
