import type { KindInterpreter, KubernetesObject } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const compile = (when: object): Required<KindInterpreter> =>
  compileInterpreter({
    apiVersion: 'v1',
    kind: 'Game',
    health: [{ state: 'Healthy', when }],
  }) as Required<KindInterpreter>;
const holds = (when: object, object: object): boolean =>
  compile(when).interpretHealth(deepFreeze(object) as KubernetesObject).healthy;

describe('a condition', () => {
  const ready = { type: 'Ready', status: 'True', reason: 'Succeeded', observedGeneration: 2 };
  const object = (condition: object, status: object = {}) => ({
    metadata: { generation: 2 },
    status: { ...status, conditions: [{ type: 'Other', status: 'False' }, condition] },
  });

  test.each<[predicate: object, condition: object, holds: boolean]>([
    [{ type: 'Ready' }, ready, true],
    [{ type: 'Stalled' }, ready, false],
    [{ type: 'Ready', reason: 'Succeeded' }, ready, true],
    [{ type: 'Ready', reason: 'Failed' }, ready, false],
    [{ type: 'Ready', reason: ['Failed', 'Succeeded'] }, ready, true],
    [{ type: 'Ready', status: 'False', reason: 'Succeeded' }, ready, false],
    [{ type: 'Ready', status: 'True', reason: null }, ready, true],
    [{ type: 'Ready', reason: 'Succeeded' }, { type: 'Ready', status: 'True' }, false],
    [{ type: 'Ready', observedGeneration: 'current' }, ready, true],
    [{ type: 'Ready', observedGeneration: 'current' }, { ...ready, observedGeneration: 3 }, true],
    [{ type: 'Ready', observedGeneration: 'current' }, { ...ready, observedGeneration: 1 }, false],
    [{ type: 'Ready', observedGeneration: 'current' }, { ...ready, observedGeneration: undefined }, false],
  ])('%j of %j: %j', (condition, given, expected) => {
    expect(holds({ condition }, object(given))).toBe(expected);
  });

  test('that does not say which generation it speaks of has the one of the status', () => {
    const { observedGeneration: _, ...silent } = ready;
    const condition = { type: 'Ready', observedGeneration: 'current' };
    expect(holds({ condition }, object(silent, { observedGeneration: 2 }))).toBe(true);
    expect(holds({ condition }, object(silent, { observedGeneration: 1 }))).toBe(false);
    // Its own comes first.
    expect(holds({ condition }, object({ ...ready, observedGeneration: 1 }, { observedGeneration: 2 }))).toBe(
      false,
    );
  });

  test('is told in words', () => {
    const said = (condition: object) =>
      compile({ not: { condition } }).interpretHealth({ status: {} }).message;
    expect(said({ type: 'Ready', status: 'True', reason: ['A', 'B'], observedGeneration: 'current' })).toBe(
      'not (the condition Ready is True and has the reason A or B and is of the present generation)',
    );
    expect(said({ type: 'Ready' })).toBe('not (the condition Ready is there)');
  });

  test.each<[condition: object, message: string]>([
    [{ status: 'True' }, 'when.condition.type is missing, not a name'],
    [{ type: 'Ready', resaon: 'x' }, 'when.condition.resaon is an unknown field: did you mean reason?'],
    [{ type: 'Ready', observedGeneration: 'curent' }, 'is "curent", not one of current'],
    [{ type: 'Ready', reason: [] }, 'is a list of 0, not a list of reasons'],
  ])('%j is refused', (condition, message) => {
    expect(() => compile({ condition })).toThrow(message);
  });
});

describe('two paths to several values', () => {
  const both = (comparison: object) => ({ path: '$.spec.a[*]', ...comparison });
  const b = { path: '$.spec.b[*]' };

  test.each<[a: unknown[], b: unknown[], equal: boolean]>([
    [[1, 2], [3, 2], true],
    [[1, 2], [3, '2'], false],
    [[{ x: 1, y: [2] }], [{ y: [2], x: 1 }], true],
    [[{ x: 1 }], ['{"x":1}'], false],
    [['{"x":1}'], [{ x: 1 }], false],
    [[[1, 2]], [[2, 1]], false],
    [['"a'], ['a'], false],
    [[0], [false], false],
    [[true], [true], true],
    [[], [], true],
  ])('%j and %j have an equal one: %j', (left, right, equal) => {
    expect(holds(both({ equals: b }), { spec: { a: left, b: right } })).toBe(equal);
    expect(holds(both({ oneOf: ['none', b] }), { spec: { a: left, b: right } })).toBe(equal);
  });

  test.each<[a: unknown[], b: unknown[], atLeast: boolean, atMost: boolean]>([
    [[3], [5, 2], true, true],
    [[1], [5, 2], false, true],
    [[6], [5, '2'], true, false],
    [[1], ['x'], false, false],
    [['x'], [1], false, false],
    [[1], [], true, false],
  ])('%j and %j are compared: %j %j', (left, right, atLeast, atMost) => {
    expect(holds(both({ atLeast: b }), { spec: { a: left, b: right } })).toBe(atLeast);
    expect(holds(both({ atMost: b }), { spec: { a: left, b: right } })).toBe(atMost);
  });

  test('are looked up, not compared each with each', () => {
    const equal = compile(both({ equals: b, atLeast: b }));
    const cost = (n: number): number => {
      const a = Array.from({ length: n }, (_, i) => ({ i }));
      const object = { spec: { a, b: a.map(({ i }) => ({ i: i + n })) } };
      const times = [0, 1, 2, 3, 4].map(() => {
        const { user } = process.cpuUsage();
        expect(equal.interpretHealth(object).healthy).toBe(false);
        return process.cpuUsage().user - user;
      });
      return Math.min(...times);
    };
    cost(4000);
    expect(cost(16_000) / cost(4000)).toBeLessThan(12);
  });
});
