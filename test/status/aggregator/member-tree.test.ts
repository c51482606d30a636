import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reducer } from '../../../src/reducers/reducer.js';
import { addRow, memberTable } from '../../../src/status/aggregator/member-table.js';
import {
  forEachMember,
  insertMember,
  type MemberTree,
  memberTree,
  partOf,
  putValues,
  removeMember,
  rowOf,
} from '../../../src/status/aggregator/member-tree.js';
import { compileStatus } from '../../../src/status/compiled-status.js';

/** Joins names and texts as they come, so that nothing can be lost, counted twice or out of order unseen. */
function joining(keeps: boolean): Reducer<string[], string[], string[]> & { work: number } {
  return {
    work: 0,
    start: () => [],
    add(state, value, clusterName) {
      this.work += 1;
      return state.push(`${clusterName}:${value}`) > 0;
    },
    part: (state) => (state.length === 0 ? undefined : [...state]),
    merge(parts) {
      this.work += parts.length;
      return parts.flat();
    },
    keep: keeps ? (value) => value : undefined,
    finish: (part) => part,
    isPart: (value) => Array.isArray(value),
  };
}

interface Tried {
  readonly tree: MemberTree;
  /** What a member reports, `undefined` for nothing of this; says whether it is something else than before. */
  put(name: string, value: string | undefined): boolean;
  drop(name: string): void;
}

function tried(reducer: Reducer): Tried {
  const compiled = compileStatus({ status: { said: reducer } });
  const table = memberTable(1);
  const tree = memberTree(compiled, table);
  return {
    tree,
    put(name, value) {
      const row = rowOf(tree, name) ?? addRow(table, 0);
      if (rowOf(tree, name) === undefined) insertMember(tree, name, row);
      const kept = reducer.keep || value === undefined ? value : [`${name}:${value}`];
      return putValues(tree, name, row, [kept], false);
    },
    drop(name) {
      removeMember(tree, name, rowOf(tree, name) as number);
    },
  };
}

const nameOf = (member: number): string => `member-${String(member).padStart(4, '0')}`;

describe.each([
  ['values', true],
  ['parts', false],
])('a tree of %s', (_, keeps) => {
  test('comes to what its members say in the order of their names, whatever has changed and whenever it is asked', () => {
    const change = fc.tuple(fc.nat(400), fc.oneof(fc.nat(9), fc.constantFrom('nothing', 'gone')));
    const holds = (rounds: [number, number | string][][]): void => {
      const { tree, put, drop } = tried(joining(keeps) as Reducer);
      const held = new Map<string, string | undefined>();
      expect(partOf(tree, 0, 1)).toBeUndefined();
      for (const round of rounds) {
        for (const [member, what] of round) {
          const name = nameOf(member);
          const value = what === 'nothing' ? undefined : `${what}`;
          if (what === 'gone') {
            if (held.delete(name)) drop(name);
          } else {
            expect(put(name, value)).toBe(held.get(name) !== value);
            held.set(name, value);
          }
        }
        const names = [...held.keys()].sort();
        const visited: string[] = [];
        forEachMember(tree, (name) => visited.push(name));
        expect(visited).toEqual(names);
        expect(tree.size).toBe(names.length);
        const said = names.filter((name) => held.get(name) !== undefined);
        expect(partOf(tree, 0, 1) ?? []).toEqual(said.map((name) => `${name}:${held.get(name)}`));
      }
    };
    fc.assert(fc.property(fc.array(fc.array(change, { maxLength: 80 }), { maxLength: 8 }), holds));
  });

  test.each<[order: string, at: (i: number) => number]>([
    ['in order', (i) => i],
    ['backwards', (i) => 2047 - i],
    ['in any order', (i) => (i * 1181) % 2048],
  ])('goes through a few members and nodes for one change where they came %s', (_, at) => {
    const reducer = joining(keeps);
    const { tree, put, drop } = tried(reducer as Reducer);
    for (let i = 0; i < 2048; i++) put(nameOf(at(i)), 'a');
    expect(partOf(tree, 0, 1)).toHaveLength(2048);
    const work = (run: () => void): number => {
      reducer.work = 0;
      run();
      partOf(tree, 0, 1);
      return reducer.work;
    };
    expect(work(() => put(nameOf(1000), 'x'))).toBeLessThanOrEqual(12 * 5);
    expect(work(() => expect(put(nameOf(1000), 'x')).toBe(false))).toBe(0);
    expect(work(() => drop(nameOf(1000)))).toBeLessThanOrEqual(12 * 5);
  });
});

test('names that are ever new leave nothing behind', () => {
  const { tree, put, drop } = tried(joining(true) as Reducer);
  for (let i = 0; i < 50; i++) put(nameOf(i), 'a');
  for (let i = 50; i < 5000; i++) {
    put(nameOf(i), 'a');
    drop(nameOf(i - 50));
  }
  const count = (node: MemberTree['root']): number =>
    1 + (node.nodes ?? []).reduce((sum, one) => sum + count(one), 0);
  expect(partOf(tree, 0, 1)).toHaveLength(50);
  expect(count(tree.root)).toBeLessThan(60);
  expect(tree.kept).toHaveLength(51);
});
