import { namespaceOf, referencesAt } from '../../kubernetes/references.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { observedHealth } from '../health/observed-health.js';
import { addressedHealth } from './addressed-health.js';
import { loadBalancerStatus } from './load-balancer-status.js';

const status = { loadBalancer: loadBalancerStatus(false) };

/** The status of `networking.k8s.io/v1` Ingress, without what else its interpreter brings. */
export const ingressStatus = defineStatus({ status, reflects: 'whole', observedGeneration: 'none' });

/**
 * `networking.k8s.io/v1` Ingress.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L219-L250
 */
export const ingress = defineInterpreter({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  status,
  reflects: 'whole',
  observedGeneration: 'none',
  health: firstHealth(observedHealth('none'), addressedHealth),
  dependencies: (object) =>
    referencesAt(object.spec, 'spec', { 'v1 Secret': ['tls.*.secretName'] }, namespaceOf(object)),
});
