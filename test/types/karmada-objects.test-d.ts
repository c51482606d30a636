import {
  aggregateBinding,
  explainBinding,
  itemsFromWorks,
  targetClusters,
} from 'karmada-interpreter/binding';
import type {
  Cluster,
  ClusterPropagationPolicy,
  ClusterResourceBinding,
  OverridePolicy,
  PropagationPolicy,
  ResourceBinding,
  ResourceInterpreterCustomization,
  ResourceInterpreterWebhookConfiguration,
  Work,
} from 'karmada-interpreter/types';

declare const binding: ResourceBinding;
declare const wide: ClusterResourceBinding;
declare const works: readonly Work[];
declare const clusters: readonly Cluster[];
declare const template: { apiVersion: string; kind: string; spec: { replicas: number } };

// Karmada's objects are taken as they are.
explainBinding(binding, { template, works, clusters });
explainBinding(wide, {
  clusters: [...clusters, { name: 'member1', ready: false, since: '2026-10-05T08:00:00Z' }],
});
itemsFromWorks(works, { binding, resource: wide.spec.resource });
targetClusters(wide)[0]?.replicas satisfies number | undefined;
aggregateBinding(template, binding).spec.replicas satisfies number;

// Objects are written by hand as their API has them.
export const policy: PropagationPolicy = {
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }],
    placement: { clusterAffinity: { clusterNames: ['member1'] } },
    suspension: { dispatchingOnClusters: { clusterNames: ['member1'] } },
  },
};
export const wider: ClusterPropagationPolicy['spec'] = policy.spec;
export const override: OverridePolicy['spec'] = {
  overrideRules: [{ targetCluster: { clusterNames: ['member1'] }, overriders: { plaintext: [] } }],
};
export const lua: ResourceInterpreterCustomization['spec'] = {
  target: { apiVersion: 'books.example.com/v1', kind: 'Ledger' },
  customizations: { healthInterpretation: { luaScript: 'function InterpretHealth(o) return true end' } },
};
export const webhook: ResourceInterpreterWebhookConfiguration['webhooks'][number] = {
  name: 'books.example.com',
  clientConfig: { url: 'https://books.example.com' },
  interpreterContextVersions: ['v1alpha1'],
};

export const misspelt: PropagationPolicy = {
  ...policy,
  // @ts-expect-error: it is Overwrite
  spec: { ...policy.spec, conflictResolution: 'overwrite' },
};
// @ts-expect-error: a binding is of something
export const ofNothing: ResourceBinding['spec'] = { clusters: [{ name: 'member1' }] };
