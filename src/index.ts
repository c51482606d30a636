export { InterpreterError, type InterpreterErrorCode } from './errors.js';
export {
  aggregateGeneration,
  type GenerationAggregate,
  type TemplateGenerations,
} from './generation/aggregate.js';
export type {
  ClusterExplanation,
  LagReason,
  StatusExplanation,
  StatusProblem,
} from './generation/explain.js';
export type { AggregatedStatusItem, AggregatedStatusItems, AggregateOptions } from './generation/items.js';
export { isSettled, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from './generation/settled.js';
export { defaultInterpreters } from './interpreters/default.js';
export { defineInterpreter } from './interpreters/define.js';
export { type Health, type HealthState, type RolloutRule, rolloutHealth } from './interpreters/health.js';
export type {
  Component,
  DefinedInterpreter,
  KindDeclaration,
  KindInterpreter,
  Path,
  Replicas,
} from './interpreters/kind.js';
export type { Operation } from './interpreters/operations.js';
export type { NodeClaim, ReplicaRequirements } from './interpreters/pod/requirements.js';
export type { DependentObjectReference } from './interpreters/references.js';
export {
  createInterpreter,
  type Interpreter,
  type InterpreterOptions,
  mergePartials,
  type SupportedKind,
} from './interpreters/registry.js';
export type { StatusAggregator } from './interpreters/status/aggregator.js';
export type { ConditionFold } from './interpreters/status/condition-fold.js';
export type { ConditionPart } from './interpreters/status/condition-part.js';
export { type ConditionsOptions, conditions } from './interpreters/status/conditions.js';
export { defineStatus, type StatusInterpreter } from './interpreters/status/define.js';
export type { MergedCondition } from './interpreters/status/merged-condition.js';
export type { PartialAggregate } from './interpreters/status/partial.js';
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
} from './interpreters/status/reducers.js';
export type { GenerationFormat, StatusDeclaration } from './interpreters/status/shape.js';
export type { KindReference, KubernetesObject, ObjectMeta } from './objects.js';
export { dispatchingCondition } from './suspension/condition.js';
export { evaluateBinding, evaluateSuspension } from './suspension/evaluate.js';
export { mergePolicySuspension } from './suspension/merge.js';
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
} from './suspension/types.js';
export { validateSuspension } from './suspension/validate.js';
