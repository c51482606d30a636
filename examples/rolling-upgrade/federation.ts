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
import type { JsonPatchOperation } from 'karmada-interpreter/rollout';
import { apply, EMPTY_MEMBER, type Member } from '../simulation/member.js';
import { type Deployment, imageOf, type Manifests, withImage } from './manifests.js';

/** The federation at one tick. */
export interface Moment {
  readonly tick: number;
  readonly rows: readonly Row[];
  /** What the planner says that it waits for. */
  readonly waits: readonly string[];
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

/** Everything that the control plane knows, and the members that it reaches. */
export interface Federation {
  readonly template: Deployment;
  readonly policy: Manifests['policy'];
  readonly binding: Manifests['binding'];
  /** By cluster: the condition `Dispatching` of its Work. */
  readonly works: ReadonlyMap<string, Condition>;
  readonly members: ReadonlyMap<string, Member>;
}

const interpreter = createInterpreter();

/** What a controller does: writes the suspension first, so that nothing of the new version gets ahead of it. */
export function change(
  federation: Federation,
  patch: readonly JsonPatchOperation[],
  image: string | undefined,
): Federation {
  const { binding, template } = federation;
  const policy = patch.reduce(patched, federation.policy);
  const clusters = binding.spec.clusters.map(({ name }) => name);
  const [fault] = validateSuspension(policy.spec.suspension, { clusters, on: 'policy' });
  if (fault !== undefined) throw new Error(`the policy is refused: ${fault.path} ${fault.message}`);

  const suspension = mergePolicySuspension(binding.spec.suspension, policy.spec.suspension);
  return {
    ...federation,
    policy,
    binding: { ...binding, spec: { ...binding.spec, suspension } },
    template: image === undefined ? template : nextGeneration(withImage(template, image)),
  };
}

/** What the API server makes of a patch of `/spec/suspension`; any other would be none of the planner's. */
function patched(policy: Manifests['policy'], { path, value }: JsonPatchOperation): Manifests['policy'] {
  if (path !== '/spec/suspension') throw new Error(`${path} is not to be patched`);
  return { ...policy, spec: { ...policy.spec, suspension: value as Suspension | undefined } };
}

/** What the control plane's API server does when a spec has changed. */
function nextGeneration(template: Deployment): Deployment {
  const { generation = 0 } = template.metadata;
  return { ...template, metadata: { ...template.metadata, generation: generation + 1 } };
}

/** What Karmada's controllers do: every cluster that is not suspended gets its share of the template. */
export function dispatch(federation: Federation, tick: number): Federation {
  const { binding, template } = federation;
  const works = new Map(federation.works);
  const members = new Map(federation.members);
  const stamp = { [RESOURCE_TEMPLATE_GENERATION_ANNOTATION]: String(template.metadata.generation) };
  const annotations = { ...template.metadata.annotations, ...stamp };
  const stamped = { ...template, metadata: { ...template.metadata, annotations } };

  for (const { name, suspended } of evaluateBinding(binding).clusters) {
    works.set(
      name,
      dispatchingCondition(suspended, {
        now: new Date(minutes(tick)).toISOString(),
        previous: works.get(name),
      }),
    );
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
export function minutes(tick: number): number {
  return Date.UTC(2024, 7, 31, 0, tick);
}

/** What the members report: collected from every one, whether dispatching to it is suspended or not. */
export function itemsOf({ members }: Federation) {
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
export function collect(federation: Federation): Federation {
  const template = interpreter.aggregateStatus(
    federation.template,
    itemsOf(federation),
    optionsOf(federation),
  );
  return { ...federation, template };
}

/** Puts down what an operator would want to know. */
export function observe(federation: Federation, tick: number, waits: readonly string[]): Moment {
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
    waits,
    federation: { generation, observedGeneration, ready, replicas: template.spec.replicas, health },
  };
}
