// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { OverridePolicySpec } from './override-policy.js';

/** How resources of any namespace, or of none, differ from cluster to cluster. */
export interface ClusterOverridePolicy {
  apiVersion: 'policy.karmada.io/v1alpha1';
  kind: 'ClusterOverridePolicy';
  metadata: ObjectMeta;
  spec: OverridePolicySpec;
}
