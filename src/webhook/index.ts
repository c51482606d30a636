export { createFetchHandler, type FetchRequest, type FetchResponse } from './create-fetch-handler.js';
export type { HandlerOptions, Review } from './exchange.js';
export { handleInterpreterContext } from './handle-interpreter-context.js';
export type {
  ComponentAnswer,
  RequestStatus,
  ResourceInterpreterContext,
  ResourceInterpreterResponse,
} from './interpreter-response.js';
export {
  type InterpreterRule,
  interpreterWebhookConfiguration,
  type ResourceInterpreterWebhook,
  type ResourceInterpreterWebhookConfiguration,
  type ServiceReference,
  type WebhookConfigurationOptions,
} from './interpreter-webhook-configuration.js';
export { type AdmissionResponse, type AdmissionReview, reviewPolicy } from './review-policy.js';
export { validateWebhookConfiguration } from './validate-webhook-configuration.js';
