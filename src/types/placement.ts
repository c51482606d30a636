// Written by scripts/generate-types.ts.

import type { MatchExpression, Toleration } from './node-claim.js';

/** Which clusters fit, and how replicas are spread over them. */
export interface Placement {
  clusterAffinities?: ClusterAffinityTerm[];
  clusterAffinity?: ClusterAffinity;
  clusterTolerations?: Toleration[];
  replicaScheduling?: ReplicaScheduling;
  spreadConstraints?: SpreadConstraint[];
  workloadAffinity?: WorkloadAffinity;
}

export interface ClusterAffinityTerm {
  affinityName: string;
  clusterNames?: string[];
  exclude?: string[];
  fieldSelector?: FieldSelector;
  labelSelector?: LabelSelector;
  overflowAffinities?: OverflowAffinity[];
}

export interface FieldSelector {
  matchExpressions?: MatchExpression[];
}

export interface LabelSelector {
  matchExpressions?: MatchExpression[];
  matchLabels?: { [key: string]: string };
}

export interface OverflowAffinity {
  affinityName: string;
  clusterNames?: string[];
  exclude?: string[];
  fieldSelector?: FieldSelector;
  labelSelector?: LabelSelector;
}

export interface ClusterAffinity {
  clusterNames?: string[];
  exclude?: string[];
  fieldSelector?: FieldSelector;
  labelSelector?: LabelSelector;
}

export interface ReplicaScheduling {
  replicaDivisionPreference?: 'Aggregated' | 'Weighted';
  replicaSchedulingType?: 'Duplicated' | 'Divided';
  weightPreference?: ClusterPreferences;
}

export interface ClusterPreferences {
  dynamicWeight?: 'AvailableReplicas';
  staticWeightList?: StaticClusterWeight[];
}

export interface StaticClusterWeight {
  targetCluster: ClusterAffinity;
  weight: number;
}

export interface SpreadConstraint {
  maxGroups?: number;
  minGroups?: number;
  spreadByField?: 'cluster' | 'region' | 'zone' | 'provider';
  spreadByLabel?: string;
}

export interface WorkloadAffinity {
  affinity?: Affinity;
  antiAffinity?: Affinity;
}

export interface Affinity {
  groupByLabelKey: string;
}
