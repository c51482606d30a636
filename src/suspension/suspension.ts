/** What `spec.suspension` holds back; a field that is absent holds back nothing. */
export interface Suspension {
  /** `true` holds back every cluster; `false` means the same as leaving it out. */
  readonly dispatching?: boolean | undefined;
  /** The clusters to hold back when not all of them are. */
  readonly dispatchingOnClusters?: { readonly clusterNames?: readonly string[] | undefined } | undefined;
  /** `true` holds back the scheduler; only a ResourceBinding or ClusterResourceBinding has it. */
  readonly scheduling?: boolean | undefined;
}

/** Whether one cluster is held back, and by which of the two fields. */
export interface ClusterSuspension {
  readonly suspended: boolean;
  readonly by?: 'dispatching' | 'dispatchingOnClusters';
}

/** Whether the cluster of that name is held back. */
export interface NamedClusterSuspension extends ClusterSuspension {
  readonly name: string;
}

/** What a binding's suspension does to its scheduling and to each cluster that it has work for. */
export interface BindingEvaluation {
  readonly scheduling: { readonly suspended: boolean };
  /** One entry a cluster, sorted by name. */
  readonly clusters: readonly NamedClusterSuspension[];
}

type TargetClusters = readonly { readonly name?: string | undefined }[];

/** The part of a ResourceBinding or ClusterResourceBinding that suspension depends on. */
export interface SuspensionTargets {
  readonly spec?:
    | {
        readonly clusters?: TargetClusters | undefined;
        /** The bindings that depend on this one's resource, each with the clusters it is scheduled to. */
        readonly requiredBy?: readonly { readonly clusters?: TargetClusters | undefined }[] | undefined;
        readonly suspension?: Suspension | undefined;
      }
    | undefined;
}

/** One thing wrong with a suspension. */
export interface SuspensionFault {
  /** Where it stands, from the object's root: `spec.suspension.dispatchingOnClusters.clusterNames[2]`. */
  readonly path: string;
  /** `error`: refused, or not what it looks like. `warning`: accepted, and without effect. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What the validation of a suspension may take into account. */
export interface ValidateSuspensionOptions {
  /** The names of the target clusters; without them, no name is reported as matching nothing. */
  readonly clusters?: readonly string[] | undefined;
  /** The kind of object that holds the suspension; without it, the fields of both are accepted. */
  readonly on?: 'policy' | 'binding' | undefined;
}

/** A condition of Kubernetes' `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  /** When `status` last changed, in RFC 3339. */
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number | undefined;
}

/** What a condition is computed from, besides whether dispatching is suspended. */
export interface DispatchingConditionOptions {
  /** The present time, in RFC 3339. */
  readonly now: string;
  /** The condition that the Work has, if any. */
  readonly previous?: Condition | undefined;
}
