import { compact } from '../../kubernetes/json.js';
import {
  countAt,
  type Fields,
  fieldAt,
  isAbsent,
  type KubernetesObject,
  MAX_INT32,
  objectAt,
  refuse,
  textAt,
  typed,
} from '../../kubernetes/object.js';
import { podPlacement, type ReplicaRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { type Amounts, requestOf } from '../../kubernetes/pod/resource-request.js';
import { parseQuantity } from '../../kubernetes/quantity.js';
import { checkedComponents } from '../components.js';
import type { Component } from '../replicas.js';
import { sparkMemory } from './spark-memory.js';

/** The parts of a SparkApplication. */
export function sparkComponents(object: KubernetesObject): readonly Component[] {
  const spec = objectAt(object.spec, 'spec') ?? {};
  return checkedComponents([
    partComponent(spec, 'driver', 1),
    partComponent(spec, 'executor', executorsOf(spec)),
  ]);
}

/** How many executors there are, at the start where their number is not fixed. */
function executorsOf(spec: Fields): number {
  const count = (part: string, name: string): number => {
    const path = `spec.${part}.${name}`;
    return countAt(fieldAt({ spec }, ['spec', part, name]), path, MAX_INT32) ?? 1;
  };
  const instances = count('executor', 'instances');
  const { enabled }: Fields = objectAt(spec.dynamicAllocation, 'spec.dynamicAllocation') ?? {};
  if (!typed(enabled, 'spec.dynamicAllocation.enabled', 'true or false')) return instances;
  const initial = count('dynamicAllocation', 'initialExecutors');
  return Math.max(instances, initial, count('dynamicAllocation', 'minExecutors'));
}

function partComponent(spec: Fields, name: string, replicas: number): Component {
  const path = `spec.${name}`;
  const part = objectAt(spec[name], path) ?? {};
  const common = isAbsent(part.nodeSelector) && { nodeSelector: spec.nodeSelector };
  const requirements = compact<ReplicaRequirements>({
    ...podPlacement({ ...part, ...common }, path),
    resourceRequest: requestOf(partAmounts(spec, part, path)),
  });
  return { name, replicas, ...(requirements && { requirements }) };
}

/** @see https://github.com/kubeflow/spark-operator/blob/38082f3318e9d33f3e4a940c7cf165df6e40b422/internal/scheduler/yunikorn/resourceusage/resource_usage.go */
function partAmounts(spec: Fields, part: Fields, path: string): Amounts {
  const { coreRequest, memory, memoryOverhead } = part;
  const cores = countAt(part.cores, `${path}.cores`, MAX_INT32) ?? 1;
  const mebibytes = sparkMemory({ memory, memoryOverhead, factor: overheadFactor(spec) }, path);
  const gpu = objectAt(part.gpu, `${path}.gpu`) ?? {};
  const gpuName = textAt(gpu.name, `${path}.gpu.name`);
  return new Map([
    [
      'cpu',
      quantityAt(isAbsent(coreRequest) || coreRequest === '' ? cores : coreRequest, `${path}.coreRequest`),
    ],
    ['memory', quantityAt(`${mebibytes}Mi`, path)],
    ...(gpuName === '' ? [] : [[gpuName, quantityAt(gpu.quantity ?? 0, `${path}.gpu.quantity`)] as const]),
  ]);
}

function quantityAt(value: unknown, path: string): bigint {
  return parseQuantity(value) ?? refuse(path, value, 'a quantity from 0 on, such as "500m" or "2"');
}

/** The share that a JVM needs besides its heap, and other languages more; an application without a type is Scala. */
function overheadFactor({ memoryOverheadFactor, type }: Fields): number {
  const kind = textAt(type, 'spec.type');
  if (isAbsent(memoryOverheadFactor) || memoryOverheadFactor === '')
    return kind === 'Java' || kind === 'Scala' || kind === '' ? 0.1 : 0.4;
  const factor = typeof memoryOverheadFactor === 'string' ? Number(memoryOverheadFactor) : Number.NaN;
  if (factor >= 0 && factor <= MAX_INT32) return factor;
  return refuse(
    'spec.memoryOverheadFactor',
    memoryOverheadFactor,
    'a number from 0 on as text, such as "0.4"',
  );
}
