import { readFileSync } from 'node:fs';
import { createInterpreter } from 'karmada-interpreter';
import {
  explainBinding,
  federatedHealth,
  fullyAppliedCondition,
  itemsFromWorks,
} from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

interface Case {
  readonly name: string;
  readonly function: string;
  readonly expected: {
    readonly [key: string]: unknown;
    readonly clusters?: { readonly [name: string]: object };
  };
  readonly [input: string]: unknown;
}

const cases = deepFreeze(
  JSON.parse(readFileSync(new URL('./cases/bindings.json', import.meta.url), 'utf8')) as Case[],
);

function of(name: string): [string, Case][] {
  return cases.filter((given) => given.function === name).map((given) => [given.name, given]);
}

/** The inputs of a case under the names of the options. */
function optionsOf(given: Case): object {
  const { name: _, function: __, expected: ___, note: ____, binding: _____, ...options } = given;
  return options.interpreter === 'builtin' ? { ...options, interpreter: createInterpreter() } : options;
}

/** Holds exactly the clusters of a list against those expected, and of each the keys that are. */
function expectClusters(
  clusters: readonly { readonly clusterName: string }[],
  expected: Case['expected'],
): void {
  expect(clusters.map(({ clusterName }) => clusterName)).toEqual(Object.keys(expected.clusters ?? {}).sort());
  for (const cluster of clusters)
    expect(cluster).toMatchObject(expected.clusters?.[cluster.clusterName] ?? {});
}

describe('explainBinding', () => {
  it.each(of('explainBinding'))('%s', (_, given) => {
    const { clusters: __, scheduling, ...expected } = given.expected;
    const explanation = explainBinding(given.binding as object, optionsOf(given));
    expect(explanation).toMatchObject(expected);
    expect(explanation.scheduling?.reason).toBe(scheduling);
    expectClusters(explanation.clusters, given.expected);
    expect(explanation.problems).toEqual([]);
  });
});

describe('federatedHealth', () => {
  it.each(of('federatedHealth'))('%s', (_, given) => {
    const { clusters: __, ...expected } = given.expected;
    const health = federatedHealth(given.binding as object, optionsOf(given));
    expect(health).toMatchObject(expected);
    expectClusters(health.clusters, given.expected);
  });
});

describe('itemsFromWorks', () => {
  it.each(of('itemsFromWorks'))('%s', (_, { works, binding, resource, expected }) => {
    const items = itemsFromWorks(works as object[], {
      ...(binding ? { binding } : {}),
      ...(resource ? { resource } : {}),
    });
    expect(items).toEqual(expected.items);
  });
});

describe('fullyAppliedCondition', () => {
  it.each(of('fullyAppliedCondition'))('%s', (_, { binding, items, now, expected }) => {
    expect(fullyAppliedCondition(binding as object, items as [], { now: `${now}` })).toEqual(expected);
  });
});
