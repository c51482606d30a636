export { dispatchingCondition } from './dispatching-condition.js';
export { evaluateBinding, evaluateSuspension } from './evaluate-suspension.js';
export { mergePolicySuspension } from './merge-policy-suspension.js';
export type {
  BindingEvaluation,
  ClusterSuspension,
  Condition,
  DispatchingConditionOptions,
  NamedClusterSuspension,
  Suspension,
  SuspensionFault,
  SuspensionTargets,
  ValidateSuspensionOptions,
} from './suspension.js';
export { validateSuspension } from './validate-suspension.js';
