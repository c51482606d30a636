import { at, isAbsent, type KubernetesObject, objectAt, refuse } from '../../kubernetes/object.js';
import { type Amounts, type ResourceRequest, requestOf } from '../../kubernetes/pod/resource-request.js';
import { parseQuantity } from '../../kubernetes/quantity.js';
import { placed } from '../../kubernetes/references.js';
import { flinkMemory } from './flink-memory.js';

/**
 * What a pod of a part requests: by `resources`, as Kubernetes has them, where these say something, and by the older
 * `resource` where not.
 *
 * @see https://github.com/apache/flink-kubernetes-operator/blob/6e9caeb48118934f4311534725196c52159eaa21/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/config/FlinkConfigBuilder.java#L366-L383
 */
export function partRequest(object: KubernetesObject, key: string): ResourceRequest {
  const path = `spec.${key}`;
  const amounts: Amounts = new Map();
  // Requests come after the limits that stand in for them, and replace them.
  for (const [value, where] of placed(object.spec, 'spec', `${key}.resources.limits|requests`)) {
    for (const [name, amount] of Object.entries(objectAt(value, where) ?? {}))
      setAmount(amounts, name, amount, `${where}.${name}`);
  }
  if (amounts.size > 0) return requestOf(amounts);
  const older = objectAt(at(object, 'spec', key, 'resource'), `${path}.resource`) ?? {};
  setAmount(amounts, 'cpu', older.cpu, `${path}.resource.cpu`);
  setAmount(amounts, 'memory', older.memory, `${path}.resource.memory`);
  setAmount(amounts, 'ephemeral-storage', older.ephemeralStorage, `${path}.resource.ephemeralStorage`);
  return requestOf(amounts);
}

function setAmount(amounts: Amounts, name: string, value: unknown, path: string): void {
  if (isAbsent(value) || value === '') return;
  const amount = name === 'memory' ? flinkMemory(value, path) : parseQuantity(value);
  amounts.set(name, amount ?? refuse(path, value, 'a quantity from 0 on, such as "500m" or "1Gi"'));
}
