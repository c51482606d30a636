export {
  aggregateGeneration,
  type GenerationAggregate,
  type TemplateGenerations,
} from './aggregate-generation.js';
export type { ClusterExplanation, LagReason, StatusProblem } from './explanation.js';
export type { AggregatedStatusItem, AggregatedStatusItems, AggregateOptions } from './items.js';
export { isSettled, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from './settled.js';
