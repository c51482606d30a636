import { phase } from '../../reducers/phase.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';

// The API server's defaults write `Pending` where a volume has no phase, also where it is scheduled nowhere:
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/v1/defaults.go
const status = {
  phase: phase(['Failed', 'Pending', 'Available', 'Bound', 'Released'], {
    unreported: 'Pending',
    nowhere: 'Pending',
  }),
};

/** The status of `v1` PersistentVolume, without what else its interpreter brings. */
export const persistentVolumeStatus = defineStatus({
  status,
  reflects: 'whole',
  observedGeneration: 'none',
});

/**
 * `v1` PersistentVolume.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L514-L565
 */
export const persistentVolume = defineInterpreter({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  status,
  reflects: 'whole',
  observedGeneration: 'none',
  retain: [['spec', 'claimRef']],
});
