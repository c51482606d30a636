import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last } from '../status/reducers.js';
import { fluxKind, SOURCE } from './flux.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: conditions(),
};

/** The status of `source.toolkit.fluxcd.io` HelmRepository, without what else its interpreter brings. */
export const fluxHelmRepositoryStatus = defineStatus(status);

/** `source.toolkit.fluxcd.io` HelmRepository. */
export const fluxHelmRepository = defineInterpreter(
  fluxKind(SOURCE, 'HelmRepository', status, { Secret: ['secretRef.name'] }),
);
