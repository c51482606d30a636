import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deepFreeze } from '../support/freeze.js';
import { isObject } from '../support/is-object.js';
import { declarationsIn } from './files.js';
import { manifests } from './fleet.js';

const declarations = declarationsIn('fleet');
const interpreter = createInterpreter({ interpreters: Object.values(declarations).map(compileInterpreter) });

test('there are declarations of ten CRDs, each with manifests', () => {
  expect(Object.keys(declarations)).toHaveLength(10);
  expect(Object.keys(manifests)).toEqual(Object.keys(declarations));
});

describe.each(Object.entries(manifests))('%s', (_, { healthy, health, changed, dependencies, federated }) => {
  const member = deepFreeze(parse(healthy)) as KubernetesObject;

  test('has the health that its controller reports', () => {
    expect(interpreter.interpretHealth(member)).toEqual(health);
    for (const [change, state, reason] of changed) {
      const object = merged(member, parse(change));
      expect(interpreter.interpretHealth(deepFreeze(object as object))).toMatchObject({ state, reason });
    }
  });

  test('brings along what it needs', () => {
    if (!interpreter.supports(member, 'InterpretDependency')) return expect(dependencies).toEqual([]);
    const found = interpreter.getDependencies(member);
    expect(
      found.map(({ kind, namespace, name }) => [kind, ...(namespace ? [namespace] : []), name].join('/')),
    ).toEqual(dependencies);
  });

  test('comes to one status for the federation', () => {
    const template = { ...member, metadata: { ...member.metadata, generation: 1 }, status: undefined };
    const items = ['member1', 'member2'].map((clusterName) => ({
      clusterName,
      status: interpreter.reflectStatus(member) as object,
    }));
    const { status } = interpreter.aggregateStatus(template as KubernetesObject, items);
    expect(status).toMatchObject(federated);
    expect(interpreter.explainStatus(template as KubernetesObject, items).problems).toEqual([]);
  });
});

/** An object with fields of another one in the place of its own; a list replaces a list, `null` takes a field away. */
function merged(object: unknown, change: unknown): unknown {
  if (!isObject(object) || !isObject(change)) return change;
  const keys = Object.keys({ ...object, ...change });
  return Object.fromEntries(
    keys.map((key) => [key, key in change ? merged(object[key], change[key]) : object[key]]),
  );
}
