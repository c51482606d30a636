import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last, reflected } from '../status/reducers.js';
import { fluxKind, SOURCE } from './flux.js';

const status = {
  artifact: last('object'),
  conditions: conditions(),
  observedIgnore: reflected(),
  observedRecurseSubmodules: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` GitRepository, without what else its interpreter brings. */
export const fluxGitRepositoryStatus = defineStatus(status);

/** `source.toolkit.fluxcd.io` GitRepository. */
export const fluxGitRepository = defineInterpreter(
  fluxKind(SOURCE, 'GitRepository', status, { Secret: ['secretRef.name', 'verify.secretRef.name'] }),
);
