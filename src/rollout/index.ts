export type { ClusterBehaviour, FleetBehaviour } from './behaviour.js';
export { computeRollout, type RolloutResult } from './compute.js';
export { RolloutError, type RolloutFault } from './errors.js';
export { type FormatTimelineOptions, formatTimeline } from './format.js';
export type { RolloutInput } from './input.js';
export { type JsonPatchOperation, rolloutPatch } from './patch.js';
export { planRollout } from './plan.js';
export { renderTimeline } from './render.js';
export { type SimulationInput, simulateRollout } from './simulate.js';
export { type RevisionSkew, type RevisionSkewOptions, revisionSkew } from './skew.js';
export type {
  ClusterPhase,
  ClusterReason,
  ClusterStatus,
  RolloutPhase,
  RolloutStatus,
  StageStatus,
} from './status.js';
export {
  type RolloutTimeline,
  recordTimeline,
  type TimelineCluster,
  type TimelineSpan,
  type TimelineStage,
} from './timeline.js';
export type {
  Amount,
  Approval,
  ClusterOrder,
  ClusterSelector,
  Duration,
  Gate,
  PlannedStage,
  RequiredCondition,
  RequiredRevision,
  RolloutCluster,
  RolloutClusters,
  RolloutPlan,
  RolloutStage,
  RolloutStrategy,
  SelectorRequirement,
  TimedWait,
} from './types.js';
