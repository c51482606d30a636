export {
  aggregateGeneration,
  type GenerationAggregate,
  type TemplateGenerations,
} from './aggregate-generation.js';
export type { ClusterExplanation, StatusExplanation } from './explanation.js';
export type {
  AggregatedStatusItem,
  AggregatedStatusItems,
  AggregateOptions,
  ItemHealth,
} from './items.js';
export type { LagReason } from './lag-reason.js';
export { isSettled, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from './processed-generation.js';
export type { StatusProblem } from './report-of.js';
