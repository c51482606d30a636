import { sum } from '../../reducers/sum.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { heldBack } from '../health/held-back.js';
import { rolloutHealth } from '../health/rollout-health.js';

/** The status of both DaemonSets, Kubernetes' own and Kruise's. */
// @__NO_SIDE_EFFECTS__
export function daemonSetFields<Own extends StatusDeclaration>(own: Own) {
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

/**
 * The health of both DaemonSets, by their rollout. Kruise's take a percentage for a partition, and round it down.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/pkg/controller/daemonset/daemonset_update.go#L326-L336
 */
export const daemonHealth = /* @__PURE__ */ rolloutHealth({
  noun: 'pods',
  asked: 'desiredNumberScheduled',
  heldBack: (object, asked) =>
    heldBack(object, asked, { percentage: (percent, total) => Math.floor((percent * total) / 100) }),
  running: 'currentNumberScheduled',
  updated: 'updatedNumberScheduled',
  available: 'numberAvailable',
  paused: ['spec', 'updateStrategy', 'rollingUpdate', 'paused'],
});

const status = daemonSetFields({});

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
