export { dispatchingCondition } from './condition.js';
export { evaluateBinding, evaluateSuspension } from './evaluate.js';
export { mergePolicySuspension } from './merge.js';
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
} from './types.js';
export { validateSuspension } from './validate.js';
