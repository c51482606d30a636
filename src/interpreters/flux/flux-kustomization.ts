import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxConditions } from './flux-conditions.js';
import { fluxKind } from './flux-kind.js';

const status = {
  lastAttemptedRevision: last(),
  lastAppliedRevision: last(),
  conditions: fluxConditions(),
};

/** The status of `kustomize.toolkit.fluxcd.io` Kustomization, without what else its interpreter brings. */
export const fluxKustomizationStatus = defineStatus({ status });

/** `kustomize.toolkit.fluxcd.io` Kustomization. */
export const fluxKustomization = defineInterpreter(
  fluxKind('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', status, {
    Secret: ['decryption.secretRef.name', 'kubeConfig.secretRef.name'],
    ServiceAccount: ['serviceAccountName'],
  }),
);
