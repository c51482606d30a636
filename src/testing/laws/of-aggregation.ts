import { isFields } from '../../kubernetes/object.js';
import { sameText } from '../alike.js';
import { deepFreeze } from '../deep-freeze.js';
import { withoutEmpties } from '../without-empties.js';
import { aggregatorOf } from './calls.js';
import {
  firstViolation,
  isFinal,
  type Law,
  law,
  notSame,
  type Situation,
  type Subject,
  unlike,
} from './law.js';

/** The aggregated status. */
function statusOf(object: { readonly status?: unknown }): { readonly [field: string]: unknown } {
  return isFields(object.status) ? object.status : {};
}

/** A value as whoever it is sent to reads it. */
function sent<T>(value: T): T {
  return deepFreeze(JSON.parse(JSON.stringify(value)));
}

/** The partial aggregates of three groups of the members. */
function partialsOf(
  subject: Subject,
  { template, members, groups }: Pick<Situation, 'template' | 'members' | 'groups'>,
) {
  return [0, 1, 2].map((group) => {
    const some = members.filter((_, i) => (groups[i] ?? 0) === group);
    return sent(aggregatorOf(subject, { template, members: some }).partial());
  });
}

/** The laws of aggregation: what several members come to. */
export const lawsOfAggregation: readonly Law[] = [
  law({
    name: 'template-kept',
    sentence: 'Aggregation writes the status of the template, and nothing else of it.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    check(subject, { template, members }) {
      const { status: _, ...next } = subject.aggregateStatus(template, members);
      const { status: __, ...rest } = template;
      // A script's empty tables are written as nothing.
      return unlike(
        'aggregateStatus',
        'the template but for its status',
        withoutEmpties(next),
        withoutEmpties(rest),
      );
    },
  }),
  law({
    name: 'idempotent',
    sentence: 'Aggregating the result again changes nothing.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    check(subject, { template, members }) {
      const once = deepFreeze(subject.aggregateStatus(template, members));
      const twice = subject.aggregateStatus(once, members);
      return unlike('aggregateStatus', 'the status of the first time', statusOf(twice), statusOf(once));
    },
  }),
  law({
    name: 'same-reference',
    sentence: 'Where nothing changes, the same reference comes back: there is nothing to write then.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    check(subject, { template, members }) {
      const once = deepFreeze(subject.aggregateStatus(template, members));
      return notSame('aggregateStatus', 'the very object', subject.aggregateStatus(once, members), once);
    },
  }),
  law({
    name: 'order-free',
    sentence: 'The order of the members does not matter.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    check(subject, { template, members }) {
      const straight = statusOf(subject.aggregateStatus(template, members));
      const byName = [...members].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
      return firstViolation(
        ...[[...members].reverse(), byName, [...members.slice(1), ...members.slice(0, 1)]].map(
          (other) => () => {
            const found = statusOf(subject.aggregateStatus(template, other));
            return unlike(
              'aggregateStatus',
              'the status that they come to in the other order',
              found,
              straight,
              sameText,
            );
          },
        ),
        () =>
          unlike(
            'explainStatus',
            'the explanation of the other order',
            subject.explainStatus(template, [...members].reverse()),
            subject.explainStatus(template, members),
          ),
      );
    },
  }),
  law({
    name: 'counts-add-up',
    sentence: 'A count is what its members report of it, added up; one that is malformed counts as absent.',
    needs: ['template', 'members'],
    methods: ['aggregateStatus'],
    appliesTo: (_, { counts }) => counts.size > 0,
    check(subject, { template, members }, { counts }) {
      if (isFinal(subject, template)) return undefined;
      const total = statusOf(subject.aggregateStatus(template, members));
      return firstViolation(
        ...Array.from(counts, ([field, limit]) => () => {
          const reported = members.map(({ status }) =>
            isFields(status) && Object.hasOwn(status, field) ? status[field] : 0,
          );
          const sum = reported.reduce<number>((so, one) => so + (isCounted(one, limit) ? one : 0), 0);
          // Where a sum stops is the type's to say, which a declaration has.
          if (sum > 2147483647 && !subject.declaration) return undefined;
          const found = total[field] ?? 0;
          return unlike(
            'aggregateStatus',
            `the sum of status.${field}`,
            { [field]: found },
            { [field]: Math.min(sum, limit) },
          );
        }),
      );
    },
  }),
  law({
    name: 'incremental',
    sentence: 'An aggregator comes to the same as one aggregation, whatever it has heard before.',
    needs: ['template', 'members', 'earlier'],
    methods: ['aggregateStatus', 'createAggregator'],
    check(subject, { template, members, earlier }) {
      const aggregator = subject.createAggregator(template);
      for (const item of earlier) aggregator.set(item);
      aggregator.aggregate();
      for (const item of [...members].reverse()) aggregator.set(item);
      const kept = new Set(members.map(({ clusterName }) => clusterName));
      for (const { clusterName } of earlier) if (!kept.has(clusterName)) aggregator.delete(clusterName);
      const whole = subject.aggregateStatus(template, members);
      const next = aggregator.aggregate();
      return firstViolation(
        () => unlike('createAggregator', 'the status of one aggregation', statusOf(next), statusOf(whole)),
        () =>
          unlike(
            'createAggregator',
            'the explanation of all',
            aggregator.explain(),
            subject.explainStatus(template, members),
          ),
        () =>
          notSame(
            'createAggregator',
            'the same object while nothing has changed',
            aggregator.aggregate(),
            next,
          ),
        () => {
          const raised = { ...template, metadata: { ...template.metadata, generation: 5 } };
          const found = statusOf(aggregator.update(raised).aggregate());
          const instead = statusOf(subject.aggregateStatus(raised, members));
          return unlike(
            'createAggregator',
            'the status over the template that it was updated with',
            found,
            instead,
          );
        },
      );
    },
  }),
  law({
    name: 'partials',
    sentence: 'Partial aggregates come to the same in any order and grouping, also by way of JSON.',
    needs: ['template', 'members', 'groups'],
    methods: ['aggregateStatus', 'createAggregator', 'mergePartials', 'combinePartials'],
    check(subject, situation) {
      const { template, members } = situation;
      const whole = statusOf(subject.aggregateStatus(template, members));
      const parts = partialsOf(subject, situation);
      const [a, ...others] = parts;
      const combined = [sent(subject.combinePartials(template, others)), ...(a ? [a] : [])];
      return firstViolation(
        ...[parts, [...parts].reverse(), combined].map((way) => () => {
          const found = statusOf(subject.mergePartials(template, way));
          return unlike('mergePartials', 'the status of one aggregation', found, whole);
        }),
      );
    },
  }),
  law({
    name: 'scheduled-clusters',
    sentence: 'An item of a cluster that the workload is not scheduled to counts nowhere.',
    needs: ['template', 'members', 'clusters'],
    methods: ['aggregateStatus'],
    check(subject, { template, members, clusters }) {
      const scheduled = members.filter(({ clusterName }) => clusters.includes(clusterName));
      const found = statusOf(subject.aggregateStatus(template, members, { clusters }));
      const instead = statusOf(subject.aggregateStatus(template, scheduled, { clusters }));
      return firstViolation(
        () => unlike('aggregateStatus', 'the status without those items', found, instead),
        () => {
          if (!subject.declaration) return undefined;
          const all = clusters.map(
            (clusterName) => members.find((one) => one.clusterName === clusterName) ?? { clusterName },
          );
          const silent = statusOf(subject.aggregateStatus(template, all));
          return unlike(
            'aggregateStatus',
            'the status with an item that says nothing for each other cluster',
            found,
            silent,
          );
        },
      );
    },
  }),
];

function isCounted(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= limit;
}
