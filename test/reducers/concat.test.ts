import { concat, defineInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const cron = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Cron',
  observedGeneration: 'none',
  status: { active: concat() },
});
const template = {
  apiVersion: 'example.org/v1',
  kind: 'Cron',
  metadata: { generation: 1 },
  status: { active: ['old'] },
};

const items = (lists: { readonly [clusterName: string]: unknown }) =>
  deepFreeze(Object.entries(lists).map(([clusterName, active]) => ({ clusterName, status: { active } })));

describe('concat()', () => {
  test('keeps every item of every member, equal ones too, by the names of the clusters', () => {
    const status = { active: [{ name: 'x' }, 1, { name: 'x' }, 2] };
    const given = items({ b: [{ name: 'x' }, 2], a: [{ name: 'x' }, 1] });
    expect(cron.aggregateStatus(template, given).status).toEqual(status);
  });

  test('is in that order too where it is put together of parts', () => {
    const partOf = (clusterName: string) =>
      cron
        .createAggregator(template)
        .set({ clusterName, status: { active: [clusterName] } })
        .partial();
    const merged = cron.mergePartials(template, [partOf('b'), partOf('c'), partOf('a')]);
    expect(merged.status).toEqual({ active: ['a', 'b', 'c'] });
  });

  test('is left out where no member lists anything', () => {
    expect(cron.aggregateStatus(template, items({ a: [], b: undefined, c: null, d: '' })).status).toEqual({});
  });

  test('names what is no list of JSON values', () => {
    const { problems } = cron.explainStatus(template, items({ a: {}, b: [Number.NaN], c: ['fine'] }));
    expect(problems.map(({ clusterName, message }) => [clusterName, message])).toEqual([
      ['a', 'status.active is an object, not a list of JSON values'],
    ]);
  });

  test('takes no part that it has not made', () => {
    expect(concat().isPart([['a', [1]]])).toBe(true);
    for (const wrong of [null, [], [['a']], [['', [1]]], [['a', [Number.NaN]]]])
      expect(concat().isPart(wrong)).toBe(false);
  });
});
