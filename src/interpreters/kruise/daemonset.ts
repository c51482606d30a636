import { daemonFields } from '../apps/daemonset.js';
import { defineInterpreter } from '../define.js';
import { daemonHealth } from '../health.js';
import { defineStatus } from '../status/define.js';
import { last } from '../status/reducers.js';

const status = daemonFields({ daemonSetHash: last() });

/** The status of `apps.kruise.io` DaemonSet, without what else its interpreter brings. */
export const kruiseDaemonSetStatus = defineStatus(status);

/** `apps.kruise.io` DaemonSet. */
export const kruiseDaemonSet = defineInterpreter({
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'DaemonSet',
  podTemplate: ['spec', 'template'],
  status,
  health: daemonHealth,
});
