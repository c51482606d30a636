export {
  type InterpreterRule,
  interpreterWebhookConfiguration,
  type ResourceInterpreterWebhook,
  type ResourceInterpreterWebhookConfiguration,
  type ServiceReference,
  type WebhookConfigurationOptions,
} from './configuration.js';
export { handleInterpreterContext } from './context.js';
export { createFetchHandler, type FetchRequest, type FetchResponse } from './fetch.js';
export type { HandlerOptions, Review } from './http.js';
export { type AdmissionResponse, type AdmissionReview, reviewPolicy } from './policy.js';
export type {
  ComponentAnswer,
  RequestStatus,
  ResourceInterpreterContext,
  ResourceInterpreterResponse,
} from './types.js';
