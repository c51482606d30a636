/** What `spec.suspension` holds back; a field that is absent or `null` holds back nothing. */
export interface Suspension {
  /** `true` holds back every cluster; `false` means the same as leaving it out. */
  readonly dispatching?: boolean | null | undefined;
  /** The clusters to hold back when not all of them are. */
  readonly dispatchingOnClusters?:
    | { readonly clusterNames?: readonly string[] | null | undefined }
    | null
    | undefined;
  /** `true` holds back the scheduler; only a ResourceBinding or ClusterResourceBinding has it. */
  readonly scheduling?: boolean | null | undefined;
  /** What Karmada's staged propagation holds back; only a ResourceBinding or ClusterResourceBinding has it. */
  readonly rollout?: RolloutSuspension | null | undefined;
}

/** How far a staged propagation has come: Karmada writes it, users do not. */
export interface RolloutSuspension {
  /** The cluster that is being updated, if there is one. */
  readonly currentCluster?: string | null | undefined;
  /** The clusters whose turn has not come. */
  readonly suspendedClusters?: readonly string[] | null | undefined;
}

/** Whether dispatching to one cluster is suspended, and by which field. */
export interface ClusterSuspension {
  readonly suspended: boolean;
  /** The user's own fields come before `rollout`, and `dispatching` before `dispatchingOnClusters`. */
  readonly by?: 'dispatching' | 'dispatchingOnClusters' | 'rollout';
}
