import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last } from '../status/reducers.js';
import { fluxKind } from './flux.js';

const status = {
  lastAttemptedRevision: last(),
  lastAppliedRevision: last(),
  conditions: conditions(),
};

/** The status of `kustomize.toolkit.fluxcd.io` Kustomization, without what else its interpreter brings. */
export const fluxKustomizationStatus = defineStatus(status);

/** `kustomize.toolkit.fluxcd.io` Kustomization. */
export const fluxKustomization = defineInterpreter(
  fluxKind('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', status, {
    Secret: ['decryption.secretRef.name', 'kubeConfig.secretRef.name'],
    ServiceAccount: ['serviceAccountName'],
  }),
);
