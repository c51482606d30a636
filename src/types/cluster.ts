// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { Condition } from './resource-binding.js';

/** A member cluster. */
export interface Cluster {
  apiVersion: 'cluster.karmada.io/v1alpha1';
  kind: 'Cluster';
  metadata: ObjectMeta;
  spec: ClusterSpec;
  status?: ClusterStatus;
}

export interface ClusterSpec {
  apiEndpoint?: string;
  id?: string;
  impersonatorSecretRef?: LocalSecretReference;
  insecureSkipTLSVerification?: boolean;
  provider?: string;
  proxyHeader?: { [key: string]: string };
  proxyURL?: string;
  region?: string;
  resourceModels?: ResourceModel[];
  secretRef?: LocalSecretReference;
  syncMode: string;
  taints?: Taint[];
  zone?: string;
  zones?: string[];
}

export interface LocalSecretReference {
  name: string;
  namespace: string;
}

export interface ResourceModel {
  grade: number;
  ranges: ResourceModelRange[];
}

export interface ResourceModelRange {
  max: number | string;
  min: number | string;
  name: string;
}

export interface Taint {
  effect: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
  key: string;
  timeAdded?: string;
  value?: string;
}

export interface ClusterStatus {
  apiEnablements?: ApiEnablement[];
  conditions?: Condition[];
  kubernetesVersion?: string;
  nodeSummary?: NodeSummary;
  remedyActions?: string[];
  resourceSummary?: ResourceSummary;
}

export interface ApiEnablement {
  groupVersion: string;
  resources?: ApiResource[];
}

export interface ApiResource {
  kind: string;
  name: string;
}

export interface NodeSummary {
  readyNum?: number;
  totalNum?: number;
}

export interface ResourceSummary {
  allocatable?: { [key: string]: number | string };
  allocatableModelings?: AllocatableModeling[];
  allocated?: { [key: string]: number | string };
  allocating?: { [key: string]: number | string };
}

export interface AllocatableModeling {
  count: number;
  grade: number;
}
