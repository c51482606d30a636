import type { GenerationFormat } from '../generation/processed-generation.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { type Fields, type KubernetesObject, MAX_SAFE } from '../kubernetes/object.js';

/** How a kind writes its observed generation, by what it declares. */
export function formatIn(
  { declaration, apiVersions, kind }: KindInterpreter,
  object: KubernetesObject = { apiVersion: apiVersions[0], kind },
): GenerationFormat {
  const { observedGeneration = 'number' } = declaration ?? {};
  return typeof observedGeneration === 'function' ? observedGeneration(object) : observedGeneration;
}

/** What the laws have to know of a kind. */
export interface KindFacts {
  /** The status fields that are added up over the members, with the most that each may come to. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether it writes `status.observedGeneration`. */
  readonly observes: boolean;
}

/**
 * What an interpreter does, seen from outside: which fields of two members it adds up, and whether it writes the
 * generation that they have processed.
 *
 * @param sample - A status of the kind.
 */
export function factsOf(interpreter: KindInterpreter, sample: Fields): KindFacts {
  const { apiVersions, kind, declaration } = interpreter;
  const outcome = (status: (of: number) => object): Fields => {
    const generations = { observedGeneration: 7, generation: 7, resourceTemplateGeneration: 7 };
    const items = [2, 3].map((count) => ({
      ...{ clusterName: `member${count}`, applied: true, status: { ...status(count), ...generations } },
    }));
    const metadata = { name: 'web', namespace: 'shop', generation: 7 };
    try {
      const next = interpreter.aggregateStatus?.(
        { apiVersion: apiVersions[0], kind, metadata, spec: {} },
        items,
      );
      return (next?.status ?? {}) as Fields;
    } catch {
      // A law says so, with the members.
      return {};
    }
  };
  const counts = new Map<string, number>();
  if (declaration === undefined) {
    const isSum = (field: string, others: Fields) =>
      outcome((count) => ({ ...others, [field]: count }))[field] === 5;
    for (const field of Object.keys(sample))
      if (isSum(field, {}) || isSum(field, sample)) counts.set(field, MAX_SAFE);
    // A summary may decide a count together with other fields.
  } else if (declaration.summary === undefined)
    for (const [field, { limit }] of Object.entries(declaration.status ?? {}))
      if (limit !== undefined) counts.set(field, limit);
  const observes = [{}, sample].some((status) => outcome(() => status).observedGeneration === 7);
  return { counts, observes };
}
