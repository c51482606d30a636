export {
  computeStagedPropagation,
  type StagedPropagationResult,
} from './staged/compute-staged-propagation.js';
export { type ConvertedStrategy, fromKarmadaStrategy } from './staged/from-karmada-strategy.js';
export {
  type KarmadaGate,
  type KarmadaRequiredCondition,
  type KarmadaRolloutEvent,
  type KarmadaRolloutPhase,
  type KarmadaRolloutStatus,
  type KarmadaRolloutStrategy,
  type KarmadaRolloutSuspension,
  type KarmadaStagedStrategy,
  STAGED_PROPAGATION_REVISION,
} from './staged/karmada-rollout.js';
export { type StagedBinding, stageBinding } from './staged/stage-binding.js';
export type { StagedPropagationInput } from './staged/staged-input.js';
export { toKarmadaStatus } from './staged/to-karmada-status.js';
export { type KarmadaConversion, toKarmadaStrategy } from './staged/to-karmada-strategy.js';
export { type KarmadaStrategyFault, validateKarmadaStrategy } from './staged/validate-karmada-strategy.js';
export { type PolicyFault, type ValidatePolicyOptions, validatePolicy } from './staged/validate-policy.js';
export { computeRollout, type RolloutResult } from './step/compute-rollout.js';
export { type RevisionSkew, type RevisionSkewOptions, revisionSkew } from './step/revision-skew.js';
export type { RolloutInput } from './step/rollout-input.js';
export type { RolloutItem, RolloutItems } from './step/rollout-item.js';
export { type JsonPatchOperation, type RolloutPatchOptions, rolloutPatch } from './step/rollout-patch.js';
export type {
  ClusterPhase,
  ClusterReason,
  ClusterStatus,
  RolloutPhase,
  RolloutStatus,
  StageStatus,
} from './step/rollout-status.js';
export { type PlanOptions, planRollout } from './strategy/plan-rollout.js';
export { RolloutError, type RolloutFault } from './strategy/rollout-error.js';
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
} from './strategy/rollout-strategy.js';
export {
  type ValidateRolloutStrategyOptions,
  validateRolloutStrategy,
} from './strategy/validate-rollout-strategy.js';
export type { WorkloadKind } from './strategy/workload-kind.js';
export type { ClusterBehaviour, FleetBehaviour } from './timeline/fleet-behaviour.js';
export { type FormatTimelineOptions, formatTimeline } from './timeline/format-timeline.js';
export {
  type RolloutTimeline,
  recordTimeline,
  type TimelineCluster,
  type TimelineSpan,
  type TimelineStage,
} from './timeline/record-timeline.js';
export { renderTimeline } from './timeline/render-timeline.js';
export type { SimulationProgress } from './timeline/run-simulation.js';
export { type SimulationInput, simulateRollout, simulateRolloutSteps } from './timeline/simulate-rollout.js';
