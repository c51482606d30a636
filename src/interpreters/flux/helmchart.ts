import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last } from '../status/reducers.js';
import { fluxKind, SOURCE } from './flux.js';

const status = {
  artifact: last('object'),
  url: last(),
  observedChartName: last(),
  observedSourceArtifactRevision: last(),
  conditions: conditions(),
};

/** The status of `source.toolkit.fluxcd.io` HelmChart, without what else its interpreter brings. */
export const fluxHelmChartStatus = defineStatus(status);

/** `source.toolkit.fluxcd.io` HelmChart. */
export const fluxHelmChart = defineInterpreter(
  fluxKind(SOURCE, 'HelmChart', status, { Secret: ['verify.secretRef.name'] }),
);
