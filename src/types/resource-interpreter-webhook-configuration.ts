// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';

/** Which webhooks Karmada is to ask to interpret which kinds. */
export interface ResourceInterpreterWebhookConfiguration {
  apiVersion: 'config.karmada.io/v1alpha1';
  kind: 'ResourceInterpreterWebhookConfiguration';
  metadata: ObjectMeta;
  webhooks: Webhook[];
}

export interface Webhook {
  clientConfig: WebhookClientConfig;
  interpreterContextVersions: string[];
  name: string;
  rules?: Rule[];
  timeoutSeconds?: number;
}

export interface WebhookClientConfig {
  caBundle?: string;
  service?: WebhookService;
  url?: string;
}

export interface WebhookService {
  name: string;
  namespace: string;
  path?: string;
  port?: number;
}

export interface Rule {
  apiGroups: string[];
  apiVersions: string[];
  kinds: string[];
  operations: string[];
}
