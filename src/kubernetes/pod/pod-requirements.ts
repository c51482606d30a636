import { compact, isJson } from '../json.js';
import { at, type Fields, isAbsent, objectAt, refuse, textAt } from '../object.js';
import { formatQuantity, parseQuantity } from '../quantity.js';
import { placed } from '../references.js';

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

/** Amounts by resource name; none that is counted is a name that every object has, such as `__proto__`. */
type Amounts = { [resource: string]: bigint };

const AFFINITY = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';

// Names that a scheduler can count: https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
// and https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/lifted/corev1helpers.go. `requests.` is
// the prefix of quotas, not of resources.
const COUNTED =
  /^(cpu|memory|ephemeral-storage|pods)$|^(hugepages|attachable-volumes)-|kubernetes\.io\/|^(?!requests\.)[-a-z\d.]+\/[-\w.]+$/;

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
      if (!isJson(value ?? null)) refuse(where, value, 'JSON');
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
function resourceRequest(template: unknown, path: string): { readonly [resource: string]: string } {
  const total: Amounts = {};
  const starting: Amounts = {};
  for (const list of ['initContainers', 'containers']) {
    for (const [container, where] of placed(template, path, `spec.${list}.*`)) {
      const amounts = amountsAt(container, where, 'resources.limits|requests');
      if (list === 'containers' || at(container, 'restartPolicy') === 'Always') merge(total, amounts, sum);
      else {
        // Beside it run the sidecars that have started before.
        merge(amounts, total, sum);
        merge(starting, amounts, larger);
      }
    }
  }
  merge(total, starting, larger);
  merge(total, amountsAt(template, path, 'spec.overhead'), sum);
  const asked = Object.entries(total).filter(([, amount]) => amount);
  return Object.fromEntries(asked.sort().map(([name, amount]) => [name, formatQuantity(amount, name)]));
}

/** The amounts at one place; of two, the API server fills in what the second leaves out from the first. */
function amountsAt(from: unknown, path: string, place: string): Amounts {
  const amounts: Amounts = {};
  for (const [value, where] of placed(from, path, place)) {
    for (const [name, quantity] of Object.entries(objectAt(value, where) ?? {})) {
      if (isAbsent(quantity) || !COUNTED.test(name)) continue;
      amounts[name] = parseQuantity(quantity, `${where}.${name}`, name);
    }
  }
  return amounts;
}

const sum = (a: bigint, b: bigint) => a + b;
const larger = (a: bigint, b: bigint) => (a > b ? a : b);

function merge(into: Amounts, amounts: Amounts, join: typeof sum): void {
  for (const name in amounts) into[name] = join(into[name] ?? 0n, amounts[name] as bigint);
}
