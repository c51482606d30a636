import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { encodeGo } from './go-decode.js';
import { formatGoQuantity, type GoQuantity, inUnits } from './go-quantity.js';
import { goStruct } from './go-structs.js';

type Quantities = { readonly [resource: string]: GoQuantity };

interface Container {
  readonly restartPolicy?: string;
  readonly resources?: { readonly limits?: Quantities; readonly requests?: Quantities };
}

/** A pod template as far as requirements and dependencies go, decoded. */
export interface PodTemplate {
  readonly spec?: {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
    readonly overhead?: Quantities;
    readonly resources?: object;
    readonly nodeSelector?: object;
    readonly tolerations?: readonly object[];
    readonly affinity?: {
      readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: object };
    };
  };
}

/** The name of a prefixed label that may stand in a quota: what makes a resource one that is counted. */
const QUALIFIED =
  /^([a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*\/)?[A-Za-z\d]([-\w.]{0,61}[A-Za-z\d])?$/;

/**
 * What one replica needs, as Karmada's `kube.accuratePodRequirements` says it.
 *
 * @param strict - Whether sidecars and resources of whole pods count as in Karmada, which takes sidecars for what runs
 * before the containers, and passes over the resources of the pod.
 */
export function requirementsOfPod(template: PodTemplate, strict: boolean): unknown {
  const spec = template.spec ?? {};
  const write = formatGoQuantity;
  const departs =
    spec.resources !== undefined ||
    spec.initContainers?.some(({ restartPolicy }) => restartPolicy === 'Always');
  if (departs && !strict) {
    return podRequirements(encodeGo(goStruct('PodTemplateSpec'), template, write), { path: 'podTemplate' });
  }
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const claim = {
    ...(required && { hardNodeAffinity: required }),
    ...(spec.nodeSelector && { nodeSelector: spec.nodeSelector }),
    ...((spec.tolerations?.length ?? 0) > 0 && { tolerations: spec.tolerations }),
  };
  const nodeClaim =
    Object.keys(claim).length > 0 && (encodeGo(goStruct('NodeClaim'), claim, write) as object);
  const resourceRequest = requestsOf(spec);
  if (!nodeClaim && resourceRequest === undefined) return undefined;
  return { ...(nodeClaim && { nodeClaim }), ...(resourceRequest && { resourceRequest }) };
}

/**
 * The containers' requests added up, at least what each init container asks for, and the overhead: as int64s that
 * overflow.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
 */
function requestsOf(spec: NonNullable<PodTemplate['spec']>): object | undefined {
  const total = new Map<string, bigint>();
  const each = (quantities: Quantities, join: (before: bigint, amount: bigint) => bigint): void => {
    for (const [name, quantity] of Object.entries(quantities)) {
      if (!isCounted(name)) continue;
      total.set(
        name,
        BigInt.asIntN(64, join(total.get(name) ?? 0n, inUnits(quantity, name === 'cpu' ? -3 : 0))),
      );
    }
  };
  const sum = (before: bigint, amount: bigint) => before + amount;
  for (const container of spec.containers ?? []) each(withLimits(container), sum);
  for (const container of spec.initContainers ?? []) {
    each(withLimits(container), (before, amount) => (amount > before ? amount : before));
  }
  each(spec.overhead ?? {}, sum);
  const found: { [name: string]: string } = {};
  for (const [name, value] of [...total].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value <= 0n) continue;
    const binary = name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-');
    found[name] = formatGoQuantity({
      value,
      exponent: name === 'cpu' ? -3 : 0,
      big: false,
      format: binary ? 'binary' : 'decimal',
    });
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The API server takes a limit for the request where there is none. */
function withLimits({ resources }: Container): Quantities {
  return { ...resources?.limits, ...resources?.requests };
}

function isCounted(name: string): boolean {
  if (/^(cpu|memory|pods|ephemeral-storage)$|^(hugepages|attachable-volumes)-/.test(name)) return true;
  if (name.includes('kubernetes.io/')) return true;
  if (!name.includes('/') || name.startsWith('requests.')) return false;
  const quota = `requests.${name}`;
  return QUALIFIED.test(quota) && quota.indexOf('/') <= 253;
}

/**
 * The ConfigMaps, Secrets, ServiceAccount and PersistentVolumeClaims that a pod template uses.
 *
 * Karmada passes over `serviceAccount`, the old name of `serviceAccountName`.
 */
export function dependenciesOfPod(template: PodTemplate, namespace: string): readonly object[] {
  const spec = { ...template.spec, serviceAccount: undefined };
  const plain = encodeGo(goStruct('PodTemplateSpec'), { ...template, spec }, formatGoQuantity);
  return podDependencies(plain, namespace);
}
