import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxConditions } from './flux-conditions.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: fluxConditions(),
};

/** The status of `source.toolkit.fluxcd.io` HelmRepository, without what else its interpreter brings. */
export const fluxHelmRepositoryStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` HelmRepository. */
export const fluxHelmRepository = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/helmrepository_types.go#L47-L72
  fluxKind(SOURCE, 'HelmRepository', status, { 'v1 Secret': ['secretRef|certSecretRef.name'] }),
);
