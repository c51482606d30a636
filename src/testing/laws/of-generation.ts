import type { AggregatedStatusItem } from '../../generation/items.js';
import {
  GENERATION_FIELDS,
  type GenerationFormat,
  isUnobserved,
  NEVER,
  numberIn,
  processedGeneration,
  RESOURCE_TEMPLATE_GENERATION_ANNOTATION,
} from '../../generation/processed-generation.js';
import { at, isAbsent, isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { formatIn } from '../facts.js';
import { firstViolation, type Law, law, unlike } from './law.js';

/** The generation of the template that a member has processed, by what it reports alone. */
function processedBy(item: AggregatedStatusItem, format: GenerationFormat): number {
  const status = item.status ?? {};
  if (isAbsent(item.status) && !isUnobserved(format)) return NEVER;
  const [observed, own, stamp] = GENERATION_FIELDS.map((field) => at(status, field));
  return processedGeneration(item, format, format === 'text' ? numberIn(observed) : observed, own, stamp);
}

/** A member with the generations of one that has processed a generation of the template. */
function processing(item: AggregatedStatusItem, generation: number): AggregatedStatusItem {
  const { memberGeneration, memberObservedGeneration, resourceTemplateGeneration, ...rest } = item;
  const generations = { observedGeneration: 3, generation: 3, resourceTemplateGeneration: generation };
  return { ...rest, applied: true, status: { ...item.status, ...generations } };
}

const generationOf = (object: KubernetesObject): number => object.metadata?.generation ?? 0;

function observedIn(object: { readonly status?: unknown }): unknown {
  return numberIn(at(object.status, 'observedGeneration') ?? 0);
}

/** The laws of which members have processed the template. */
export const lawsOfGeneration: readonly Law[] = [
  law({
    name: 'generation-held',
    sentence: 'One member that has not processed the template holds the federated observedGeneration.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    check(subject, { template, members }, { observes }) {
      const generation = generationOf(template);
      const format = formatIn(subject, template);
      if (members.every((item) => processedBy(item, format) >= generation)) return undefined;
      const next = subject.aggregateStatus(template, members);
      // A kind that has none drops it; it must not write it either.
      if (!observes && at(next.status, 'observedGeneration') === undefined) return undefined;
      return unlike(
        'aggregateStatus',
        'the observedGeneration that it had',
        observedIn(next),
        observedIn(template),
      );
    },
  }),
  law({
    name: 'generation-reached',
    sentence:
      'Once every member has processed the template, the federated observedGeneration is its generation.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    sorts: ['sound'],
    appliesTo: (_, { observes }) => observes,
    check(subject, { template, members }) {
      const generation = generationOf(template);
      const expected = 'the generation of the template';
      const [present, ahead] = [generation, generation + 1].map((one) =>
        members.map((item) => processing(item, one)),
      );
      const reached =
        (items: readonly AggregatedStatusItem[] = []) =>
        () =>
          unlike(
            'aggregateStatus',
            expected,
            observedIn(subject.aggregateStatus(template, items)),
            generation,
          );
      return firstViolation(
        reached(present),
        // A template that was read a moment late is behind its members.
        reached(ahead),
        ...(present ?? []).map((item, i) => () => {
          const behind = { ...item, status: { ...item.status, generation: 4 } };
          if (processedBy(behind, formatIn(subject, template)) >= generation) return undefined;
          const items = present?.map((other, j) => (j === i ? behind : other)) ?? [];
          const found = observedIn(subject.aggregateStatus(template, items));
          return unlike(
            'aggregateStatus',
            `the one that it had, as ${item.clusterName} is behind`,
            found,
            observedIn(template),
          );
        }),
      );
    },
  }),
  law({
    name: 'explained',
    sentence: 'The explanation says what the aggregation did, of each cluster once.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus', 'explainStatus'],
    check(subject, { template, members }, { observes }) {
      const explained = subject.explainStatus(template, members);
      const { clusters, settled, observedGeneration, generation } = explained;
      const names = members.map(({ clusterName }) => clusterName).sort();
      return firstViolation(
        () => unlike('explainStatus', 'the generation of the template', generation, generationOf(template)),
        () =>
          unlike(
            'explainStatus',
            'each cluster, by name',
            clusters.map(({ clusterName }) => clusterName),
            names,
          ),
        () =>
          unlike(
            'explainStatus',
            'settled where every cluster is',
            settled,
            clusters.every((one) => one.settled),
          ),
        () =>
          observes
            ? unlike(
                'explainStatus',
                'the observedGeneration that is written',
                observedGeneration,
                observedIn(subject.aggregateStatus(template, members)),
              )
            : undefined,
        ...clusters.map(({ clusterName, settled: one, reason, message }) => () => {
          const shown = { settled: one, named: message.includes(clusterName) };
          return unlike('explainStatus', `the reason of ${clusterName}`, shown, {
            settled: reason === 'Settled',
            named: true,
          });
        }),
      );
    },
  }),
  law({
    name: 'collected-settles',
    sentence: 'A member that has processed the template is settled by what reflectStatus collects of it.',
    needs: ['observed'],
    methods: ['aggregateStatus', 'reflectStatus'],
    sorts: ['sound'],
    appliesTo: (_, { observes }) => observes,
    check(subject, { observed }) {
      const generation = generationOf(observed);
      const text = formatIn(subject, observed) === 'text';
      const member = memberObject(observed, generation, text ? `${generation}` : generation);
      const collected = subject.reflectStatus(member);
      if (!isFields(collected)) return undefined;
      const template = { ...observed, status: {} };
      const items = [{ clusterName: 'only', applied: true, status: collected }];
      // What is gathered from elsewhere in an object may be malformed there, and keeps the member from settling.
      if (subject.declaration?.gather && subject.explainStatus(template, items).problems.length > 0)
        return undefined;
      const next = subject.aggregateStatus(template, items);
      return unlike(
        'reflectStatus',
        'what lets the federation reach its generation',
        observedIn(next),
        generation,
      );
    },
  }),
];

/** An object as a member cluster has it that has processed a generation. */
function memberObject(
  object: KubernetesObject,
  generation: number,
  observedGeneration: unknown,
): KubernetesObject {
  const annotations = {
    ...object.metadata?.annotations,
    [RESOURCE_TEMPLATE_GENERATION_ANNOTATION]: `${generation}`,
  };
  return {
    ...object,
    metadata: { ...object.metadata, generation, annotations },
    status: { ...object.status, observedGeneration } as object,
  };
}
