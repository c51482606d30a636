import { compact, isJson } from '../json.js';
import { at, type Fields, isAbsent, objectAt, refuse, textAt } from '../object.js';
import { addQuantities, countedAmount, parseQuantity } from '../quantity.js';
import { placed } from '../references.js';
import { type Amounts, type ResourceRequest, requestOf } from './resource-request.js';

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
  readonly resourceRequest?: ResourceRequest;
  /** The namespace whose quota counts, where the kind says so. */
  readonly namespace?: string;
  readonly priorityClassName?: string;
}

/** What `podRequirements` takes beside the pod template. */
export interface PodRequirementsOptions {
  /** Where the template stands, for error messages; `podTemplate` where left out. */
  readonly path?: string | undefined;
}

const AFFINITY = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';

// Names that a scheduler can count: https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
// and https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/lifted/corev1helpers.go.
const NATIVE = /^(cpu|memory|ephemeral-storage|pods)$|^(hugepages|attachable-volumes)-|kubernetes\.io\//;

// An extended resource is a domain and a name, each within its length even behind `requests.`, which is the prefix
// that it gets in quotas and must not have itself:
// https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/util/validation/validation.go
const EXTENDED =
  /^(?!requests\.)(?=[^/]{1,244}\/.{1,63}$)([a-z\d]([-a-z\d]*[a-z\d])?\.)*[a-z\d]([-a-z\d]*[a-z\d])?\/([A-Za-z\d][-.\w]*)?[A-Za-z\d]$/;

// https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/component-helpers/resource/helpers.go
const POD_LEVEL = /^(cpu|memory)$|^hugepages-/;

/**
 * What one replica of a pod template needs of a node; Karmada's Lua has it as `kube.accuratePodRequirements`.
 *
 * The parts of `nodeClaim` are the template's own objects, not copies.
 *
 * @param podTemplate - The pod template, or a pod.
 * @param options - Where the template stands.
 * @returns The requirements, `undefined` where the template asks for nothing.
 * @throws InterpreterError `INVALID_OBJECT` where the template is malformed, naming path and value.
 * @example
 * podRequirements({ spec: { containers: [{ resources: { limits: { cpu: '0.5' } } }] } });
 * // { resourceRequest: { cpu: '500m' } }
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/helper/binding.go
 */
export function podRequirements(
  podTemplate: unknown,
  { path = 'podTemplate' }: PodRequirementsOptions = {},
): ReplicaRequirements | undefined {
  const [spec, where] = placed(podTemplate, path, 'spec')[0] ?? [undefined, path];
  return compact<ReplicaRequirements>({
    ...podPlacement(spec, where),
    resourceRequest: resourceRequest(podTemplate, path),
  });
}

/** Where a pod may run, and before which others. */
type Placement = { [Field in 'nodeClaim' | 'priorityClassName']: ReplicaRequirements[Field] | undefined };

/**
 * What a pod's spec says of where it may run, also that of a part of a workload which has the same fields.
 *
 * @param podSpec - The spec, or what has its fields.
 * @param path - Where that stands, for error messages.
 * @returns The parts of the spec itself, not copies; an empty priority class for none.
 * @throws InterpreterError `INVALID_OBJECT` where one of the fields is malformed, naming path and value.
 */
export function podPlacement(podSpec: unknown, path: string): Placement {
  // The scheduler gets these parts as they are.
  const objects = (place: string) =>
    placed(podSpec, path, place).map(([value, where]) => {
      if (!isJson(value ?? null)) refuse(where, value, 'JSON');
      return objectAt(value, where);
    });
  const [hardNodeAffinity] = objects(AFFINITY);
  const [nodeSelector] = objects('nodeSelector');
  for (const label in nodeSelector) textAt(nodeSelector[label], `${path}.nodeSelector.${label}`);
  objects('tolerations.*');
  const [named] = placed(podSpec, path, 'priorityClassName');
  return {
    nodeClaim: compact<NodeClaim>({
      hardNodeAffinity,
      nodeSelector: nodeSelector as NodeClaim['nodeSelector'],
      tolerations: at(podSpec, 'tolerations') as NodeClaim['tolerations'],
    }),
    priorityClassName: named && textAt(...named),
  };
}

/** The sum that Kubernetes' scheduler reserves: https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/component-helpers/resource/helpers.go */
function resourceRequest(template: unknown, path: string): ResourceRequest {
  const total = containersRequest(template, path);
  for (const [name, amount] of amountsAt(template, path, 'spec.resources.limits|requests')) {
    if (POD_LEVEL.test(name)) total.set(name, amount);
  }
  for (const [name, amount] of amountsAt(template, path, 'spec.overhead')) add(total, name, amount);
  return requestOf(total);
}

/** What the containers run with, or start with where that is more. */
function containersRequest(template: unknown, path: string): Amounts {
  const running: Amounts = new Map();
  const starting: Amounts = new Map();
  for (const list of ['initContainers', 'containers']) {
    for (const [container, where] of placed(template, path, `spec.${list}.*`)) {
      const stays = list === 'containers' || at(container, 'restartPolicy') === 'Always';
      for (const [name, amount] of amountsAt(container, where, 'resources.limits|requests')) {
        if (stays) add(running, name, amount);
        else {
          // Beside an init container run the sidecars that have started before it.
          const beside = addQuantities(running.get(name) ?? 0n, amount);
          if (beside > (starting.get(name) ?? 0n)) starting.set(name, beside);
        }
      }
    }
  }
  for (const [name, amount] of starting) {
    if (amount > (running.get(name) ?? 0n)) running.set(name, amount);
  }
  return running;
}

/** The amounts at one place; of two, the API server fills in what the second leaves out from the first. */
function amountsAt(from: unknown, path: string, place: string): Amounts {
  const amounts: Amounts = new Map();
  for (const [value, where] of placed(from, path, place)) {
    for (const [name, quantity] of Object.entries(objectAt(value, where) ?? {})) {
      if (isAbsent(quantity) || !isCounted(name)) continue;
      const amount = parseQuantity(quantity);
      if (amount === undefined) {
        refuse(`${where}.${name}`, quantity, 'a quantity from 0 on, such as "500m" or "1Gi"');
      }
      // Each container's amount is rounded up by itself.
      amounts.set(name, countedAmount(amount, name));
    }
  }
  return amounts;
}

function add(into: Amounts, name: string, amount: bigint): void {
  into.set(name, addQuantities(into.get(name) ?? 0n, amount));
}

/** Whether a scheduler counts a resource of this name. */
export function isCounted(name: string): boolean {
  return NATIVE.test(name) || EXTENDED.test(name);
}
