import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last } from '../status/reducers.js';
import { fluxDependencies, fluxHealth, SUSPEND } from './flux.js';

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
export const fluxHelmChart = defineInterpreter({
  apiVersion: ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'],
  kind: 'HelmChart',
  status,
  health: fluxHealth,
  retain: SUSPEND,
  dependencies: fluxDependencies({ Secret: ['verify.secretRef.name'] }),
});
