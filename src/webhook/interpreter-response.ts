import type { ReplicaRequirements } from '../kubernetes/pod/pod-requirements.js';
import type { DependentObjectReference } from '../kubernetes/references.js';

/** A component as the protocol writes it. */
export interface ComponentAnswer {
  readonly name: string;
  readonly replicas: number;
  readonly replicaRequirements?: ReplicaRequirements;
}

/** Why a request failed, with an HTTP status code. */
export interface RequestStatus {
  readonly code: number;
  readonly message: string;
}

/**
 * The answer to one request; its fields depend on the operation.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/apis/config/v1alpha1/interpretercontext_types.go#L87-L143
 */
export interface ResourceInterpreterResponse {
  /** The request's, `''` where it had none. */
  readonly uid: string;
  readonly successful: boolean;
  /** Present exactly where `successful` is false. */
  readonly status?: RequestStatus;
  /** InterpretReplica. */
  readonly replicas?: number;
  /** InterpretReplica, where a replica needs anything. */
  readonly replicaRequirements?: ReplicaRequirements;
  /** InterpretComponent. */
  readonly components?: readonly ComponentAnswer[];
  /** InterpretDependency. */
  readonly dependencies?: readonly DependentObjectReference[];
  /** InterpretStatus; `{}` where there is nothing to report. */
  readonly rawStatus?: object;
  /** InterpretHealth. */
  readonly healthy?: boolean;
  /** ReviseReplica, Retain and AggregateStatus, where anything changes. */
  readonly patchType?: 'JSONPatch';
  /** The base64 of an RFC 6902 patch against the request's object; present together with `patchType`. */
  readonly patch?: string;
}

/** What a webhook sends back to Karmada. */
export interface ResourceInterpreterContext {
  readonly apiVersion: 'config.karmada.io/v1alpha1';
  readonly kind: 'ResourceInterpreterContext';
  readonly response: ResourceInterpreterResponse;
}
