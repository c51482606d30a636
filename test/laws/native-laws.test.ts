// The laws of aggregation over members of the native kinds, whose fields are nested.
import fc from 'fast-check';
import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { nativeStatuses } from '../support/native-statuses.js';

const interpreter = createInterpreter();

describe.each(nativeStatuses)('%s %s', (apiVersion, kind, status, spec = {}) => {
  const item = fc.record(
    {
      clusterName: fc.constantFrom('ap-1', 'eu-1', 'eu-2', 'us-1', 'member10', 'member2'),
      status: fc.oneof({ weight: 5, arbitrary: status }, fc.constantFrom<unknown>(undefined, null, {}, 3)),
      applied: fc.constantFrom(true, false),
    },
    { noNullPrototype: true },
  );
  const items = fc.uniqueArray(item, { maxLength: 5, selector: ({ clusterName }) => clusterName });
  const template = fc.record(
    {
      apiVersion: fc.constant(apiVersion),
      kind: fc.constant(kind),
      metadata: fc.record({ generation: fc.integer({ min: 0, max: 4 }) }, { noNullPrototype: true }),
      spec: fc.constant(spec),
      status,
    },
    { requiredKeys: ['apiVersion', 'kind', 'metadata', 'spec'], noNullPrototype: true },
  );

  function law(
    sentence: string,
    holds: (object: KubernetesObject, items: readonly AggregatedStatusItem[]) => void,
  ): void {
    test(sentence, () => {
      expect.hasAssertions();
      const inputs = fc.tuple(template, items).map(deepFreeze);
      const property = fc.property(inputs, ([object, members]) => {
        holds(object as KubernetesObject, members as AggregatedStatusItem[]);
      });
      fc.assert(property, { numRuns: 150 * EFFORT });
    });
  }

  law('aggregating the result again changes nothing', (object, members) => {
    const once = deepFreeze(interpreter.aggregateStatus(object, members));
    expect(interpreter.aggregateStatus(once, members)).toBe(once);
  });

  law('the order of items does not matter', (object, members) => {
    const straight = interpreter.aggregateStatus(object, members);
    const reversed = interpreter.aggregateStatus(object, [...members].reverse());
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(straight));
  });

  law('an aggregator comes to the same, whatever it has held before', (object, members) => {
    const aggregator = interpreter.createAggregator(object);
    for (const member of members) aggregator.set({ clusterName: member.clusterName, applied: true });
    aggregator.set({ clusterName: 'gone', status: {} }).aggregate();
    for (const member of [...members].reverse()) aggregator.set(member);
    aggregator.delete('gone');
    expect(aggregator.aggregate()).toEqual(interpreter.aggregateStatus(object, members));
  });

  law('partial aggregates come to the same, also by way of JSON', (object, members) => {
    const partials = members.map((member) => interpreter.createAggregator(object).set(member).partial());
    const read = JSON.parse(JSON.stringify(partials.reverse()));
    expect(interpreter.mergePartials(object, read)).toEqual(interpreter.aggregateStatus(object, members));
  });

  law('a result is JSON', (object, members) => {
    const { status: result } = interpreter.aggregateStatus(object, members);
    const { status: before } = object;
    if (result !== before) expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    else expect(result).toBe(before);
  });
});
