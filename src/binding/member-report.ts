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
  readonly work?: WorkFacts | undefined;
  /** Absent where the cluster has no item. */
  readonly item?: ItemFacts | undefined;
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

/** How items of a binding's resource are to be read. */
export function observedAs({ apiVersion, kind }: Fields): 'uncollected' | 'text' | undefined {
  for (const one of OBSERVED_AS) if (one.kind === kind && one.apiVersion === apiVersion) return one.as;
  return undefined;
}

/** Reads one item; what is malformed in it counts as absent. */
export function readItem(
  source: Fields,
  path: () => string,
  as: 'uncollected' | 'text' | undefined,
  wrong: Refuse,
): ItemFacts {
  const { applied, appliedMessage, health, status } = source;
  let malformed: string | undefined;
  const damaged = (where: string, value: unknown, expected: string): undefined => {
    wrong(`${path()}.${where}`, value, expected);
    malformed ??= mismatch(where, value, expected);
    return undefined;
  };
  const fields = isFields(status) ? status : undefined;
  if (!fields && !isAbsent(status)) damaged('status', status, 'an object');

  // Karmada fills in all three at once: what is absent then is something that the member's object does not have.
  const beside =
    !isAbsent(source.resourceTemplateGeneration) ||
    !isAbsent(source.memberGeneration) ||
    !isAbsent(source.memberObservedGeneration);
  const read = (value: unknown, name: string, insideName: string): number | undefined => {
    if (isAbsent(value)) return undefined;
    if (isCount(value, MAX_SAFE)) return value + 0;
    if (insideName === 'observedGeneration') {
      // The default that the CRDs of Flux have.
      if (value === -1) return value;
      if (as === 'text' && typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
    }
    return damaged(beside ? name : `status.${insideName}`, value, A_GENERATION);
  };
  const resourceTemplateGeneration = read(
    beside ? source.resourceTemplateGeneration : fields?.resourceTemplateGeneration,
    'resourceTemplateGeneration',
    'resourceTemplateGeneration',
  );
  const generation = read(
    beside ? source.memberGeneration : fields?.generation,
    'memberGeneration',
    'generation',
  );
  const observedGeneration = read(
    beside ? source.memberObservedGeneration : fields?.observedGeneration,
    'memberObservedGeneration',
    'observedGeneration',
  );
  const skips = observedGeneration === undefined && (beside || as === 'uncollected');

  const knownHealth =
    health === 'Healthy' || health === 'Unhealthy' || health === 'Unknown' ? health : undefined;
  if (!knownHealth && !isAbsent(health)) wrong(`${path()}.health`, health, 'Healthy, Unhealthy or Unknown');
  if (typeof applied !== 'boolean' && !isAbsent(applied))
    wrong(`${path()}.applied`, applied, 'true or false');
  return {
    source,
    applied: typeof applied === 'boolean' ? applied : undefined,
    appliedMessage: isName(appliedMessage) ? appliedMessage : undefined,
    health: knownHealth,
    generation,
    observedGeneration,
    resourceTemplateGeneration,
    status: fields,
    observed: skips ? undefined : Math.max(0, observedGeneration ?? 0),
    malformed,
  };
}
