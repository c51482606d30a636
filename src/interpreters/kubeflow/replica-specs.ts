import { compare } from '../../kubernetes/compare.js';
import { countAt, fieldAt, type KubernetesObject, MAX_INT32, objectAt } from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { type DependentObjectReference, namespaceOf } from '../../kubernetes/references.js';
import { checkedComponents } from '../components.js';
import type { Component } from '../replicas.js';

/** The pods of one role of a training job. */
export interface ReplicaSpec {
  /** The key as the object has it. */
  readonly key: string;
  /** The role that it stands for, of those that are known. */
  readonly role: string | undefined;
  readonly replicas: number | undefined;
  readonly template: unknown;
  /** Where the template stands. */
  readonly path: string;
}

/**
 * The replica specs of a training job: those of the known roles in their order, and then the others by name. The
 * operators take the keys in any case.
 *
 * @param field - The field of the spec that has them.
 * @see https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/defaulting_utils.go
 */
export function replicaSpecs(
  job: KubernetesObject,
  field: string,
  roles: readonly string[],
): readonly ReplicaSpec[] {
  const specs = objectAt(fieldAt(job, ['spec', field]), `spec.${field}`) ?? {};
  const found = Object.keys(specs).flatMap((key): readonly ReplicaSpec[] => {
    const path = `spec.${field}.${key}`;
    const spec = objectAt(specs[key], path);
    if (spec === undefined) return [];
    const role = roles.find((name) => name.toLowerCase() === key.toLowerCase());
    const replicas = countAt(spec.replicas, `${path}.replicas`, MAX_INT32);
    return [{ key, role, replicas, template: spec.template, path: `${path}.template` }];
  });
  const rank = ({ role }: ReplicaSpec): number => (role === undefined ? roles.length : roles.indexOf(role));
  return found.sort((a, b) => rank(a) - rank(b) || compare(a.key, b.key));
}

/** The components of a training job, one for each of the specs. */
export function replicaComponents(
  specs: readonly ReplicaSpec[],
  nameOf: (spec: ReplicaSpec) => string,
  absentReplicas: (spec: ReplicaSpec) => number,
): readonly Component[] {
  return checkedComponents(
    specs.map((spec) => {
      const requirements = podRequirements(spec.template, { path: spec.path });
      return {
        name: nameOf(spec),
        replicas: spec.replicas ?? absentReplicas(spec),
        ...(requirements && { requirements }),
      };
    }),
  );
}

/** Of a job whose roles are fixed, the components: named after the roles, with 1 replica where it does not say. */
// @__NO_SIDE_EFFECTS__
export function roleComponents(field: string, roles: readonly string[]) {
  return (job: KubernetesObject): readonly Component[] =>
    replicaComponents(
      ofRoles(job, field, roles),
      ({ key }) => key.toLowerCase(),
      () => 1,
    );
}

/** Of a job whose roles are fixed, what its pods use. */
// @__NO_SIDE_EFFECTS__
export function roleDependencies(field: string, roles: readonly string[]) {
  return (job: KubernetesObject): readonly DependentObjectReference[] =>
    ofRoles(job, field, roles).flatMap(({ template, path }) =>
      podDependencies(template, namespaceOf(job), { path }),
    );
}

function ofRoles(job: KubernetesObject, field: string, roles: readonly string[]): readonly ReplicaSpec[] {
  return replicaSpecs(job, field, roles).filter(({ role }) => role !== undefined);
}
