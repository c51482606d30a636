import { targetClusters } from 'karmada-interpreter/binding';
import type { RolloutCluster } from 'karmada-interpreter/rollout';
import { didYouMean } from '../../boundary/did-you-mean.js';
import { at, type Fields, isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { objectKey, resourceKey } from '../explain/federation.js';
import type { Manifest } from '../input/manifest.js';
import { objectTitle, type Role, roleOf } from '../input/role-of.js';
import { Refusal } from '../refusal.js';

/** A strategy, and where it stands. */
interface FoundStrategy {
  /** Whose form it has: this library's, or that of Karmada's staged propagation. */
  readonly form: 'own' | 'karmada';
  readonly manifest: Manifest;
  readonly value: unknown;
}

/** What is rolled out, as far as the files say. */
export interface FoundRollout {
  /** What messages call it. */
  readonly title: string;
  readonly strategy: FoundStrategy;
  /** The clusters that it reaches, with their labels where those are known. */
  readonly clusters: readonly RolloutCluster[];
  readonly binding?: Manifest | undefined;
  readonly policy?: Manifest | undefined;
  readonly template?: Manifest | undefined;
  /** The Works of the binding. */
  readonly works: readonly Fields[];
}

/**
 * The rollouts that the objects of some files make: one for each binding, or, where there is none, one for all clusters.
 *
 * @param manifests - The objects, of any kind and in any order.
 * @param name - The only binding that is wanted.
 * @throws Refusal where there is no strategy, or no cluster, or more than one strategy.
 */
export function findRollouts(manifests: readonly Manifest[], name?: string): readonly FoundRollout[] {
  const byRole = (role: Role) => manifests.filter(({ value }) => roleOf(value) === role);
  const clusters = new Map(
    byRole('cluster').map(({ value }) => [at(value, 'metadata', 'name'), clusterOf(value)]),
  );
  const strategies = [...byRole('strategy'), ...byRole('karmadaStrategy')];
  if (strategies.length > 1) {
    const places = strategies.map(({ source, locate }) => `${source.name}:${locate([]).line}`).join(' and ');
    throw new Refusal(`there is a strategy at ${places}: give one of them`);
  }
  const [given] = strategies;
  const policies = byRole('policy');
  const all = byRole('binding');
  const bindings =
    name === undefined ? all : all.filter(({ value }) => at(value, 'metadata', 'name') === name);
  if (name !== undefined && bindings.length === 0) {
    const names = all.map(({ value }) => `${at(value, 'metadata', 'name')}`);
    throw new Refusal(`there is no binding ${name} in the files${didYouMean(name, names)}`);
  }
  if (bindings.length === 0) {
    if (clusters.size === 0)
      throw new Refusal('there is no binding and no Cluster in the files: which clusters are there?');
    const strategy = (given && ownStrategy(given)) ?? heldStrategy(policies[0]);
    if (!strategy) throw noStrategy();
    const title = `${clusters.size} cluster${clusters.size === 1 ? '' : 's'}`;
    return [{ title, strategy, clusters: [...clusters.values()], policy: policies[0], works: [] }];
  }
  return bindings.map((binding) => {
    const policy = policyOf(binding, policies);
    const strategy = (given && ownStrategy(given)) ?? heldStrategy(binding) ?? heldStrategy(policy);
    if (!strategy) throw noStrategy();
    return {
      title: objectTitle(binding.value),
      strategy,
      clusters: targetClusters(binding.value as Fields).map(({ name }) => clusters.get(name) ?? { name }),
      binding,
      policy,
      template: templateFor(binding, manifests),
      works: worksFor(binding, byRole('work')),
    };
  });
}

function noStrategy(): Refusal {
  return new Refusal(
    'there is no rollout strategy in the files, and no spec.rolloutStrategy of a policy or binding',
  );
}

function ownStrategy(manifest: Manifest): FoundStrategy {
  const form = roleOf(manifest.value) === 'strategy' ? 'own' : 'karmada';
  return { form, manifest, value: manifest.value };
}

/** The strategy of Karmada's that a policy or a binding has. */
function heldStrategy(manifest: Manifest | undefined): FoundStrategy | undefined {
  const value = at(manifest?.value, 'spec', 'rolloutStrategy');
  return manifest && !isAbsent(value) ? { form: 'karmada', manifest, value } : undefined;
}

/** What a rollout needs to know of a Cluster object. */
function clusterOf(value: unknown): RolloutCluster {
  const conditions = at(value, 'status', 'conditions');
  const ready = Array.isArray(conditions)
    ? conditions.find((condition) => at(condition, 'type') === 'Ready')
    : undefined;
  const labels = at(value, 'metadata', 'labels');
  return {
    name: `${at(value, 'metadata', 'name')}`,
    labels: isFields(labels) ? (labels as { readonly [key: string]: string }) : {},
    ...(isFields(ready) && { ready: ready.status === 'True' }),
  };
}

/**
 * The policy that a binding comes from: the one that its annotations name, or, where it has none, the first that selects
 * its resource.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/apis/policy/v1alpha1/well_known_constants.go#L49-L55
 */
function policyOf(binding: Manifest, policies: readonly Manifest[]): Manifest | undefined {
  const annotations = at(binding.value, 'metadata', 'annotations');
  const annotated = (key: string) => (isFields(annotations) ? annotations[key] : undefined);
  const [namespace, name] = ['namespace', 'name'].map((key) =>
    annotated(`propagationpolicy.karmada.io/${key}`),
  );
  const wide = annotated('clusterpropagationpolicy.karmada.io/name');
  const isNamed = ({ value }: Manifest) =>
    at(value, 'kind') === 'PropagationPolicy'
      ? at(value, 'metadata', 'name') === name && at(value, 'metadata', 'namespace') === namespace
      : at(value, 'metadata', 'name') === wide;
  if (isName(name) || isName(wide)) return policies.find(isNamed);
  const resource = at(binding.value, 'spec', 'resource');
  return policies.find(({ value }) => {
    const selectors = at(value, 'spec', 'resourceSelectors');
    return (
      Array.isArray(selectors) &&
      selectors.some((selector) =>
        ['apiVersion', 'kind', 'namespace', 'name'].every((key) => {
          const wanted = at(selector, key);
          return isAbsent(wanted) || wanted === '' || wanted === at(resource, key);
        }),
      )
    );
  });
}

/** The template that a binding is of, in whichever version. */
function templateFor({ value: binding }: Manifest, manifests: readonly Manifest[]): Manifest | undefined {
  const key = resourceKey(binding);
  return manifests.find(({ value }) => roleOf(value) === undefined && objectKey(value) === key);
}

/** The Works that bear the id of a binding. */
function worksFor(binding: Manifest, works: readonly Manifest[]): readonly Fields[] {
  const wide = at(binding.value, 'kind') === 'ClusterResourceBinding';
  const label = `${wide ? 'cluster' : ''}resourcebinding.karmada.io/permanent-id`;
  const id = at(binding.value, 'metadata', 'labels', label);
  return works.flatMap(({ value }) =>
    isName(id) && at(value, 'metadata', 'labels', label) === id && isFields(value) ? [value] : [],
  );
}
