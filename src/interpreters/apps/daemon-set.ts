import { sum } from '../../reducers/sum.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { daemonHealth } from '../health/rollout-health.js';

/** The status of both DaemonSets, Kubernetes' own and Kruise's. */
// @__NO_SIDE_EFFECTS__
export function daemonFields<Own extends StatusDeclaration>(own: Own) {
  return {
    currentNumberScheduled: sum(),
    numberMisscheduled: sum(),
    desiredNumberScheduled: sum(),
    numberReady: sum(),
    updatedNumberScheduled: sum(),
    numberAvailable: sum(),
    numberUnavailable: sum(),
    ...own,
  };
}

const status = daemonFields({});

/** The status of `apps/v1` DaemonSet, without what else its interpreter brings. */
export const daemonSetStatus = defineStatus({ status });

/** `apps/v1` DaemonSet. */
export const daemonSet = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  podTemplate: ['spec', 'template'],
  status,
  health: daemonHealth,
});
