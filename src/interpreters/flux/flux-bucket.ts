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
};

/** The status of `source.toolkit.fluxcd.io` Bucket, without what else its interpreter brings. */
export const fluxBucketStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` Bucket. */
export const fluxBucket = defineInterpreter(
  fluxKind(SOURCE, 'Bucket', status, { Secret: ['secretRef.name'] }),
);
