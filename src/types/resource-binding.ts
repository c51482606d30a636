// Written by scripts/generate-types.ts.

import type { FailoverBehavior } from './failover-behavior.js';
import type { NodeClaim } from './node-claim.js';
import type { ObjectMeta } from './object-meta.js';
import type { Placement } from './placement.js';
import type { ReplicaRequirements } from './replica-requirements.js';

/** Where a namespaced resource is to run, and where it stands there. */
export interface ResourceBinding {
  apiVersion: 'work.karmada.io/v1alpha2';
  kind: 'ResourceBinding';
  metadata: ObjectMeta;
  spec: ResourceBindingSpec;
  status?: ResourceBindingStatus;
}

export interface ResourceBindingSpec {
  clusters?: TargetCluster[];
  components?: Component[];
  conflictResolution?: 'Abort' | 'Overwrite';
  failover?: FailoverBehavior;
  gracefulEvictionTasks?: GracefulEvictionTask[];
  placement?: Placement;
  preserveResourcesOnDeletion?: boolean;
  propagateDeps?: boolean;
  replicaRequirements?: ReplicaRequirements;
  replicas?: number;
  requiredBy?: BindingSnapshot[];
  rescheduleTriggeredAt?: string;
  resource: ObjectReference;
  schedulePriority?: SchedulePriority;
  schedulerName?: string;
  suspension?: BindingSuspension;
  workloadAffinityGroups?: WorkloadAffinityGroups;
}

export interface TargetCluster {
  components?: TargetComponent[];
  name: string;
  replicas?: number;
}

export interface TargetComponent {
  name: string;
  replicas: number;
}

export interface Component {
  name: string;
  replicaRequirements?: ComponentReplicaRequirements;
  replicas: number;
}

export interface ComponentReplicaRequirements {
  nodeClaim?: NodeClaim;
  priorityClassName?: string;
  resourceRequest?: { [key: string]: number | string };
}

export interface GracefulEvictionTask {
  clustersBeforeFailover?: string[];
  creationTimestamp?: string;
  fromCluster: string;
  gracePeriodSeconds?: number;
  message?: string;
  preservedLabelState?: { [key: string]: string };
  producer: string;
  purgeMode?: 'Directly' | 'Gracefully' | 'Never';
  reason: string;
  replicas?: number;
  suppressDeletion?: boolean;
}

export interface BindingSnapshot {
  clusters?: TargetCluster[];
  name: string;
  namespace?: string;
}

export interface ObjectReference {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  resourceVersion?: string;
  uid?: string;
}

export interface SchedulePriority {
  priority?: number;
}

export interface BindingSuspension {
  dispatching?: boolean;
  dispatchingOnClusters?: DispatchingOnClusters;
  scheduling?: boolean;
}

export interface DispatchingOnClusters {
  clusterNames?: string[];
}

export interface WorkloadAffinityGroups {
  affinityGroup?: string;
  antiAffinityGroup?: string;
}

export interface ResourceBindingStatus {
  aggregatedStatus?: AggregatedStatusItem[];
  conditions?: Condition[];
  lastScheduledTime?: string;
  schedulerObservedGeneration?: number;
  schedulerObservingAffinityName?: string;
}

export interface AggregatedStatusItem {
  applied?: boolean;
  appliedMessage?: string;
  clusterName: string;
  health?: 'Healthy' | 'Unhealthy' | 'Unknown';
  status?: { [key: string]: unknown };
}

export interface Condition {
  lastTransitionTime: string;
  message: string;
  observedGeneration?: number;
  reason: string;
  status: 'True' | 'False' | 'Unknown';
  type: string;
}
