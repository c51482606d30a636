// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { ResourceBindingSpec, ResourceBindingStatus } from './resource-binding.js';

/** Where a resource without a namespace, or one by a cluster-wide policy, is to be, and where it stands there. */
export interface ClusterResourceBinding {
  apiVersion: 'work.karmada.io/v1alpha2';
  kind: 'ClusterResourceBinding';
  metadata: ObjectMeta;
  spec: ResourceBindingSpec;
  status?: ResourceBindingStatus;
}
