import { invalid } from '../errors.js';
import { isFields } from '../kubernetes/object.js';
import { type ClusterExplanation, explainMembers } from './explanation.js';
import type { AggregatedStatusItems, AggregateOptions } from './items.js';
import { A_GENERATION, generationOf, observedGenerationOf } from './processed-generation.js';
import { reportOf } from './report-of.js';

/** The generations of a federation's template. */
export interface TemplateGenerations {
  /** The template's `metadata.generation`; 0 where it is absent. */
  readonly generation?: number | undefined;
  /** The template's `status.observedGeneration` so far; 0 where it is absent or malformed. */
  readonly observedGeneration?: number | undefined;
}

/** The federation's generation, and each member's part in it. */
export interface GenerationAggregate {
  readonly observedGeneration: number;
  /** Whether every cluster is settled now. */
  readonly settled: boolean;
  readonly clusters: readonly ClusterExplanation[];
}

/**
 * The federated `observedGeneration`: it reaches the template's generation when every member is settled, and
 * stays where it was until then.
 *
 * @param template the template's generation and the federated `observedGeneration` so far
 * @param items the members, in any order
 * @param options which clusters count, and the suspension that an explanation may point to
 * @returns the new `observedGeneration`, and for each cluster, by name, settled or why not
 * @throws InterpreterError `INVALID_OBJECT` for a malformed generation, `INVALID_ITEMS`, `INVALID_OPTIONS`
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/resourceinterpreter/default/native/aggregatestatus.go#L98-L101
 * @example
 * const status = { generation: 1, observedGeneration: 1, resourceTemplateGeneration: 6 };
 * aggregateGeneration({ generation: 7, observedGeneration: 6 }, [{ clusterName: 'member2', status }]);
 * // observedGeneration 6; member2 runs template generation 6; 7 is current
 */
export function aggregateGeneration(
  template: TemplateGenerations,
  items: AggregatedStatusItems,
  options?: AggregateOptions,
): GenerationAggregate {
  if (!isFields(template)) throw invalid('INVALID_OBJECT', 'template', template, 'an object');
  const generation = templateGeneration(template.generation, 'generation');
  const stored = observedGenerationOf(template.observedGeneration) ?? 0;
  const explained = explainMembers(
    { generation, observedGeneration: stored, format: 'number' },
    items,
    options,
    (item) =>
      reportOf(
        item,
        'number',
        (observed) => observed,
        () => undefined,
      ),
  );
  const { observedGeneration, settled, clusters } = explained;
  return { observedGeneration, settled, clusters };
}

/** A generation that the caller has set: a malformed one is a mistake, not a status. */
export function templateGeneration(value: unknown, path: string): number {
  const generation = generationOf(value);
  if (generation === undefined) throw invalid('INVALID_OBJECT', path, value, A_GENERATION);
  return generation;
}
