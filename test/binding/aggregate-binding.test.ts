import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { aggregateBinding, type ClusterReadiness } from 'karmada-interpreter/binding';
import { deployment } from 'karmada-interpreter/interpreters';
import { describe, expect, it } from 'vitest';
import { bindingWith, settledIn, template } from '../../scripts/binding-situations.js';
import { deepFreeze } from '../support/freeze.js';

const registry = createInterpreter();

describe('aggregateBinding', () => {
  it.each([
    ['the built-in kinds', {}],
    ['an interpreter', { interpreter: registry }],
  ])('gives the template its federated status, by %s', (_, options) => {
    const binding = deepFreeze(bindingWith({}));
    const next = aggregateBinding(deepFreeze(template), binding, options);
    expect(next).toMatchObject({ status: { observedGeneration: 7, replicas: 4, availableReplicas: 4 } });
    expect(aggregateBinding(next, binding, options)).toBe(next);
  });

  it('counts the targets alone, and waits for each', () => {
    const spec = { clusters: [{ name: 'member1' }, { name: 'member3' }] };
    const { status } = aggregateBinding(template, bindingWith({ spec })) as {
      status?: { replicas: number; observedGeneration?: number };
    };
    expect(status?.replicas).toBe(2);
    expect(status?.observedGeneration ?? 0).toBe(0);
    const left = { clusters: [{ name: 'member1' }], gracefulEvictionTasks: [{ fromCluster: 'member2' }] };
    const binding = bindingWith({
      spec: left,
      member2: settledIn('member2', { resourceTemplateGeneration: 6 }),
    });
    expect(aggregateBinding(template, binding)).toMatchObject({
      status: { replicas: 2, observedGeneration: 7 },
    });
  });

  it('does not rely on a cluster that is not ready, or is gone', () => {
    const ready = (status: string) => ({
      kind: 'Cluster',
      metadata: { name: 'member2' },
      status: { conditions: [{ type: 'Ready', status }] },
    });
    const observed = (clusters: readonly ClusterReadiness[]) =>
      aggregateBinding<KubernetesObject>(template, bindingWith({}), { clusters: deepFreeze([...clusters]) })
        .status as object;
    expect(observed([{ name: 'member1' }, ready('True')])).toMatchObject({ observedGeneration: 7 });
    for (const away of [[ready('Unknown')], [{ name: 'member2', ready: false }], []]) {
      expect(observed([{ name: 'member1' }, ...away])).toMatchObject({ replicas: 4 });
      expect(observed([{ name: 'member1' }, ...away])).not.toMatchObject({ observedGeneration: 7 });
    }
  });

  it('leaves a kind alone that has no status to aggregate', () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    const binding = {
      kind: 'ResourceBinding',
      spec: { resource: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' } },
    };
    expect(aggregateBinding(settings, binding)).toBe(settings);
    const empty = createInterpreter({ interpreters: [] });
    expect(aggregateBinding(template, bindingWith({}), { interpreter: empty })).toBe(template);
    const one = createInterpreter({ interpreters: [deployment] });
    expect(aggregateBinding(template, bindingWith({}), { interpreter: one })).not.toBe(template);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a template of another binding',
      () => aggregateBinding({ ...template, kind: 'Job' }, bindingWith({})),
      'INVALID_OPTIONS',
    ],
    ['a template that is none', () => aggregateBinding(null as never, bindingWith({})), 'INVALID_OBJECT'],
    [
      'clusters that are none',
      () => aggregateBinding(template, bindingWith({}), { clusters: 'member1' as never }),
      'INVALID_OPTIONS',
    ],
    ['what is no binding', () => aggregateBinding(template, template), 'INVALID_OBJECT'],
    [
      'options that are none',
      () => aggregateBinding(template, bindingWith({}), 5 as never),
      'INVALID_OPTIONS',
    ],
    ['items without a name', () => aggregateBinding(template, bindingWith({ member2: {} })), 'INVALID_ITEMS'],
    [
      'items that are no list',
      () => aggregateBinding(template, bindingWith({ status: { aggregatedStatus: {} } })),
      'INVALID_OBJECT',
    ],
  ])('refuses %s', (_, run, code) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });
});
