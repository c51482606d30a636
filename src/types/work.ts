// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { Condition } from './resource-binding.js';

/** What one member cluster is to run, and what has been collected of it: it is in the namespace of that cluster. */
export interface Work {
  apiVersion: 'work.karmada.io/v1alpha1';
  kind: 'Work';
  metadata: ObjectMeta;
  spec: WorkSpec;
  status?: WorkStatus;
}

export interface WorkSpec {
  preserveResourcesOnDeletion?: boolean;
  suspendDispatching?: boolean;
  workload?: WorkloadTemplate;
}

export interface WorkloadTemplate {
  manifests?: { [key: string]: unknown }[];
}

export interface WorkStatus {
  conditions?: Condition[];
  manifestStatuses?: ManifestStatus[];
}

export interface ManifestStatus {
  health?: 'Healthy' | 'Unhealthy' | 'Unknown';
  identifier: ResourceIdentifier;
  status?: { [key: string]: unknown };
}

export interface ResourceIdentifier {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
  ordinal: number;
  resource: string;
  version: string;
}
