import { defineInterpreter } from '../define.js';
import { conditions } from '../status/conditions.js';
import { defineStatus } from '../status/define.js';
import { last, reflected } from '../status/reducers.js';
import { fluxKind, SOURCE } from './flux.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: conditions(),
  observedIgnore: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` Bucket, without what else its interpreter brings. */
export const fluxBucketStatus = defineStatus(status);

/** `source.toolkit.fluxcd.io` Bucket. */
export const fluxBucket = defineInterpreter(
  fluxKind(SOURCE, 'Bucket', status, { Secret: ['secretRef.name'] }),
);
