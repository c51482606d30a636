import { invalid } from '../../errors.js';
import { isJson } from '../../json.js';
import { at, type Fields, isAbsent, objectAt, textAt } from '../../objects.js';
import { placed } from '../references.js';
import { formatQuantity, parseQuantity } from './quantity.js';

/** Which nodes a replica can run on. */
export interface NodeClaim {
  /** The pod template's required node affinity. */
  readonly hardNodeAffinity?: Fields;
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly tolerations?: readonly Fields[];
}

/** What one replica needs. */
export interface ReplicaRequirements {
  readonly nodeClaim?: NodeClaim;
  /** Canonical Kubernetes quantities by resource name. */
  readonly resourceRequest?: { readonly [resource: string]: string };
}

/** Amounts by resource name: a Map, because the names come from outside and `__proto__` may be one. */
type Amounts = Map<string, bigint>;

const AFFINITY = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';
const FIRST = ['cpu', 'memory', 'ephemeral-storage'];

// Names that a scheduler can count: https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
// and https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/lifted/corev1helpers.go. `requests.` is
// the prefix of quotas, not of resources.
const COUNTED =
  /^(cpu|memory|ephemeral-storage|pods)$|^(hugepages|attachable-volumes)-|kubernetes\.io\/|^(?!requests\.)[-a-z\d.]+\/[-\w.]+$/;
const BYTES = /^(memory|ephemeral-storage)$|^hugepages-/;

/**
 * What one replica of a pod template needs of a node.
 *
 * The parts of `nodeClaim` are the template's own objects, not copies.
 *
 * @param template - The pod template.
 * @param path - Where it stands, for error messages: `spec.template`.
 * @returns The requirements, `undefined` where the template asks for nothing.
 * @throws InterpreterError `INVALID_OBJECT` where the template is malformed, naming path and value.
 * @example
 * podRequirements({ spec: { containers: [{ resources: { limits: { cpu: '0.5' } } }] } }, 'spec.template');
 * // { resourceRequest: { cpu: '500m' } }
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/helper/binding.go
 */
export function podRequirements(template: unknown, path: string): ReplicaRequirements | undefined {
  return compact<ReplicaRequirements>({
    nodeClaim: nodeClaim(template, path),
    resourceRequest: resourceRequest(template, path),
  });
}

function nodeClaim(template: unknown, path: string): NodeClaim | undefined {
  // The scheduler gets these parts as they are.
  const objects = (place: string) =>
    placed(template, path, place).map(([value, where]) => {
      if (value !== undefined && !isJson(value)) throw invalid('INVALID_OBJECT', where, value, 'JSON');
      return objectAt(value, where);
    });
  const [hardNodeAffinity] = objects(AFFINITY);
  const [nodeSelector] = objects('spec.nodeSelector');
  for (const label in nodeSelector) textAt(nodeSelector[label], `${path}.spec.nodeSelector.${label}`);
  objects('spec.tolerations.*');
  return compact<NodeClaim>({
    hardNodeAffinity,
    nodeSelector: nodeSelector as NodeClaim['nodeSelector'],
    tolerations: at(template, 'spec', 'tolerations') as NodeClaim['tolerations'],
  });
}

/** The sum that Kubernetes' scheduler reserves: https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/api/v1/resource/helpers.go */
function resourceRequest(template: unknown, path: string): { [resource: string]: string } {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const starting: Amounts[] = [];
  for (const [container, place] of placed(template, path, 'spec.containers.*')) {
    add(total, containerRequest(container, place));
  }
  for (const [container, place] of placed(template, path, 'spec.initContainers.*')) {
    const amounts = containerRequest(container, place);
    if (at(container, 'restartPolicy') === 'Always') {
      add(total, amounts);
      add(sidecars, amounts);
    } else {
      add(amounts, sidecars);
      starting.push(amounts);
    }
  }
  for (const amounts of starting) {
    for (const [name, amount] of amounts) if (amount > (total.get(name) ?? 0n)) total.set(name, amount);
  }
  add(total, amountsAt(template, path, 'spec.overhead'));

  // Those that come first come again in the sorted rest, which leaves them where they are.
  const request: { [resource: string]: string } = {};
  for (const name of [...FIRST, ...[...total.keys()].sort()]) {
    const amount = total.get(name);
    if (amount) request[name] = formatQuantity(amount, formOf(name));
  }
  return request;
}

function formOf(name: string) {
  return name === 'cpu' ? 'milli' : BYTES.test(name) ? 'binary' : 'whole';
}

/** Requests, with limits in place of those that are missing, as the API server fills them in. */
function containerRequest(container: unknown, path: string): Amounts {
  return amountsAt(container, path, 'resources.requests', amountsAt(container, path, 'resources.limits'));
}

/** The amounts at one place on top of those given, which they replace. */
function amountsAt(from: unknown, path: string, place: string, amounts: Amounts = new Map()): Amounts {
  for (const [value, where] of placed(from, path, place)) {
    const list = objectAt(value, where);
    for (const name in list) {
      const quantity = list[name];
      if (isAbsent(quantity) || !COUNTED.test(name)) continue;
      amounts.set(name, parseQuantity(quantity, `${where}.${name}`, name === 'cpu' ? 3 : 0));
    }
  }
  return amounts;
}

function add(into: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) into.set(name, (into.get(name) ?? 0n) + amount);
}

/** The fields that hold something, `undefined` where none does. */
function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const kept = Object.entries(fields).filter(([, value]) => value && Object.keys(value).length > 0);
  return kept.length > 0 ? (Object.fromEntries(kept) as T) : undefined;
}
