import { compare } from '../../kubernetes/compare.js';
import { compact } from '../../kubernetes/json.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { isCounted, podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { quantityFormat } from '../../kubernetes/quantity.js';
import { encodeGo } from './go-decode.js';
import { formatGoQuantity, type GoQuantity, inUnits } from './go-quantity.js';

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

/**
 * What one replica needs, as Karmada's `kube.accuratePodRequirements` says it.
 *
 * @param strict - Whether sidecars and resources of whole pods count as in Karmada, which takes sidecars for what runs
 * before the containers, and passes over the resources of the pod.
 */
export function requirementsOfPod(template: PodTemplate, strict: boolean): unknown {
  const spec = template.spec ?? {};
  const departs =
    spec.resources !== undefined ||
    spec.initContainers?.some(({ restartPolicy }) => restartPolicy === 'Always');
  if (departs && !strict) return podRequirements(encodeGo(template), { path: 'podTemplate' });
  const { nodeSelector, tolerations, affinity } = spec;
  const hardNodeAffinity = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const nodeClaim = {
    ...(hardNodeAffinity && { hardNodeAffinity }),
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
  };
  const resourceRequest = requestsOf(spec);
  return compact({ nodeClaim, resourceRequest });
}

/**
 * The containers' requests added up, at least what each init container asks for, and the overhead: as int64s that
 * overflow.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
 */
function requestsOf(spec: NonNullable<PodTemplate['spec']>): object {
  const total = new Map<string, bigint>();
  const each = (quantities: Quantities, join: (before: bigint, amount: bigint) => bigint): void => {
    for (const [name, quantity] of Object.entries(quantities)) {
      if (!isCounted(name)) continue;
      const amount = inUnits(quantity, unitOf(name));
      total.set(name, BigInt.asIntN(64, join(total.get(name) ?? 0n, amount)));
    }
  };
  const sum = (before: bigint, amount: bigint) => before + amount;
  for (const container of spec.containers ?? []) each(withLimits(container), sum);
  for (const container of spec.initContainers ?? []) {
    each(withLimits(container), (before, amount) => (amount > before ? amount : before));
  }
  each(spec.overhead ?? {}, sum);
  const found: { [name: string]: string } = {};
  for (const [name, value] of [...total].sort(([a], [b]) => compare(a, b))) {
    const format = quantityFormat(name);
    if (value > 0n) found[name] = formatGoQuantity({ value, exponent: unitOf(name), big: false, format });
  }
  return found;
}

/** The API server takes a limit for the request where there is none. */
function withLimits({ resources }: Container): Quantities {
  return { ...resources?.limits, ...resources?.requests };
}

/** The power of ten in which a resource is counted. */
function unitOf(name: string): number {
  return name === 'cpu' ? -3 : 0;
}

/**
 * The ConfigMaps, Secrets, ServiceAccount and PersistentVolumeClaims that a pod template uses.
 *
 * Karmada passes over `serviceAccount`, the old name of `serviceAccountName`.
 */
export function dependenciesOfPod(template: PodTemplate, namespace: string): readonly object[] {
  return podDependencies({ spec: { ...template.spec, serviceAccount: undefined } }, namespace);
}
