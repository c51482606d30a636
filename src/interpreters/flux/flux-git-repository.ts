import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { reflected } from '../../reducers/reflected.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  conditions: vouchedConditions(),
  observedIgnore: reflected(),
  observedRecurseSubmodules: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` GitRepository, without what else its interpreter brings. */
export const fluxGitRepositoryStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` GitRepository. */
export const fluxGitRepository = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/gitrepository_types.go#L91-L249
  fluxKind(SOURCE, 'GitRepository', status, {
    'v1 Secret': ['secretRef|proxySecretRef.name', 'verify.secretRef.name'],
    'v1 ServiceAccount': ['serviceAccountName'],
  }),
);
