import {
  type AggregatedStatusItem,
  type Condition,
  createInterpreter,
  dispatchingCondition,
  evaluateBinding,
  type Health,
  mergePolicySuspension,
  RESOURCE_TEMPLATE_GENERATION_ANNOTATION,
  type Suspension,
  validateSuspension,
} from 'karmada-interpreter';
import { apply, EMPTY_MEMBER, type Member, tick as tickMember } from '../simulation/member.js';
import { type Deployment, imageOf, type Manifests, withImage } from './manifests.js';
import { PLAN, type PlannedStep } from './plan.js';

/** One step of the upgrade. */
export interface Step {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Every tick from the change on, up to the one after which nothing moves any more. */
  readonly progress: readonly Moment[];
  readonly outcome: Moment;
}

interface Change {
  readonly where: 'policy' | 'template' | 'works';
  readonly what: string;
}

/** The federation at one tick. */
export interface Moment {
  readonly tick: number;
  readonly rows: readonly Row[];
  readonly federation: {
    readonly generation: number;
    readonly observedGeneration: number;
    readonly ready: number;
    readonly replicas: number;
    readonly health: Health;
  };
}

/** One member cluster at one tick. */
export interface Row {
  readonly cluster: string;
  readonly suspended: boolean;
  /** The member's own generation, and what its controller has observed of it. */
  readonly generation: number;
  readonly observedGeneration: number;
  /** The template's generation that the member's copy was made from. */
  readonly templateGeneration: number;
  readonly image: string;
  readonly ready: number;
  readonly replicas: number;
  /** `Settled`, or why the member has not processed the template's version. */
  readonly reason: string;
  /** What the member still waits for; absent where it is settled and healthy. */
  readonly waits?: { readonly reason: string; readonly message: string };
}

export interface UpgradeOptions {
  readonly plan?: readonly PlannedStep[];
  /** Stands in for the members' controllers. */
  readonly tick?: (member: Member, cluster: string) => Member;
}

/** Everything that the control plane knows, and the members that it reaches. */
interface Federation {
  readonly template: Deployment;
  readonly policy: Manifests['policy'];
  readonly binding: Manifests['binding'];
  /** By cluster: the condition `Dispatching` of its Work. */
  readonly works: ReadonlyMap<string, Condition>;
  readonly members: ReadonlyMap<string, Member>;
}

const interpreter = createInterpreter();

/** No rollout of the example takes longer; one that never rests is for the check to report. */
const LONGEST_STEP = 20;

/** Carries out the plan, step by step: the next one begins when nothing moves any more. */
export function rollingUpgrade(manifests: Manifests, options: UpgradeOptions = {}): readonly Step[] {
  const { plan = PLAN, tick = tickMember } = options;
  let federation: Federation = {
    ...manifests,
    template: { ...manifests.deployment, metadata: { ...manifests.deployment.metadata, generation: 1 } },
    works: new Map(),
    members: new Map(),
  };
  let now = 0;

  return plan.map((planned, index) => {
    const before = federation;
    federation = collect(dispatch(change(federation, planned), now));
    const changes = changesBetween(before, federation);
    let outcome = observe(federation, now);
    const progress: Moment[] = [];
    while (progress.length < LONGEST_STEP) {
      const members = new Map([...federation.members].map(([name, member]) => [name, tick(member, name)]));
      if ([...members].every(([name, member]) => federation.members.get(name) === member)) break;
      federation = collect({ ...federation, members });
      now += 1;
      progress.push(outcome);
      outcome = observe(federation, now);
    }
    // How the first version came up is no part of the story.
    return { title: planned.title, changes, progress: index === 0 ? [] : progress, outcome };
  });
}

/** What the operator does: suspension first, so that the new version finds the gates closed. */
function change(federation: Federation, { image, suspension }: PlannedStep): Federation {
  const { binding, policy, template } = federation;
  const clusters = binding.spec.clusters.map(({ name }) => name);
  // A name that matches no cluster is but a warning, yet here it would release one that was meant to wait.
  const [fault] = validateSuspension(suspension, { clusters, on: 'policy' });
  if (fault !== undefined) throw new Error(`the policy is refused: ${fault.path} ${fault.message}`);

  const merged = mergePolicySuspension(binding.spec.suspension, suspension);
  return {
    ...federation,
    policy: { ...policy, spec: { ...policy.spec, suspension } },
    binding: { ...binding, spec: { ...binding.spec, suspension: merged } },
    template: image === undefined ? template : nextGeneration(withImage(template, image)),
  };
}

