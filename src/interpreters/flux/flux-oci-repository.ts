import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { reflected } from '../../reducers/reflected.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: vouchedConditions(),
  observedIgnore: reflected(),
  observedLayerSelector: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` OCIRepository, without what else its interpreter brings. */
export const fluxOCIRepositoryStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` OCIRepository. */
export const fluxOCIRepository = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/ocirepository_types.go#L81-L117
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/ociverification_types.go#L23-L48
  fluxKind(SOURCE, 'OCIRepository', status, {
    'v1 Secret': [
      'secretRef|certSecretRef|proxySecretRef.name',
      'verify.secretRef|trustedRootSecretRef.name',
    ],
    'v1 ServiceAccount': ['serviceAccountName'],
  }),
);
