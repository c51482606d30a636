import type { KubernetesObject } from '../../kubernetes/object.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { numberAt } from '../health/number-at.js';
import { observedHealth } from '../health/observed-health.js';

const status = {
  replicas: sum(),
  fullyLabeledReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
};

/** The status of `apps/v1` ReplicaSet, without what else its interpreter brings. */
export const replicaSetStatus = defineStatus({ status, perCluster: targets });

/**
 * `apps/v1` ReplicaSet.
 *
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_replicaset.go
 */
export const replicaSet = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  perCluster: targets,
  health: firstHealth(
    observedHealth(),
    available,
    conditionHealth('ReplicaFailure', { True: 'Degraded' }),
    notAvailable,
  ),
});

const asked = (object: KubernetesObject): number => numberAt(object, ['spec', 'replicas'], 1);
const isAvailable = (object: KubernetesObject): number => numberAt(object, ['status', 'availableReplicas']);

/** Each of its counts has one target: a ReplicaSet has one version only. */
function targets(object: KubernetesObject): { readonly [field: string]: number } {
  const replicas = asked(object);
  return {
    replicas,
    fullyLabeledReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  };
}

function available(object: KubernetesObject): Health | undefined {
  return isAvailable(object) >= asked(object)
    ? health('Healthy', 'Available', `${isAvailable(object)} replicas are available`)
    : undefined;
}

function notAvailable(object: KubernetesObject): Health {
  const message = `${isAvailable(object)} of ${asked(object)} replicas are available`;
  return health('Progressing', 'NotAvailable', message);
}
