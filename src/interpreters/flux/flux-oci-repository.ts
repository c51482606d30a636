import { reflected } from '../../reducers/reflected.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxConditions } from './flux-conditions.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: fluxConditions(),
  observedIgnore: reflected(),
  observedLayerSelector: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` OCIRepository, without what else its interpreter brings. */
export const fluxOCIRepositoryStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` OCIRepository. */
export const fluxOCIRepository = defineInterpreter(
  fluxKind(SOURCE, 'OCIRepository', status, {
    Secret: ['secretRef.name', 'verify.secretRef.name', 'certSecretRef.name'],
    ServiceAccount: ['serviceAccountName'],
  }),
);
