// Written by scripts/generate-types.ts.

import type { ObjectMeta } from './object-meta.js';

/** How Karmada is to interpret a kind, as Lua scripts. */
export interface ResourceInterpreterCustomization {
  apiVersion: 'config.karmada.io/v1alpha1';
  kind: 'ResourceInterpreterCustomization';
  metadata: ObjectMeta;
  spec: ResourceInterpreterCustomizationSpec;
}

export interface ResourceInterpreterCustomizationSpec {
  customizations: CustomizationRules;
  target: CustomizationTarget;
}

export interface CustomizationRules {
  componentResource?: ComponentResource;
  dependencyInterpretation?: ComponentResource;
  healthInterpretation?: ComponentResource;
  replicaResource?: ComponentResource;
  replicaRevision?: ComponentResource;
  retention?: ComponentResource;
  statusAggregation?: ComponentResource;
  statusReflection?: ComponentResource;
}

export interface ComponentResource {
  luaScript: string;
}

export interface CustomizationTarget {
  apiVersion: string;
  kind: string;
}
