export {
  type Condition,
  type DispatchingConditionOptions,
  dispatchingCondition,
} from './dispatching-condition.js';
export {
  type BindingEvaluation,
  evaluateBinding,
  type NamedClusterSuspension,
  type SuspensionTargets,
} from './evaluate-binding.js';
export { evaluateSuspension } from './evaluate-suspension.js';
export { mergePolicySuspension } from './merge-policy-suspension.js';
export type { ClusterSuspension, RolloutSuspension, Suspension } from './suspension.js';
export {
  type SuspensionFault,
  type ValidateSuspensionOptions,
  validateSuspension,
} from './validate-suspension.js';
