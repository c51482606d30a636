import type { ReplicaRequirements } from '../kubernetes/pod/pod-requirements.js';

/** How many replicas a workload asks for, and what each of them needs. */
export interface Replicas {
  /** 1 where the workload does not say. */
  readonly replicas: number;
  /** Absent where the pod template asks for nothing. */
  readonly requirements?: ReplicaRequirements;
}

/** One part of a workload that has several pod templates. */
export interface Component extends Replicas {
  readonly name: string;
}
