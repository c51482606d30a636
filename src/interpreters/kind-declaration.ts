import type { KubernetesObject } from '../kubernetes/object.js';
import type { ReplicaRequirements } from '../kubernetes/pod/pod-requirements.js';
import type { DependentObjectReference } from '../kubernetes/references.js';
import type { KindStatus } from '../status/compiled-status.js';
import type { Health } from './health/health.js';
import type { Component } from './replicas.js';

/** The keys that lead to a field: `['spec', 'replicas']`. */
export type Path = readonly [string, ...string[]];

/** What Karmada has to know of a kind; everything that an interpreter does follows from it. */
export interface KindDeclaration extends KindStatus {
  /** The API version, or every one under which this declaration holds, the current one first. */
  readonly apiVersion: string | readonly [string, ...string[]];
  readonly kind: string;
  /** Where the number of replicas stands, 1 where it is absent, or what it is. */
  readonly replicas?: Path | ((object: KubernetesObject) => number);
  /** Where another number of replicas is written, or how; where `replicas` is a path, it is that one. */
  readonly revise?: Path | (<T extends KubernetesObject>(object: T, replicas: number) => T);
  /** Where the pod template stands: it says what a replica needs and what the workload depends on. */
  readonly podTemplate?: Path;
  /** What each replica needs, where that is not what the pod template says. */
  readonly requirements?: (object: KubernetesObject) => ReplicaRequirements | undefined;
  /** The parts of a workload that has several pod templates. */
  readonly components?: (object: KubernetesObject) => readonly Component[];
  readonly health?: (object: KubernetesObject) => Health;
  /** Fields whose value in the member cluster is kept, where it is set there; or the object with what is kept. */
  readonly retain?:
    | readonly Path[]
    | (<T extends KubernetesObject>(desired: T, observed: KubernetesObject) => T);
  /** What the object depends on, where that is not what its pod template uses; in any order. */
  readonly dependencies?: (object: KubernetesObject) => readonly DependentObjectReference[];
}
