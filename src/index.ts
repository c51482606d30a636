export { type FormatExplanationOptions, formatExplanation } from './binding/format-explanation.js';
export { type Fault, InterpreterError, type InterpreterErrorCode } from './errors.js';
export * from './generation/index.js';
export { divideJobCompletions, type JobTarget } from './interpreters/batch/divide-job-completions.js';
export { reviseJobCompletions } from './interpreters/batch/revise-job-completions.js';
export { completeInterpreter } from './interpreters/complete-interpreter.js';
export { createInterpreter, type InterpreterOptions } from './interpreters/create-interpreter.js';
export { defaultInterpreters } from './interpreters/default-interpreters.js';
export { defineInterpreter } from './interpreters/define-interpreter.js';
export type { DefinedInterpreter } from './interpreters/defined-interpreter.js';
export {
  type ConditionHealthOptions,
  type ConditionStates,
  conditionHealth,
} from './interpreters/health/condition-health.js';
export { firstHealth, type HealthCheck } from './interpreters/health/first-health.js';
export type { Health, HealthState } from './interpreters/health/health.js';
export { jobHealth } from './interpreters/health/job-health.js';
export { type GenerationRule, observedHealth } from './interpreters/health/observed-health.js';
export { phaseHealth } from './interpreters/health/phase-health.js';
export { type PodCount, type RolloutRule, rolloutHealth } from './interpreters/health/rollout-health.js';
export type { KindDeclaration, Path } from './interpreters/kind-declaration.js';
export type { KindInterpreter } from './interpreters/kind-interpreter.js';
export type { Operation } from './interpreters/operations.js';
export { prune } from './interpreters/prune.js';
export {
  createRegistry,
  type Interpreter,
  type RegistryOptions,
  type SupportedKind,
} from './interpreters/registry.js';
export type { Component, Replicas } from './interpreters/replicas.js';
export type { KindReference, KubernetesObject, ObjectMeta } from './kubernetes/object.js';
export { type PodDependenciesOptions, podDependencies } from './kubernetes/pod/pod-dependencies.js';
export {
  type NodeClaim,
  type PodRequirementsOptions,
  podRequirements,
  type ReplicaRequirements,
} from './kubernetes/pod/pod-requirements.js';
export type { DependentObjectReference, LabelSelector } from './kubernetes/references.js';
export * from './reducers/index.js';
export type { PartialAggregate } from './status/aggregator/partial-aggregate.js';
export type { StatusAggregator } from './status/aggregator/status-aggregator.js';
export type { KindStatus, StatusDeclaration, StatusOf } from './status/compiled-status.js';
export { defineStatus, type StatusInterpreter, type WithStatus } from './status/define-status.js';
export * from './suspension/index.js';
