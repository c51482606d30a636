import { phase } from '../../reducers/phase.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { observedHealth } from '../health/observed-health.js';
import { phaseHealth } from '../health/phase-health.js';

// The API server's defaults write `Pending` where a claim has no phase, also where it is scheduled nowhere:
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/v1/defaults.go
const status = {
  phase: phase(['Lost', 'Pending', 'Bound'], { unreported: 'Pending', nowhere: 'Pending' }),
};

/** The status of `v1` PersistentVolumeClaim, without what else its interpreter brings. */
export const persistentVolumeClaimStatus = defineStatus({
  status,
  reflects: 'whole',
  observedGeneration: 'none',
});

/**
 * `v1` PersistentVolumeClaim.
 *
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_pvc.go
 */
export const persistentVolumeClaim = defineInterpreter({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  status,
  reflects: 'whole',
  observedGeneration: 'none',
  retain: [['spec', 'volumeName']],
  health: firstHealth(
    observedHealth('none'),
    phaseHealth(['status', 'phase'], { Bound: 'Healthy', Pending: 'Progressing', Lost: 'Degraded' }),
  ),
});
