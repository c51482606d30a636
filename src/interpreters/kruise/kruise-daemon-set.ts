import { last } from '../../reducers/values.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import { defineStatus } from '../../status/define-status.js';
import { daemonHealth, daemonSetFields } from '../apps/daemon-set.js';
import { defineInterpreter } from '../define-interpreter.js';

/** A DaemonSet's declaration: the API versions differ in how the status calls the current revision. */
function daemonSetOf<Status extends StatusDeclaration>(apiVersion: string, status: Status) {
  return {
    apiVersion,
    kind: 'DaemonSet',
    podTemplate: ['spec', 'template'],
    status,
    health: daemonHealth,
  } as const;
}

const status = daemonSetFields({ daemonSetHash: last() });
const statusV1Beta1 = daemonSetFields({ updateRevision: last() });

/** The status of `apps.kruise.io/v1alpha1` DaemonSet, without what else its interpreter brings. */
export const kruiseDaemonSetStatus = defineStatus({ status });

/** The status of `apps.kruise.io/v1beta1` DaemonSet, without what else its interpreter brings. */
export const kruiseDaemonSetV1Beta1Status = defineStatus({ status: statusV1Beta1 });

/** `apps.kruise.io/v1alpha1` DaemonSet. */
export const kruiseDaemonSet = defineInterpreter(
  /* @__PURE__ */ daemonSetOf('apps.kruise.io/v1alpha1', status),
);

/** `apps.kruise.io/v1beta1` DaemonSet, which Kruise stores and serves since 1.9. */
export const kruiseDaemonSetV1Beta1 = defineInterpreter(
  /* @__PURE__ */ daemonSetOf('apps.kruise.io/v1beta1', statusV1Beta1),
);
