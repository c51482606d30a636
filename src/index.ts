export { InterpreterError, type InterpreterErrorCode } from './errors.js';
export {
  aggregateGeneration,
  type GenerationAggregate,
  type TemplateGenerations,
} from './generation/aggregate-generation.js';
export type {
  ClusterExplanation,
  LagReason,
  StatusExplanation,
  StatusProblem,
} from './generation/explanation.js';
export type { AggregatedStatusItem, AggregatedStatusItems, AggregateOptions } from './generation/items.js';
export { isSettled, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from './generation/settled.js';
export {
  createInterpreter,
  type Interpreter,
  type InterpreterOptions,
  mergePartials,
  type SupportedKind,
} from './interpreters/create-interpreter.js';
export { defaultInterpreters } from './interpreters/default-interpreters.js';
export { defineInterpreter } from './interpreters/define-interpreter.js';
export {
  type Health,
  type HealthState,
  type RolloutRule,
  rolloutHealth,
} from './interpreters/health/rollout-health.js';
export type {
  Component,
  DefinedInterpreter,
  KindDeclaration,
  KindInterpreter,
  Path,
  Replicas,
} from './interpreters/kind-interpreter.js';
export type { Operation } from './interpreters/operations.js';
export type { KindReference, KubernetesObject, ObjectMeta } from './kubernetes/object.js';
export type { NodeClaim, ReplicaRequirements } from './kubernetes/pod/pod-requirements.js';
export type { DependentObjectReference } from './kubernetes/references.js';
export type { ConditionFold } from './reducers/conditions/condition-fold.js';
export type { ConditionPart } from './reducers/conditions/condition-part.js';
export { type ConditionsOptions, conditions } from './reducers/conditions/conditions.js';
export type { MergedCondition } from './reducers/conditions/merged-condition.js';
export {
  first,
  type IntegerFormat,
  last,
  max,
  min,
  type ReducedTemplate,
  type Reducer,
  type Reflected,
  reflected,
  type StatusField,
  type Sum,
  sum,
  type ValueType,
  worst,
} from './reducers/reducers.js';
export type { PartialAggregate } from './status/aggregator/partial-aggregate.js';
export type { StatusAggregator } from './status/aggregator/status-aggregator.js';
export { defineStatus, type StatusInterpreter } from './status/define-status.js';
export type { GenerationFormat, StatusDeclaration } from './status/status-shape.js';
export {
  type BindingEvaluation,
  type ClusterSuspension,
  type Condition,
  type DispatchingConditionOptions,
  dispatchingCondition,
  evaluateBinding,
  evaluateSuspension,
  mergePolicySuspension,
  type NamedClusterSuspension,
  type RolloutSuspension,
  type Suspension,
  type SuspensionFault,
  type SuspensionTargets,
  type ValidateSuspensionOptions,
  validateSuspension,
} from './suspension/index.js';
