import fc from 'fast-check';
import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();

const template = deepFreeze({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', generation: 7 },
  spec: { replicas: 6 },
  status: { observedGeneration: 6 },
});

function itemOf(clusterName: string) {
  const generations = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
  return { clusterName, status: { ...generations, replicas: 2, updatedReplicas: 2, readyReplicas: 2 } };
}

/** As many names as there may be of few clusters, and one more. */
const names = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { minLength: 1, maxLength: 9 });
const sizes = [1, 3, 7, 8, 9];

function aggregate(items: readonly string[], clusters?: readonly string[]) {
  return interpreter.aggregateStatus(template, deepFreeze(items.map(itemOf)), { clusters });
}

describe('options.clusters that are those of the items', () => {
  it('count as the items do alone, whatever the order of either', () => {
    fc.assert(
      fc.property(
        names.chain((list) => fc.tuple(fc.constant(list), shuffled(list), shuffled(list))),
        ([list, items, clusters]) => {
          expect(aggregate(items, clusters)).toStrictEqual(aggregate(list));
        },
      ),
    );
  });

  it.each(sizes)('of %i are settled without the last one only where it is not asked for', (size) => {
    const list = [...'abcdefghi'].slice(0, size);
    const others = [...list.slice(0, -1), 'z'];
    for (const clusters of [list, [...list].reverse()])
      expect(aggregate(list, clusters).status).toMatchObject({ observedGeneration: 7, replicas: 2 * size });
    // The item of a cluster that is not asked for does not count, and the cluster without one does.
    for (const clusters of [others, [...others].reverse()])
      expect(aggregate(list, clusters).status).toMatchObject({
        observedGeneration: 6,
        replicas: 2 * (size - 1),
      });
  });

  it.each(sizes)('of %i do not stand in for a cluster that is asked for twice', (size) => {
    const list = [...'abcdefghi'].slice(0, size);
    const clusters = [...list.slice(0, -1), list[0] as string];
    const { status } = aggregate(list, clusters);
    expect(status).toMatchObject({ observedGeneration: 7, replicas: 2 * Math.max(1, size - 1) });
  });

  it.each(sizes)('of %i wait for one that has no item', (size) => {
    const list = [...'abcdefghi'].slice(0, size);
    const { status } = aggregate(list, [...list, 'z']);
    expect(status).toMatchObject({ observedGeneration: 6, replicas: 2 * size });
  });

  it('do not make one of an item that is there twice', () => {
    const { status } = aggregate(['a', 'a'], ['a', 'b']);
    expect(status).toMatchObject({ observedGeneration: 6, replicas: 4 });
  });
});

function shuffled(list: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