/** What the control plane's API server does when a spec has changed. */
function nextGeneration(template: Deployment): Deployment {
  const { generation = 0 } = template.metadata;
  return { ...template, metadata: { ...template.metadata, generation: generation + 1 } };
}

/** What Karmada's controllers do: every cluster that is not suspended gets its share of the template. */
function dispatch(federation: Federation, tick: number): Federation {
  const { binding, template } = federation;
  const works = new Map(federation.works);
  const members = new Map(federation.members);
  const stamp = { [RESOURCE_TEMPLATE_GENERATION_ANNOTATION]: String(template.metadata.generation) };
  const annotations = { ...template.metadata.annotations, ...stamp };
  const stamped = { ...template, metadata: { ...template.metadata, annotations } };

  for (const { name, suspended } of evaluateBinding(binding).clusters) {
    works.set(name, dispatchingCondition(suspended, { now: timeOf(tick), previous: works.get(name) }));
    if (suspended) continue;
    const { replicas = 0 } = binding.spec.clusters.find((cluster) => cluster.name === name) ?? {};
    const desired = interpreter.reviseReplica(stamped, replicas);
    const member = members.get(name) ?? EMPTY_MEMBER;
    const observed = member.deployment;
    members.set(name, apply(member, observed ? interpreter.retain(desired, observed) : desired));
  }
  return { ...federation, works, members };
}

/** One tick is one minute after the release of Karmada v1.11: no clock is read. */
function timeOf(tick: number): string {
  return new Date(Date.UTC(2024, 7, 31, 0, tick)).toISOString();
}

/** What the members report: collected from every one, whether dispatching to it is suspended or not. */
function itemsOf({ members }: Federation) {
  return [...members].map(([clusterName, { deployment }]): AggregatedStatusItem => {
    if (deployment === undefined) return { clusterName };
    const health = interpreter.interpretHealth(deployment).healthy ? 'Healthy' : 'Unhealthy';
    return { clusterName, status: interpreter.reflectStatus(deployment), applied: true, health };
  });
}

function optionsOf({ binding }: Federation) {
  return { clusters: binding.spec.clusters.map(({ name }) => name), suspension: binding.spec.suspension };
}

/** Writes the federated status. */
function collect(federation: Federation): Federation {
  const template = interpreter.aggregateStatus(
    federation.template,
    itemsOf(federation),
    optionsOf(federation),
  );
  return { ...federation, template };
}

/** Puts down what an operator would want to know. */
function observe(federation: Federation, tick: number): Moment {
  const { template, members, works } = federation;
  const explanation = interpreter.explainStatus(template, itemsOf(federation), optionsOf(federation));
  const rows = explanation.clusters.map((cluster): Row => {
    const { clusterName: name, reason, message } = cluster;
    const deployment = members.get(name)?.deployment;
    const health = deployment && interpreter.interpretHealth(deployment);
    const row = {
      cluster: name,
      suspended: works.get(name)?.status === 'False',
      generation: cluster.generation ?? 0,
      observedGeneration: cluster.observedGeneration ?? 0,
      templateGeneration: cluster.resourceTemplateGeneration ?? 0,
      image: deployment ? imageOf(deployment) : '',
      ready: deployment?.status?.readyReplicas ?? 0,
      replicas: deployment?.spec.replicas ?? 0,
      reason,
    };
    if (!cluster.settled) return { ...row, waits: { reason, message } };
    // Settled says that the controller knows the new version; that the pods run it, health says.
    if (health?.healthy) return row;
    return { ...row, waits: { reason: health?.reason ?? '', message: `${name}: ${health?.message}` } };
  });
  const { generation, observedGeneration } = explanation;
  const ready = template.status?.readyReplicas ?? 0;
  const health = interpreter.interpretHealth(template);
  return {
    tick,
    rows,
    federation: { generation, observedGeneration, ready, replicas: template.spec.replicas, health },
  };
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
