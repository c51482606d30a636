import { at, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { type Health, health } from '../health/health.js';

/**
 * The health of what is reached from outside: healthy once a load balancer has an address.
 *
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_ingress.go
 */
export function addressedHealth(object: KubernetesObject): Health {
  const ingress = at(object, 'status', 'loadBalancer', 'ingress');
  const addresses = Array.isArray(ingress)
    ? ingress.map((entry) => at(entry, 'hostname') || at(entry, 'ip')).filter(isName)
    : [];
  return addresses.length > 0
    ? health('Healthy', 'AddressAssigned', `reached at ${addresses[0]}`)
    : health('Progressing', 'NoAddress', 'no load balancer has an address yet');
}
