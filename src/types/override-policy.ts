// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';
import type { Overriders } from './overriders.js';
import type { ClusterAffinity } from './placement.js';
import type { ResourceSelector } from './propagation-policy.js';

/** How the resources of its namespace differ from cluster to cluster. */
export interface OverridePolicy {
  apiVersion: 'policy.karmada.io/v1alpha1';
  kind: 'OverridePolicy';
  metadata: ObjectMeta;
  spec: OverridePolicySpec;
}

export interface OverridePolicySpec {
  overrideRules?: OverrideRule[];
  overriders?: Overriders;
  resourceSelectors?: ResourceSelector[];
  targetCluster?: ClusterAffinity;
}

export interface OverrideRule {
  overriders: Overriders;
  targetCluster?: ClusterAffinity;
}
