import type { Health, HealthState } from '../interpreters/health/health.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import type { KindReference, KubernetesObject } from '../kubernetes/object.js';
import type { BindingReason } from './binding-reasons.js';

/** What somebody, such as the scheduler or a cluster, says of where it stands. */
export interface Statement {
  readonly reason: BindingReason;
  readonly state: HealthState;
  /** A sentence for an operator: what is so, and what would help. */
  readonly message: string;
}

/** The object that a binding is about. */
export interface BoundResource {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** Who holds a cluster back: a field of the binding's `spec.suspension`, or its Work itself. */
export type SuspendedBy = 'dispatching' | 'dispatchingOnClusters' | 'rollout' | 'work';

/** Where a binding stands in one cluster, and why. */
export interface ClusterExplanation extends Statement {
  readonly clusterName: string;
  /** Whether it is scheduled to, is being left, or is neither and only still reports. */
  readonly role: 'target' | 'evicting' | 'leftover';
  /** The cluster's share of the replicas, where the binding gives it one. */
  readonly replicas?: number;
  /** Whether the template's version has been processed there, healthy or not. */
  readonly settled: boolean;
  /**
   * What `settled` rests on: both generations, the template's alone, that the last apply worked (of which version,
   * nobody can tell), or nothing.
   */
  readonly basis: 'generation' | 'template' | 'applied' | 'none';
  /** Who holds the cluster back, also where it lacks nothing. */
  readonly by?: SuspendedBy;
  readonly applied?: boolean;
  readonly appliedMessage?: string;
  readonly health?: 'Healthy' | 'Unhealthy' | 'Unknown';
  readonly generation?: number;
  readonly observedGeneration?: number;
  readonly resourceTemplateGeneration?: number;
}

/** Something in the inputs that is not what it has to be, and counts as absent. */
export interface BindingProblem {
  /** Where it stands: from the binding's root, or from `template`, `works` or `clusters`. */
  readonly path: string;
  readonly message: string;
}

/** Where a binding stands, and why. */
export interface BindingExplanation extends Statement {
  readonly resource: BoundResource;
  /** The newest generation of the template that is known of. */
  readonly generation?: number;
  /** Scheduled as asked, and every target has processed this version. */
  readonly settled: boolean;
  /** Settled, and everything is well: the answer to "done, everywhere?". The same as the state `Healthy`. */
  readonly healthy: boolean;
  /** Absent where there is nothing to say of it. */
  readonly scheduling?: Statement;
  /** By name, each once. */
  readonly clusters: readonly ClusterExplanation[];
  readonly problems: readonly BindingProblem[];
}

/** A member cluster: Karmada's own object, or what matters of it. */
export type ClusterReadiness =
  | KubernetesObject
  | {
      readonly name: string;
      /** Absent means that nobody says that it is not. */
      readonly ready?: boolean | undefined;
      /** Since when, in RFC 3339. */
      readonly since?: string | undefined;
    }
  | string;

/** What judges the health of members: any interpreter, as `createInterpreter` gives one. */
export interface HealthInterpreter {
  supports(reference: KindReference, operation: 'InterpretHealth' | 'ReviseReplica'): boolean;
  interpretHealth(object: KubernetesObject): Health;
  reviseReplica(object: KubernetesObject, replicas: number): KubernetesObject;
}

/** What may be known besides the binding; each lets more be said. */
export interface ExplainBindingOptions {
  /** The resource template. */
  readonly template?: KubernetesObject | undefined;
  /** All Works of the binding; those of others are passed over. */
  readonly works?: readonly KubernetesObject[] | undefined;
  /** All member clusters. */
  readonly clusters?: readonly ClusterReadiness[] | undefined;
  /** Of many kinds, or of one: its judgement replaces the health that is reported, for the kinds that it knows. */
  readonly interpreter?: HealthInterpreter | KindInterpreter | undefined;
  /** The present time, in RFC 3339 or milliseconds: lets messages say for how long. No verdict depends on it. */
  readonly now?: string | number | undefined;
}
