export { type AggregateBindingOptions, aggregateBinding } from './aggregate-binding.js';
export type {
  BindingExplanation,
  BindingProblem,
  BoundResource,
  ClusterExplanation,
  ClusterReadiness,
  ExplainBindingOptions,
  HealthInterpreter,
  Statement,
  SuspendedBy,
} from './binding-explanation.js';
export { BINDING_REASONS, type BindingReason, type ReasonFacts } from './binding-reasons.js';
export { explainBinding } from './explain-binding.js';
export { type FederatedHealth, federatedHealth } from './federated-health.js';
export { type FormatExplanationOptions, formatExplanation } from './format-explanation.js';
export { type FullyAppliedOptions, fullyAppliedCondition } from './fully-applied-condition.js';
export { type ItemsFromWorksOptions, itemsFromWorks, type ReportedItem } from './items-from-works.js';
export { type TargetCluster, targetClusters } from './target-clusters.js';
