import { at, isName, type KubernetesObject, refuse } from '../../kubernetes/object.js';
import { type DependentObjectReference, namespaceOf } from '../../kubernetes/references.js';
import { defineInterpreter } from '../define-interpreter.js';

/**
 * `multicluster.x-k8s.io/v1alpha1` ServiceImport.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/dependencies.go#L201-L226
 */
export const serviceImport = defineInterpreter({
  apiVersion: 'multicluster.x-k8s.io/v1alpha1',
  kind: 'ServiceImport',
  reflects: 'whole',
  observedGeneration: 'none',
  dependencies: derived,
});

/** The Service that Karmada derives of the import, and the slices of its endpoints. */
function derived(object: KubernetesObject): readonly DependentObjectReference[] {
  const name = at(object, 'metadata', 'name');
  if (!isName(name)) return refuse('metadata.name', name, 'a name');
  const namespace = namespaceOf(object);
  const service = `derived-${name}`;
  return [
    { apiVersion: 'v1', kind: 'Service', namespace, name: service },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      namespace,
      labelSelector: { matchLabels: { 'kubernetes.io/service-name': service } },
    },
  ];
}
