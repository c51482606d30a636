import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { reflected } from '../../reducers/reflected.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: vouchedConditions(),
  observedIgnore: reflected(),
};

/** The status of `source.toolkit.fluxcd.io` Bucket, without what else its interpreter brings. */
export const fluxBucketStatus = defineStatus({ status });

/** `source.toolkit.fluxcd.io` Bucket. */
export const fluxBucket = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/bucket_types.go#L94-L192
  fluxKind(SOURCE, 'Bucket', status, {
    'v1 Secret': [
      'secretRef|certSecretRef|proxySecretRef.name',
      // How it gets its credentials from a security token service.
      'sts.secretRef|certSecretRef.name',
    ],
    'v1 ServiceAccount': ['serviceAccountName'],
  }),
);
