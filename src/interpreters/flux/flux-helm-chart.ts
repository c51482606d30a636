import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  observedChartName: last(),
  observedSourceArtifactRevision: last(),
  conditions: vouchedConditions(),
};

/** The status of `source.toolkit.fluxcd.io` HelmChart, without what else its interpreter brings. */
export const fluxHelmChartStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` HelmChart. */
export const fluxHelmChart = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/ociverification_types.go#L50-L68
  fluxKind(SOURCE, 'HelmChart', status, { 'v1 Secret': ['verify.secretRef.name'] }),
);
