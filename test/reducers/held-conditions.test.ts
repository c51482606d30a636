import { combine, defineInterpreter, field, heldConditions } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';

const kind = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Thing',
  observedGeneration: 'none',
  summary: combine({ held: field('conditions', heldConditions(['Failed'])) }, (values) => values),
});
const template = { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { generation: 1 } };
const items = (lists: { readonly [clusterName: string]: unknown }) =>
  Object.entries(lists).map(([clusterName, conditions]) => ({ clusterName, status: { conditions } }));

describe('heldConditions()', () => {
  test('has each type in each status, with the latest time, and the members of the types that are asked for', () => {
    const lists = {
      a: [
        {
          type: 'Failed',
          status: 'True',
          lastTransitionTime: '2026-01-01T00:00:00Z',
          lastUpdateTime: '2026-01-09T00:00:00Z',
        },
      ],
      b: [
        { type: 'Failed', status: 'True', lastUpdateTime: '2026-01-02T00:00:00Z' },
        { type: 'Ready', status: 'True' },
      ],
      c: [{ type: 'Failed', status: 'False', lastTransitionTime: '2026-01-03T00:00:00Z' }],
    };
    expect(kind.aggregateStatus(template, items(lists)).status).toEqual({
      held: [
        { type: 'Failed', status: 'False', time: '2026-01-03T00:00:00Z', clusters: [] },
        { type: 'Failed', status: 'True', time: '2026-01-02T00:00:00Z', clusters: ['a', 'b'] },
        { type: 'Ready', status: 'True', clusters: [] },
      ],
    });
  });

  test('names what is malformed', () => {
    const lists = {
      a: {},
      b: [
        5,
        { type: '', status: 'True' },
        { type: 'A', status: 'true' },
        { type: 'A', status: 'True', lastTransitionTime: 'now' },
      ],
    };
    const { problems } = kind.explainStatus(template, items(lists));
    expect(problems.map(({ message }) => message)).toEqual([
      'status.conditions is an object, not a list',
      'status.conditions[0] is 5, not a condition with a type and a status',
      'status.conditions[1] is an object, not a condition with a type and a status',
      'status.conditions[2] is an object, not a condition with a type and a status',
      'status.conditions[3].lastTransitionTime is "now", not an RFC 3339 time',
    ]);
  });

  test("is the same of parts, in whatever order; of equal instants it has the first cluster's", () => {
    const failed = (lastTransitionTime: string) => [{ type: 'Failed', status: 'True', lastTransitionTime }];
    const lists = {
      b: failed('2026-01-01T02:00:00+02:00'),
      a: failed('2026-01-01T00:00:00Z'),
      c: failed('2025-12-31T00:00:00Z'),
    };
    const parts = items(lists).map((item) => kind.createAggregator(template).set(item).partial());
    const held = [
      { type: 'Failed', status: 'True', time: '2026-01-01T00:00:00Z', clusters: ['a', 'b', 'c'] },
    ];
    expect(kind.aggregateStatus(template, items(lists)).status).toEqual({ held });
    expect(kind.mergePartials(template, parts).status).toEqual({ held });
    expect(kind.mergePartials(template, parts.reverse()).status).toEqual({ held });
  });

  test('takes no part that it has not made', () => {
    const part = { type: 'A', status: 'True', time: ['a', '2026-01-01T00:00:00Z'], clusters: ['a'] };
    const { isPart } = heldConditions([]);
    expect(isPart([part, { ...part, status: 'False', time: null }])).toBe(true);
    for (const wrong of [
      null,
      [],
      [part, part],
      [{ ...part, type: '' }],
      [{ ...part, time: ['a', 'now'] }],
      [{ ...part, clusters: [1] }],
    ])
      expect(isPart(wrong)).toBe(false);
  });
});
