import { choose, combine, defineInterpreter, field, first } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const RANKS = ['bad', 'middling', 'good'];

const kind = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  observedGeneration: 'none',
  summary: choose(
    ({ state }) => (RANKS.includes(state as string) ? RANKS.indexOf(state as string) : RANKS.length),
    combine({ state: field('state', first()), note: field('note', first()) }, (own) => own),
  ),
});
const template = deepFreeze({ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { generation: 1 } });

function statusOf(members: Record<string, object | undefined>): object | undefined {
  const items = Object.entries(members).map(([clusterName, status]) => ({
    clusterName,
    applied: true,
    ...(status && { status }),
  }));
  return kind.aggregateStatus(template, deepFreeze(items)).status;
}

describe('the one member that stands for all', () => {
  test('is that of the lowest rank, with all that it says and nothing of what others say', () => {
    expect(statusOf({ a: { state: 'good', note: 'of a' }, b: { state: 'bad' } })).toEqual({ state: 'bad' });
  });

  test('is the first by cluster name of several of one rank', () => {
    const members = { b: { state: 'bad', note: 'of b' }, a: { state: 'bad', note: 'of a' } };
    expect(statusOf(members)).toEqual({ state: 'bad', note: 'of a' });
  });

  test('is none that reports nothing of it, however low its rank is', () => {
    expect(statusOf({ a: {}, b: { state: '' }, c: { other: 1 }, d: { state: 'good' } })).toEqual({
      state: 'good',
    });
    expect(statusOf({ a: undefined, b: { state: 'middling' } })).toEqual({ state: 'middling' });
  });

  test('is none at all where nobody reports anything: what the template had is gone', () => {
    const before = deepFreeze({ ...template, status: { state: 'bad', note: 'old', other: 1 } });
    expect(kind.aggregateStatus(before, [{ clusterName: 'a', status: {} }]).status).toEqual({ other: 1 });
    expect(kind.aggregateStatus(before, []).status).toEqual({ other: 1 });
  });

  test('is explained where it is malformed, by the field', () => {
    const { problems } = kind.explainStatus(template, [
      { clusterName: 'a', status: { state: 'bad', note: 5 } },
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('note is 5, not a string'),
    ]);
  });

  test('is the same of parts, and parts are checked', () => {
    const members = [
      { clusterName: 'a', status: { state: 'good' } },
      { clusterName: 'b', status: { state: 'bad', note: 'of b' } },
      { clusterName: 'c', status: { state: 'bad', note: 'of c' } },
    ];
    const parts = members.map((member) => {
      const aggregator = kind.createAggregator(template);
      aggregator.set(member);
      return JSON.parse(JSON.stringify(aggregator.partial()));
    });
    expect(kind.mergePartials(template, [...parts].reverse())).toEqual(
      kind.aggregateStatus(template, members),
    );
    const text = JSON.stringify(parts[1]).replace('"rank":0', '"rank":-1');
    expect(text).not.toBe(JSON.stringify(parts[1]));
    expect(() => kind.mergePartials(template, [JSON.parse(text)])).toThrow(
      expect.objectContaining({ code: 'INVALID_PARTIAL' }),
    );
  });
});
