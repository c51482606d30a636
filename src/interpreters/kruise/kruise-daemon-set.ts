import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { daemonFields } from '../apps/daemon-set.js';
import { defineInterpreter } from '../define-interpreter.js';
import { daemonHealth } from '../health/rollout-health.js';

const status = daemonFields({ daemonSetHash: last() });

/** The status of `apps.kruise.io` DaemonSet, without what else its interpreter brings. */
export const kruiseDaemonSetStatus = defineStatus({ status });

/** `apps.kruise.io` DaemonSet. */
export const kruiseDaemonSet = defineInterpreter({
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'DaemonSet',
  podTemplate: ['spec', 'template'],
  status,
  health: daemonHealth,
});
