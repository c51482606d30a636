import { createInterpreter, type KindInterpreter } from 'karmada-interpreter';
import { aggregateBinding, explainBinding, federatedHealth } from 'karmada-interpreter/binding';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { refusal } from '../support/mistakes.js';

const named = { apiVersion: 'example.org/v1', kind: 'Widget' };
const widget: KindInterpreter = compileInterpreter({
  ...named,
  status: { ready: 'sum' },
  health: [{ state: 'Degraded', when: { path: '$.status.ready', atMost: 2 } }],
});
const template = deepFreeze({ ...named, metadata: { name: 'w', namespace: 'a', generation: 1 }, spec: {} });
const status = { ready: 2, generation: 1, observedGeneration: 1, resourceTemplateGeneration: 1 };
const binding = deepFreeze({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: { name: 'w-widget', namespace: 'a', generation: 1 },
  spec: { resource: { ...named, name: 'w', namespace: 'a' }, clusters: [{ name: 'm1' }] },
  status: { aggregatedStatus: [{ clusterName: 'm1', applied: true, health: 'Healthy', status }] },
});

test('the interpreter of one kind does what a registry of it does', () => {
  const registry = createInterpreter({ interpreters: [widget] });
  const [one, many] = [widget, registry].map((interpreter) => ({
    aggregated: aggregateBinding(template, binding, { interpreter }),
    explained: explainBinding(binding, { template, interpreter }),
    health: federatedHealth(binding, { template, interpreter }),
  }));
  expect(one).toEqual(many);
  expect(one?.aggregated).toMatchObject({ status: { ready: 2 } });
  expect(one?.explained.clusters[0]?.state).toBe('Degraded');
  // It has only the one method that is needed.
  const { apiVersions, kind, aggregateStatus } = widget;
  const bare = { apiVersions, kind, operations: ['AggregateStatus'], aggregateStatus } as KindInterpreter;
  expect(aggregateBinding(template, binding, { interpreter: bare })).toEqual(one?.aggregated);
});

test.each([
  [5, '5'],
  [{}, 'an object'],
  [[], 'a list of 0'],
])('what is no interpreter is refused: %o', (given, shown) => {
  const interpreter = given as never;
  const calls = [
    () => aggregateBinding(template, binding, { interpreter }),
    () => explainBinding(binding, { interpreter }),
    () => federatedHealth(binding, { interpreter }),
  ];
  for (const call of calls)
    expect(refusal(call)).toMatchObject({
      code: 'INVALID_OPTIONS',
      message: `options.interpreter is ${shown}, not an interpreter`,
    });
});
