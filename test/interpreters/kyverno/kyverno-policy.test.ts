import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

const kinds = ['ClusterPolicy', 'Policy'].flatMap((kind) =>
  ['kyverno.io/v1', 'kyverno.io/v2beta1'].map((apiVersion) => [kind, apiVersion] as const),
);

describe.each(kinds)('%s of %s', (kind, apiVersion) => {
  const policy = (status?: object) =>
    deepFreeze({
      apiVersion,
      kind,
      metadata: { name: 'pods', generation: 3 },
      spec: {},
      ...(status && { status }),
    });
  const federated = (...statuses: (object | undefined)[]): Record<string, unknown> => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, applied: true, status }));
    const template = policy({ ready: true, validatingadmissionpolicy: { generated: false, message: '' } });
    return { ...interpreter.aggregateStatus(template, deepFreeze(items)).status };
  };

  // Karmada takes the last member's.
  test.each<[ready: boolean | undefined, ...members: (boolean | undefined)[]]>([
    [true, true, true],
    [false, false, true],
    [false, true, undefined],
    [false, true, false],
    [undefined, undefined],
    [undefined],
  ])('is ready: %s, of %s and %s', (ready, ...members) => {
    const statuses = members.map((own) => (own === undefined ? undefined : { ready: own }));
    expect(federated(...statuses).ready).toBe(ready);
  });

  test('is not ready where one cluster has not said so', () => {
    expect(federated({ ready: true }, { rulecount: { validate: 1 } }).ready).toBe(false);
  });

  test('counts rules, also where one of the four is absent and Karmada crashes', () => {
    const counts = [
      { rulecount: { validate: 1, mutate: 2 } },
      { rulecount: { validate: 3, verifyimages: 4 } },
    ];
    expect(federated(...counts).rulecount).toEqual({ validate: 4, generate: 0, mutate: 2, verifyimages: 4 });
    expect(federated({ ready: true })).not.toHaveProperty('rulecount');
  });

  test("has one condition of a type, the last autogen, and what is somebody else's", () => {
    const own = (status: string, message?: string) => ({
      conditions: [{ type: 'Ready', status, reason: 'Why', message }],
      autogen: { rules: [{ name: status }] },
    });
    expect(federated(own('True', 'fine'), own('False'))).toEqual({
      conditions: [{ type: 'Ready', status: 'False', reason: 'Why', message: 'member1' }],
      autogen: { rules: [{ name: 'False' }] },
      validatingadmissionpolicy: { generated: false, message: '' },
    });
  });

  test.each<[state: string, status: object]>([
    ['Healthy', { ready: true }],
    ['Progressing', { ready: false, conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded' }] }],
    ['Healthy', { conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded' }] }],
    ['Progressing', { conditions: [{ type: 'Ready', status: 'True', reason: 'Other' }] }],
    ['Progressing', { conditions: [{ type: 'Ready', status: 'False', reason: 'Succeeded' }] }],
    // Karmada fails.
    ['Progressing', { ready: 'yes' }],
    ['Unknown', {}],
  ])('has the health %s for %j', (state, status) => {
    expect(interpreter.interpretHealth(policy(status)).state).toBe(state);
  });
});
