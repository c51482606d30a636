// Writes `src/types` from the files of a folder: CRDs, and the `swagger.json` of Karmada's aggregated API server.
// `npx tsx scripts/generate-types.ts <folder>`, such as a checkout of Karmada.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type TypeLayout, typeFiles } from './api-type-files.js';
import { kindsIn } from './api-types.js';
import { format } from './format.js';

/** Karmada's API objects, in the words of this library. */
export const layout: TypeLayout = {
  kinds: {
    ResourceBinding: 'Where a namespaced resource is to run, and where it stands there.',
    ClusterResourceBinding:
      'Where a resource without a namespace, or one by a cluster-wide policy, is to be, and where it stands there.',
    Work: 'What one member cluster is to run, and what has been collected of it: it is in the namespace of that cluster.',
    PropagationPolicy: 'Which resources of its namespace go to which member clusters.',
    ClusterPropagationPolicy: 'Which resources of any namespace, or of none, go to which member clusters.',
    OverridePolicy: 'How the resources of its namespace differ from cluster to cluster.',
    ClusterOverridePolicy: 'How resources of any namespace, or of none, differ from cluster to cluster.',
    Cluster: 'A member cluster.',
    ResourceInterpreterCustomization: 'How Karmada is to interpret a kind, as Lua scripts.',
    ResourceInterpreterWebhookConfiguration: 'Which webhooks Karmada is to ask to interpret which kinds.',
  },
  names: {
    'ResourceBindingSpec.clusters[]': 'TargetCluster',
    'ResourceBindingSpec.requiredBy[]': 'BindingSnapshot',
    'ResourceBindingSpec.resource': 'ObjectReference',
    'ResourceBindingSpec.suspension': 'BindingSuspension',
    'ResourceBindingSpec.failover': 'FailoverBehavior',
    'ResourceBindingStatus.aggregatedStatus[]': 'AggregatedStatusItem',
    'TargetCluster.components[]': 'TargetComponent',
    'Component.replicaRequirements': 'ComponentReplicaRequirements',
    'FailoverBehavior.application': 'ApplicationFailover',
    'FailoverBehavior.cluster': 'ClusterFailover',
    'StatePreservation.rules[]': 'StatePreservationRule',
    'Placement.clusterAffinities[]': 'ClusterAffinityTerm',
    'ReplicaScheduling.weightPreference': 'ClusterPreferences',
    'ClusterPreferences.staticWeightList[]': 'StaticClusterWeight',
    'PropagationPolicySpec.suspension': 'PolicySuspension',
    'PropagationPolicySpec.schedulePriority': 'PolicySchedulePriority',
    'WorkSpec.workload': 'WorkloadTemplate',
    'ManifestStatus.identifier': 'ResourceIdentifier',
    'FieldOverrider.json[]': 'FieldPatch',
    'FieldOverrider.yaml[]': 'FieldPatch',
    'ClusterSpec.impersonatorSecretRef': 'LocalSecretReference',
    'ClusterSpec.secretRef': 'LocalSecretReference',
    'ResourceBindingStatus.conditions[]': 'Condition',
    'ClusterStatus.conditions[]': 'Condition',
    'ResourceModel.ranges[]': 'ResourceModelRange',
    'ApiEnablement.resources[]': 'ApiResource',
    'ResourceInterpreterCustomizationSpec.target': 'CustomizationTarget',
    'ResourceInterpreterCustomizationSpec.customizations': 'CustomizationRules',
    'Webhook.clientConfig': 'WebhookClientConfig',
    'WebhookClientConfig.service': 'WebhookService',
  },
  files: {
    NodeClaim: 'Which nodes a replica may run on.',
    Placement: 'Which clusters fit, and how replicas are spread over them.',
    ReplicaRequirements: 'What each replica needs.',
    FailoverBehavior: 'When an application leaves a cluster, and how.',
    Overriders: 'What is changed of a resource.',
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Which folder holds the definitions?');
  const files = typeFiles(kindsIn(folder), layout);
  for (const { name, text } of files) {
    const path = new URL(`../src/types/${name}.ts`, import.meta.url);
    writeFileSync(path, format(`${name}.ts`, `// Written by scripts/generate-types.ts.\n\n${text}`));
  }
  const exported = [...files.map(({ name }) => name), 'object-meta'].sort();
  const index = exported.map((name) => `export type * from './${name}.js';`).join('\n');
  writeFileSync(new URL('../src/types/index.ts', import.meta.url), `${index}\n`);
}
