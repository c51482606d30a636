// The laws that hold of a kind whatever it is: they run over every kind of the registry, by its declaration alone.
import fc from 'fast-check';
import { createInterpreter, defaultInterpreters, type KindInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import {
  anyMembers,
  clusterName,
  type Member,
  type Status,
  type Template,
  template,
} from '../support/arbitraries.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { type KindFacts, kinds } from '../support/kinds.js';

const interpreter = createInterpreter();

/** What is known of a kind; of one that is not written down, what its declaration says. */
function factsOf({ apiVersions, kind, declaration }: KindInterpreter): KindFacts {
  const known = kinds.find((facts) => facts.kind === kind && facts.apiVersions.includes(`${apiVersions[0]}`));
  const { status = {}, reflects = [] } = declaration ?? {};
  const fields = [...Object.keys(status), ...(reflects === 'whole' ? [] : reflects)];
  const counted = fields.filter((field) => status[field]?.limit !== undefined);
  const others = fields.filter((field) => !counted.includes(field) && field !== 'conditions');
  return (
    known ?? {
      ...{ apiVersions, kind, sum: counted, last: [], agreed: [], replicas: false },
      ...{ conditions: fields.includes('conditions'), reflected: others },
    }
  );
}

const aggregated = defaultInterpreters.filter(({ aggregateStatus }) => aggregateStatus !== undefined);

describe.each(aggregated.map((kind) => [`${kind.apiVersions[0]} ${kind.kind}`, kind] as const))(
  '%s',
  (_, one) => {
    const facts = factsOf(one);
    /** Runs a law on frozen inputs: whoever writes to one throws. */
    function law(
      sentence: string,
      holds: (object: Template, items: Member[], clusters: string[]) => void,
    ): void {
      test(sentence, () => {
        expect.hasAssertions();
        const names = fc.uniqueArray(clusterName, { maxLength: 6 });
        const inputs = fc.tuple(template(facts), anyMembers(facts), names).map(deepFreeze);
        fc.assert(
          fc.property(inputs, ([object, items, clusters]) => holds(object, items, clusters)),
          { numRuns: 60 * EFFORT },
        );
      });
    }

    law('the same input gives the same output', (object, items) => {
      const given = items.filter(({ status }) => isCloneable(status));
      expect(interpreter.aggregateStatus(structuredClone(object), structuredClone(given))).toEqual(
        interpreter.aggregateStatus(object, given),
      );
    });

    law('aggregating the result again changes nothing', (object, items) => {
      const once = deepFreeze(interpreter.aggregateStatus(object, items));
      expect(interpreter.aggregateStatus(once, items)).toBe(once);
    });

    law('the order of items does not matter', (object, items) => {
      const straight = interpreter.aggregateStatus(object, items);
      const reversed = [...items].reverse();
      expect(JSON.stringify(interpreter.aggregateStatus(object, reversed))).toBe(JSON.stringify(straight));
      expect(interpreter.explainStatus(object, reversed)).toEqual(interpreter.explainStatus(object, items));
    });

    law('an aggregator and merged parts say what one aggregation says', (object, items) => {
      const whole = interpreter.aggregateStatus(object, items);
      const aggregatorOf = (some: readonly Member[]) =>
        some.reduce((aggregator, item) => aggregator.set(item), interpreter.createAggregator(object));
      expect(aggregatorOf([...items].reverse()).aggregate()).toEqual(whole);
      const parts = [items.filter((_, i) => i % 2 > 0), items.filter((_, i) => i % 2 === 0)].map((some) =>
        JSON.parse(JSON.stringify(aggregatorOf(some).partial())),
      );
      expect(interpreter.mergePartials(object, parts)).toEqual(whole);
    });

    law('what comes out is JSON', (object, items) => {
      const supports = (operation: 'InterpretHealth' | 'InterpretDependency') =>
        interpreter.supports(object, operation);
      const outputs = [
        interpreter.aggregateStatus(object, items),
        interpreter.explainStatus(object, items),
        ...items.map(({ status }) => interpreter.reflectStatus({ ...object, status: status as object })),
        supports('InterpretHealth') ? interpreter.interpretHealth(object) : undefined,
        supports('InterpretDependency') ? interpreter.getDependencies(object) : undefined,
      ];
      for (const output of outputs)
        if (output !== undefined) expect(JSON.parse(JSON.stringify(output))).toEqual(output);
    });

    law('the clusters that count are those of the options', (object, items, clusters) => {
      const counted = clusters.map(
        (name) => items.find((item) => item.clusterName === name) ?? { clusterName: name },
      );
      const statusOf = (some: Member[], options?: object) =>
        (interpreter.aggregateStatus(object, some, options).status ?? {}) as Status;
      expect(statusOf(items, { clusters })).toEqual(statusOf(counted));
      const explained = interpreter.explainStatus(object, items, { clusters });
      for (const cluster of explained.clusters)
        expect(cluster.reason === 'NotScheduled').toBe(!clusters.includes(cluster.clusterName));
      expect(explained.settled).toBe(
        explained.clusters.every(({ settled, reason }) => settled || reason === 'NotScheduled'),
      );
    });
  },
);

function isCloneable(status: unknown): boolean {
  return Object.values((status ?? {}) as object).every((value) => typeof value !== 'symbol');
}
