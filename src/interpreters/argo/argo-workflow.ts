import {
  at,
  countAt,
  type KubernetesObject,
  MAX_INT32,
  textAt,
  withValueAt,
} from '../../kubernetes/object.js';
import {
  accountReferences,
  containerReferences,
  podReferences,
} from '../../kubernetes/pod/pod-dependencies.js';
import { podPlacement, type ReplicaRequirements } from '../../kubernetes/pod/pod-requirements.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type Placed,
  placed,
  referencesAt,
} from '../../kubernetes/references.js';
import { defineInterpreter } from '../define-interpreter.js';
import { phaseHealth } from '../health/phase-health.js';

/**
 * `argoproj.io/v1alpha1` Workflow. Each cluster runs its own: their statuses are not aggregated.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/f016ad89eb269d282aec06dc491c29f396a38df4/pkg/apis/workflow/v1alpha1/workflow_types.go
 */
export const argoWorkflow = defineInterpreter({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  replicas: parallelismOf,
  requirements: workflowPlacement,
  revise: withParallelism,
  reflects: 'whole',
  observedGeneration: 'none',
  // The status is no subresource: an object applied without it would run again from the start.
  retain: [['spec', 'suspend'], ['status']],
  dependencies: workflowDependencies,
  health: phaseHealth(['status', 'phase'], { Error: 'Degraded', Failed: 'Degraded' }, 'Healthy'),
});

/** How many pods run at a time. */
function parallelismOf(object: KubernetesObject): number {
  return countAt(at(object, 'spec', 'parallelism'), 'spec.parallelism', MAX_INT32) ?? 1;
}

/** An absent `parallelism` means that there is no limit, and none is added. */
function withParallelism<T extends KubernetesObject>(object: T, replicas: number): T {
  return typeof at(object, 'spec', 'parallelism') === 'number'
    ? withValueAt(object, ['spec', 'parallelism'], replicas)
    : object;
}

function workflowPlacement({ spec }: KubernetesObject): ReplicaRequirements | undefined {
  const { nodeClaim } = podPlacement(spec, 'spec');
  return nodeClaim && { nodeClaim };
}

/** Where a workflow has templates of pods: in a list, as the default of all, and within the steps of others. */
const TEMPLATES = [
  'templates.*',
  'templateDefaults',
  'templates.*.steps.*.*.inline',
  'templates.*.dag.tasks.*.inline',
];

/** The containers of a template, beside the `initContainers` that are where every pod has them. */
const CONTAINERS = ['container|script', 'containerSet.containers.*', 'sidecars.*'];

/**
 * What the workflow's pods use, each made of the spec and of a template, but for the claims of `volumeClaimTemplates`:
 * Argo makes them in the member, under names of their own.
 */
function workflowDependencies(object: KubernetesObject): readonly DependentObjectReference[] {
  const namespace = namespaceOf(object);
  const spec: Placed = [object.spec, 'spec'];
  const parts = [spec, ...TEMPLATES.flatMap((place) => placed(...spec, place))];
  const made = new Set(
    placed(...spec, 'volumeClaimTemplates.*.metadata.name').map((name) => textAt(...name)),
  );
  return [
    ...parts.flatMap((part) => [
      ...podReferences(...part, namespace),
      ...accountReferences(...part, 'executor.serviceAccountName', namespace),
      ...CONTAINERS.flatMap((place) => containerReferences(...part, place, namespace)),
    ]),
    ...referencesAt(...spec, { 'v1 ConfigMap': ['artifactRepositoryRef.configMap'] }, namespace),
  ].filter(({ kind, name }) => !(kind === 'PersistentVolumeClaim' && made.has(name ?? '')));
}
