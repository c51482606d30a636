import type { ArgoHealth } from './argo-verdict.js';
import type { KstatusState } from './kstatus.js';
import type { RolloutStatus } from './kubectl-rollout-status.js';
import type { WaitState } from './kubectl-wait.js';
import type { Manifest } from './manifest.js';

/** The readers of a federated status, in the order of the documentation. */
export const READERS = ['kstatus', 'argo', 'kubectl', 'wait'] as const;

export type ReaderName = (typeof READERS)[number];

/** What is true of a federation, in each reader's own word. */
export interface Truth {
  readonly kstatus?: KstatusState;
  readonly argo?: ArgoHealth;
  /** `kubectl rollout status`. */
  readonly kubectl?: RolloutStatus;
  /** `kubectl wait`, for the condition that people wait for of the kind. */
  readonly wait?: WaitState;
}

/** A template, what its member clusters hold, and what each reader has to say of the federated status. */
export interface Situation {
  readonly name: string;
  readonly object: Manifest;
  /** Each member's own object, `null` where it has none yet. */
  readonly members: readonly { readonly clusterName: string; readonly object: Manifest | null }[];
  readonly options?: { readonly clusters?: readonly string[]; readonly replicas?: 'total' | 'perCluster' };
  readonly truth: Truth;
  /** The readers that cannot see it: either not on a single cluster, or not in what one status has room for. */
  readonly blind?: readonly ReaderName[];
}
