import { mismatch } from '../errors.js';
import { A_GENERATION } from '../generation/processed-generation.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  MAX_SAFE,
  type Refuse,
} from '../kubernetes/object.js';
import type { WorkFacts } from './items-from-works.js';

/** What of an item stands in the explanation as it was reported, as far as it is well-formed. */
interface PassedThrough {
  readonly applied: boolean | undefined;
  readonly appliedMessage: string | undefined;
  readonly health: 'Healthy' | 'Unhealthy' | 'Unknown' | undefined;
  readonly generation: number | undefined;
  readonly observedGeneration: number | undefined;
  readonly resourceTemplateGeneration: number | undefined;
}

/** What is known of one cluster: an item of the binding, or of a Work. */
export interface MemberReport {
  readonly clusterName: string;
  /** Absent where Works were not asked for. */
  readonly work: WorkFacts | undefined;
  /** Absent where the cluster has no item. */
  readonly item: ItemFacts | undefined;
  /** What else is reported of the cluster, where a list has it more than once. */
  readonly others: readonly MemberReport[];
}

/** An item, checked. */
export interface ItemFacts extends PassedThrough {
  /** Absent where none has been collected. */
  readonly status: Fields | undefined;
  /** The generation that the member's own controller has observed; absent where there is none to compare. */
  readonly observed: number | undefined;
  /** What is wrong with the status or a generation. */
  readonly malformed: string | undefined;
  /** The item itself, by which two of one cluster are put in order. */
  readonly source: Fields;
}

/**
 * Kinds whose observedGeneration is not what other kinds have. Karmada's reflector of a StatefulSet does not collect
 * it; Argo Rollouts write it as text.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/reflectstatus.go#L280-L325
 */
const OBSERVED_AS = [
  { apiVersion: 'apps/v1', kind: 'StatefulSet', as: 'uncollected' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', as: 'text' },
] as const;

type ObservedAs = (typeof OBSERVED_AS)[number]['as'] | undefined;

/** How items of a binding's resource are to be read. */
export function observedAs({ apiVersion, kind }: Fields): ObservedAs {
  for (const one of OBSERVED_AS) if (one.kind === kind && one.apiVersion === apiVersion) return one.as;
  return undefined;
}

/**
 * Reads one item; what is malformed in it counts as absent.
 *
 * @param path - Where it stands, or the list in which it is the one at `index`.
 */
export function readItem(
  source: Fields,
  as: ObservedAs,
  wrong: Refuse,
  path: string,
  index?: number,
): ItemFacts {
  const { applied, appliedMessage, health, status } = source;
  const fields = isFields(status) ? status : undefined;
  // Karmada fills in all three at once: what is absent then is something that the member's object does not have.
  const beside =
    !isAbsent(source.resourceTemplateGeneration) ||
    !isAbsent(source.memberGeneration) ||
    !isAbsent(source.memberObservedGeneration);
  const stamp = beside ? source.resourceTemplateGeneration : fields?.resourceTemplateGeneration;
  const own = beside ? source.memberGeneration : fields?.generation;
  const seen = beside ? source.memberObservedGeneration : fields?.observedGeneration;
  const resourceTemplateGeneration = countIn(stamp);
  const generation = countIn(own);
  const observedGeneration = countIn(seen) ?? observedIn(seen, as);
  const skips = observedGeneration === undefined && (beside || as === 'uncollected');
  const knownHealth =
    health === 'Healthy' || health === 'Unhealthy' || health === 'Unknown' ? health : undefined;
  const knownApplied = typeof applied === 'boolean' ? applied : undefined;

  const inStatus = damage(status, fields, 'status', 'an object', wrong, path, index);
  const [stampName, ownName, seenName] = beside ? BESIDE : WITHIN;
  const inStamp = damage(stamp, resourceTemplateGeneration, stampName, A_GENERATION, wrong, path, index);
  const inOwn = damage(own, generation, ownName, A_GENERATION, wrong, path, index);
  const inSeen = damage(seen, observedGeneration, seenName, A_GENERATION, wrong, path, index);
  damage(health, knownHealth, 'health', 'Healthy, Unhealthy or Unknown', wrong, path, index);
  damage(applied, knownApplied, 'applied', 'true or false', wrong, path, index);
  return {
    source,
    applied: knownApplied,
    appliedMessage: isName(appliedMessage) ? appliedMessage : undefined,
    health: knownHealth,
    generation,
    observedGeneration,
    resourceTemplateGeneration,
    status: fields,
    observed: skips ? undefined : Math.max(0, observedGeneration ?? 0),
    malformed: inStatus ?? inStamp ?? inOwn ?? inSeen,
  };
}

/** Where the generations stand, beside the status or within it. */
const BESIDE = ['resourceTemplateGeneration', 'memberGeneration', 'memberObservedGeneration'] as const;
const WITHIN = [
  'status.resourceTemplateGeneration',
  'status.generation',
  'status.observedGeneration',
] as const;

function countIn(value: unknown): number | undefined {
  return isCount(value, MAX_SAFE) ? value + 0 : undefined;
}

/** An observed generation that is no count. */
function observedIn(value: unknown, as: ObservedAs): number | undefined {
  // The default that the CRDs of Flux have.
  if (value === -1) return value;
  return as === 'text' && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** What is wrong with a value of an item of which nothing could be read; `undefined` where it is absent or was read. */
function damage(
  value: unknown,
  read: unknown,
  where: string,
  expected: string,
  wrong: Refuse,
  path: string,
  index: number | undefined,
): string | undefined {
  if (read !== undefined || isAbsent(value)) return undefined;
  wrong(`${index === undefined ? path : `${path}[${index}]`}.${where}`, value, expected);
  return mismatch(where, value, expected);
}
