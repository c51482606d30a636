// Written by scripts/generate-types.ts.

import type { FailoverBehavior } from './failover-behavior.js';
import type { ObjectMeta } from './object-meta.js';
import type { LabelSelector, Placement } from './placement.js';
import type { DispatchingOnClusters } from './resource-binding.js';

/** Which resources of its namespace go to which member clusters. */
export interface PropagationPolicy {
  apiVersion: 'policy.karmada.io/v1alpha1';
  kind: 'PropagationPolicy';
  metadata: ObjectMeta;
  spec: PropagationPolicySpec;
}

export interface PropagationPolicySpec {
  activationPreference?: 'Lazy';
  association?: boolean;
  conflictResolution?: 'Abort' | 'Overwrite';
  dependentOverrides?: string[];
  failover?: FailoverBehavior;
  placement?: Placement;
  preemption?: 'Always' | 'Never';
  preserveResourcesOnDeletion?: boolean;
  priority?: number;
  propagateDeps?: boolean;
  resourceSelectors: ResourceSelector[];
  schedulePriority?: PolicySchedulePriority;
  schedulerName?: string;
  suspension?: PolicySuspension;
}

export interface ResourceSelector {
  apiVersion: string;
  kind: string;
  labelSelector?: LabelSelector;
  name?: string;
  namespace?: string;
}

export interface PolicySchedulePriority {
  priorityClassName: string;
  priorityClassSource: 'KubePriorityClass';
}

export interface PolicySuspension {
  dispatching?: boolean;
  dispatchingOnClusters?: DispatchingOnClusters;
}
