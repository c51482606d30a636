import { reflected } from '../../reducers/reflected.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxConditions } from './flux-conditions.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  conditions: fluxConditions(),
  observedIgnore: reflected(),
  observedRecurseSubmodules: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` GitRepository, without what else its interpreter brings. */
export const fluxGitRepositoryStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` GitRepository. */
export const fluxGitRepository = defineInterpreter(
  fluxKind(SOURCE, 'GitRepository', status, { Secret: ['secretRef.name', 'verify.secretRef.name'] }),
);
