// The laws of aggregation, over the members of the recorded cases in new combinations: so that they hold for every
// kind, of whatever its status is made.
import fc from 'fast-check';
import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { casesIn, files } from '../conformance/cases.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();
const CLUSTERS = ['a', 'b', 'c', 'd', 'e', 'f'];

interface Member {
  readonly clusterName: string;
  readonly status?: object;
  readonly applied?: boolean;
}

/** The templates and the members of a file's cases. */
function recordedIn(file: string) {
  const cases = casesIn(file).filter(({ operation }) => operation === 'AggregateStatus');
  const templates: KubernetesObject[] = cases.map(({ object }) => object);
  const statuses: (object | undefined)[] = cases.flatMap(({ items }) =>
    ((items ?? []) as Member[]).map(({ status }) => status),
  );
  return { templates, statuses: [...statuses, undefined] };
}

const aggregated = files.filter((file) => recordedIn(file).templates.length > 0);

describe.each(aggregated)('%s', (file) => {
  const { templates, statuses } = recordedIn(file);
  /** A template, and members in any order, each cluster at most once; some have parts of two recorded statuses. */
  const situation = fc.tuple(
    fc.constantFrom(...templates),
    fc.shuffledSubarray(CLUSTERS).chain((clusters) =>
      fc.tuple(
        ...clusters.map((clusterName) =>
          fc
            .tuple(fc.constantFrom(...statuses), fc.constantFrom(undefined, ...statuses), fc.boolean())
            .map(([status, other, applied]): Member => {
              const mixed = status && other && { ...other, ...status };
              return { clusterName, applied, ...(status && { status: mixed ?? status }) };
            }),
        ),
      ),
    ),
    fc.option(fc.subarray(CLUSTERS), { nil: undefined }),
  );

  function law(
    sentence: string,
    holds: (object: KubernetesObject, items: Member[], options?: object) => void,
  ) {
    test(sentence, () => {
      const property = fc.property(situation, ([object, items, clusters]) =>
        holds(deepFreeze(object), deepFreeze(items), clusters && { clusters }),
      );
      fc.assert(property, { numRuns: 100 * EFFORT });
    });
  }

  law('the order of items does not matter', (object, items, options) => {
    const sorted = [...items].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
    const straight = interpreter.aggregateStatus(object, items, options);
    expect(JSON.stringify(interpreter.aggregateStatus(object, sorted, options))).toBe(
      JSON.stringify(straight),
    );
  });

  law('aggregating the result again changes nothing', (object, items, options) => {
    const once = deepFreeze(interpreter.aggregateStatus(object, items, options));
    expect(interpreter.aggregateStatus(once, items, options)).toBe(once);
  });

  law('one by one the members come to the same, whatever they reported before', (object, items, options) => {
    const aggregator = interpreter.createAggregator(object, options);
    for (const { clusterName } of items)
      aggregator.set({ clusterName, ...(items[0]?.status && { status: items[0].status }) });
    for (const item of items) aggregator.set(item);
    expect(aggregator.aggregate()).toEqual(interpreter.aggregateStatus(object, items, options));
    expect(aggregator.explain()).toEqual(interpreter.explainStatus(object, items, options));
  });

  law('parts of the members come to the same, in whatever order and grouping', (object, items, options) => {
    const partials = CLUSTERS.slice(0, 3).map((_, shard) => {
      const aggregator = interpreter.createAggregator(object, options);
      items.forEach((item, i) => void (i % 3 === shard && aggregator.set(item)));
      return JSON.parse(JSON.stringify(aggregator.partial()));
    });
    const whole = interpreter.aggregateStatus(object, items, options);
    expect(interpreter.mergePartials(object, [...partials].reverse(), options)).toEqual(whole);
    const combined = interpreter.combinePartials(object, partials.slice(1));
    expect(interpreter.mergePartials(object, [combined, ...partials.slice(0, 1)], options)).toEqual(whole);
  });

  law('nothing that was recorded is malformed', (object, items) => {
    expect(interpreter.explainStatus(object, items).problems).toEqual([]);
  });
});
