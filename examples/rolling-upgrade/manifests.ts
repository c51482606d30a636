import type { KubernetesObject, ObjectMeta, Suspension } from 'karmada-interpreter';

/** The parts of the manifests that the example touches; what else stands in them passes through. */
export interface Manifests {
  readonly deployment: Deployment;
  readonly policy: PropagationPolicy;
  readonly binding: ResourceBinding;
}

export interface Deployment extends KubernetesObject {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas: number;
    readonly strategy?: {
      readonly rollingUpdate?: { readonly maxSurge?: number; readonly maxUnavailable?: number };
    };
    readonly template: {
      readonly spec: { readonly containers: readonly [Container, ...Container[]] };
    };
  };
  readonly status?: DeploymentStatus | undefined;
}

interface Container {
  readonly name: string;
  readonly image: string;
}

interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
}

interface PropagationPolicy extends KubernetesObject {
  readonly spec: { readonly suspension?: Suspension | undefined };
}

interface ResourceBinding extends KubernetesObject {
  readonly spec: {
    readonly clusters: readonly { readonly name: string; readonly replicas: number }[];
    readonly suspension?: Suspension | undefined;
  };
}

/** The image that a Deployment asks for. */
export function imageOf(deployment: Deployment): string {
  return deployment.spec.template.spec.containers[0].image;
}

/** The Deployment with another image, as `kubectl set image` makes it. */
export function withImage(deployment: Deployment, image: string): Deployment {
  const { spec } = deployment;
  const [container, ...others] = spec.template.spec.containers;
  const pod = { ...spec.template.spec, containers: [{ ...container, image }, ...others] as const };
  return { ...deployment, spec: { ...spec, template: { ...spec.template, spec: pod } } };
}
