// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { PropagationPolicySpec } from './propagation-policy.js';

/** Which resources of any namespace, or of none, go to which member clusters. */
export interface ClusterPropagationPolicy {
  apiVersion: 'policy.karmada.io/v1alpha1';
  kind: 'ClusterPropagationPolicy';
  metadata: ObjectMeta;
  spec: PropagationPolicySpec;
}
