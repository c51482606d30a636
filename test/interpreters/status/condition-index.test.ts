import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionIndex } from '../../../src/interpreters/status/condition-index.js';
import type { ConditionPart } from '../../../src/interpreters/status/condition-parts.js';
import { conditions } from '../../../src/interpreters/status/conditions.js';
import type { ReducerIndex } from '../../../src/interpreters/status/reducers.js';

const reducer = conditions({ badWhenTrue: ['Paused'], lastUpdateTime: true });
const finished = (part: readonly ConditionPart[] | undefined): unknown =>
  reducer.finish(part, { previous: undefined, observedGeneration: 4 });

/** What a batch makes of the members' conditions. */
function fold(members: ReadonlyMap<string, unknown>): readonly ConditionPart[] | undefined {
  const merged = reducer.start();
  for (const name of [...members.keys()].sort()) {
    const value = members.get(name) ?? undefined;
    if (value !== undefined) reducer.add(merged, value, name);
  }
  return reducer.part(merged);
}

/** A part without the places of its conditions in the members' lists: it is that of the type which counts. */
function placeless(part: readonly ConditionPart[] | undefined): unknown {
  return part?.map(({ members, ...rest }) => ({
    ...rest,
    members: members.map(({ at: _, ...said }) => said),
  }));
}

function expectSame({ index, members }: Pick<ReturnType<typeof watched>, 'index' | 'members'>): void {
  const part = index.part();
  expect(placeless(part)).toEqual(placeless(fold(members)));
  expect(finished(part)).toEqual(finished(fold(members)));
}

/** An index, and all that it is told. */
function watched() {
  const index = reducer.index() as ReducerIndex<readonly ConditionPart[], unknown>;
  const members = new Map<string, unknown>();
  const contributions = new Map<string, unknown>();
  return {
    index,
    members,
    set(name: string, value: unknown): unknown {
      const contribution = index.replace(contributions.get(name), value, name);
      contributions.set(name, contribution);
      members.set(name, value);
      return contribution;
    },
  };
}

const time = fc.constantFrom(
  '2026-04-21T21:21:31Z',
  '2026-04-21T21:21:30.5Z',
  '2026-04-22T01:21:31+04:00',
  'noon',
);
const condition = fc.record<Record<string, unknown>>(
  {
    type: fc.constantFrom<unknown>('Ready', 'Stalled', 'Paused', '__proto__', '', 5),
    status: fc.constantFrom<unknown>('True', 'False', 'Unknown', 'Maybe'),
    reason: fc.constantFrom<unknown>('Good', 'Bad', '', 5),
    message: fc.constantFrom<unknown>('all good', 'not found', '', null),
    lastTransitionTime: time,
    observedGeneration: fc.constantFrom<unknown>(3, null, '3'),
  },
  { requiredKeys: ['type', 'status'], noNullPrototype: true },
);
const list = fc.oneof(
  { weight: 9, arbitrary: fc.array(condition, { maxLength: 4 }) },
  fc.constantFrom<unknown>(undefined, [], [null], ['x'], 'x', {}),
);
const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), list), { maxLength: 25 });

describe('conditionIndex', () => {
  test('holds what a fold of the present conditions gives', () => {
    const holds = (given: [string, unknown][]): void => {
      const { index, members, set } = watched();
      for (const [name, value] of given) {
        const contribution = set(name, value);
        expectSame({ index, members });
        expect(set(name, structuredClone(value))).toBe(contribution);
      }
      for (const name of members.keys()) set(name, undefined);
      expect(index.part()).toBeUndefined();
    };
    fc.assert(fc.property(steps, holds), { numRuns: 200 });
  });

  test.each([
    ['type', { type: 'Stalled' }],
    ['status', { status: 'Unknown' }],
    ['reason', { reason: 'Other' }],
    ['message', { message: 'other' }],
    ['time', { lastTransitionTime: '2026-04-21T21:21:32Z' }],
    ['generation', { observedGeneration: undefined }],
  ])('another %s is another contribution', (_, other) => {
    const { index, members, set } = watched();
    const ready = { type: 'Ready', status: 'False', reason: 'Bad', message: 'm', observedGeneration: 3 };
    const before = set('a', [{ ...ready, lastTransitionTime: '2026-04-21T21:21:31Z' }]);
    expect(set('a', [{ ...ready, lastTransitionTime: '2026-04-21T21:21:31Z', ...other }])).not.toBe(before);
    expectSame({ index, members });
  });

  test('the first and the last of the times are found again when they leave', () => {
    const { index, members, set } = watched();
    const at = (second: number, status = 'False') => [
      { type: 'Ready', status, lastTransitionTime: `2026-04-21T21:21:0${second}Z` },
    ];
    const moves: [name: string, value: unknown][] = [
      ...(['a', 'b', 'c', 'd', 'e'].map((name, i) => [name, at(i + 1)]) as [string, unknown][]),
      ...[
        ['a', at(9)],
        ['e', undefined],
        ['b', at(3, 'True')],
        ['c', [{ type: 'Ready', status: 'False' }]],
      ],
      ...[
        ['a', undefined],
        ['d', undefined],
        ['c', undefined],
        ['b', at(1)],
      ],
    ] as [string, unknown][];
    for (const [name, value] of moves) {
      set(name, value);
      expectSame({ index, members });
    }
  });

  test('keeps thousands of members by name, those of the worst status', () => {
    const { index, members, set } = watched();
    for (let member = 0; member < 2000; member++) {
      const status = member % 3 === 0 ? 'Unknown' : 'True';
      set(`member${(member * 7) % 2000}`, [{ type: 'Ready', status, message: `${member}` }]);
    }
    expectSame({ index, members });
    for (let member = 0; member < 2000; member++)
      if (member % 3 === 0) set(`member${(member * 7) % 2000}`, []);
    expectSame({ index, members });
    expect(index.part()?.[0]?.members).toHaveLength(1333);
  });

  test('whoever is handed a part cannot change what is kept', () => {
    const { index, members, set } = watched();
    set('a', [{ type: 'Ready', status: 'False', message: 'm' }]);
    const [part] = index.part() as unknown as [{ members: { message: string }[] }];
    try {
      (part.members[0] as { message: string }).message = 'changed';
    } catch {}
    part.members.pop();
    expectSame({ index, members });
  });

  test('keeps no type that nobody reports any more', () => {
    const index = conditionIndex(new Set());
    let contribution: ReturnType<typeof index.replace>;
    for (let at = 0; at < 100; at++) {
      contribution = index.replace(contribution, [{ type: `T${at}`, status: 'True' }], 'a');
      expect(index.part()?.map(({ type }) => type)).toEqual([`T${at}`]);
    }
  });
});
