import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind } from './flux-kind.js';

const status = {
  lastAttemptedRevision: last(),
  lastAppliedRevision: last(),
  conditions: vouchedConditions(),
};

/** The status of `kustomize.toolkit.fluxcd.io` Kustomization, without what else its interpreter brings. */
export const fluxKustomizationStatus = defineStatus({ status });

/** `kustomize.toolkit.fluxcd.io` Kustomization. */
export const fluxKustomization = defineInterpreter(
  // https://github.com/fluxcd/pkg/blob/apis/meta/v1.31.0/apis/meta/reference_types.go#L140
  // https://github.com/fluxcd/kustomize-controller/blob/v1.9.4/api/v1/kustomization_types.go#L78-L345
  fluxKind('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', status, {
    'v1 ConfigMap': ['kubeConfig.configMapRef.name', 'postBuild.substituteFrom.*.=ConfigMap.name'],
    'v1 Secret': [
      'kubeConfig.secretRef.name',
      'decryption.secretRef.name',
      'postBuild.substituteFrom.*.=Secret.name',
    ],
    'v1 ServiceAccount': ['serviceAccountName', 'decryption.serviceAccountName'],
  }),
);
