import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reducer } from '../../../src/reducers/reducer.js';
import {
  emptyTree,
  forEachLeaf,
  leafFor,
  markChanged,
  type Node,
  placeIn,
  withMember,
  withoutMember,
  writeMember,
} from '../../../src/status/aggregator/member-tree.js';
import { partOfTree } from '../../../src/status/aggregator/node-parts.js';
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
    // What is kept is put into the tree by hand here.
    ...(keeps && { keep: () => true }),
    finish: (part) => part,
    isPart: (value) => Array.isArray(value),
  };
}

interface Tried {
  /** What the members come to, in the order of their names. */
  part(): unknown;
  names(): readonly string[];
  nodes(): number;
  /** What a member reports, `undefined` for nothing of this; says whether it is something else than before. */
  put(name: string, value: string | undefined): boolean;
  drop(name: string): void;
}

/** A name, and one value. */
const EACH = 2;

function tried(reducer: Reducer): Tried {
  const compiled = compileStatus({ status: { said: reducer } });
  let root = emptyTree();
  const count = ({ nodes = [] }: Node): number => nodes.reduce((sum, one) => sum + count(one), 1);
  return {
    part: () => partOfTree(compiled, root, 0, 1),
    names() {
      const names: string[] = [];
      forEachLeaf(root, ({ entries }) => {
        for (let i = 0; i < entries.length; i += EACH) names.push(entries[i] as string);
      });
      return names;
    },
    nodes: () => count(root),
    put(name, value) {
      const kept = reducer.keep || value === undefined ? value : `${name}:${value}`;
      const leaf = leafFor(root, name);
      const at = placeIn(leaf, EACH, name);
      if (leaf.entries[at * EACH] !== name) {
        root = withMember(root, [name, part(kept)], [0]);
        return true;
      }
      const before = leaf.entries[at * EACH + 1];
      const same = `${before}` === `${part(kept)}`;
      const changed: number[] = [];
      const isOther = writeMember(leaf, at, [name, same ? before : part(kept)], [0], EACH, changed);
      markChanged(leaf, changed);
      return isOther;
    },
    drop(name) {
      root = withoutMember(root, EACH, name);
    },
  };
  function part(kept: string | undefined): unknown {
    return reducer.keep || kept === undefined ? kept : [kept];
  }
}

const nameOf = (member: number): string => `member-${String(member).padStart(4, '0')}`;

describe.each([
  ['values', true],
  ['parts', false],
])('a tree of %s', (_, keeps) => {
  test('comes to what its members say in the order of their names, whatever has changed and whenever it is asked', () => {
    const change = fc.tuple(fc.nat(400), fc.oneof(fc.nat(9), fc.constantFrom('nothing', 'gone')));
    const holds = (rounds: [number, number | string][][]): void => {
      const { part, names, put, drop } = tried(joining(keeps) as Reducer);
      const held = new Map<string, string | undefined>();
      expect(part()).toBeUndefined();
      for (const round of rounds) {
        for (const [member, what] of round) {
          const name = nameOf(member);
          const value = what === 'nothing' ? undefined : `${what}`;
          if (what === 'gone') {
            if (held.delete(name)) drop(name);
          } else {
            expect(put(name, value)).toBe(!held.has(name) || held.get(name) !== value);
            held.set(name, value);
          }
        }
        const sorted = [...held.keys()].sort();
        expect(names()).toEqual(sorted);
        const said = sorted.filter((name) => held.get(name) !== undefined);
        expect(part() ?? []).toEqual(said.map((name) => `${name}:${held.get(name)}`));
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
    const { part, put, drop } = tried(reducer as Reducer);
    for (let i = 0; i < 2048; i++) put(nameOf(at(i)), 'a');
    expect(part()).toHaveLength(2048);
    const work = (run: () => void): number => {
      reducer.work = 0;
      run();
      part();
      return reducer.work;
    };
    expect(work(() => put(nameOf(1000), 'x'))).toBeLessThanOrEqual(12 * 5);
    expect(work(() => expect(put(nameOf(1000), 'x')).toBe(false))).toBe(0);
    expect(work(() => drop(nameOf(1000)))).toBeLessThanOrEqual(12 * 5);
  });
});

test('of several reducers each makes what its members say now, whichever has been asked', () => {
  const compiled = compileStatus({
    status: { a: joining(true) as Reducer, b: joining(true) as Reducer, c: joining(true) as Reducer },
  });
  const change = fc.record({ member: fc.nat(299), of: fc.nat(2), value: fc.nat(9) });
  const holds = (
    rounds: { asked: boolean[]; changes: { member: number; of: number; value: number }[] }[],
  ) => {
    let root = emptyTree();
    const held = Array.from({ length: 300 }, (_, i) => [nameOf(i), 'x', 'x', 'x']);
    for (const one of held) root = withMember(root, one, [0]);
    for (const { asked, changes } of rounds) {
      for (const { member, of, value } of changes) {
        const one = held[member] as string[];
        one[of + 1] = `${value}`;
        const name = one[0] as string;
        const leaf = leafFor(root, name);
        const changed: number[] = [];
        writeMember(leaf, placeIn(leaf, one.length, name), one, [0], one.length, changed);
        markChanged(leaf, changed);
      }
      for (const [r, isAsked] of asked.entries())
        if (isAsked)
          expect(partOfTree(compiled, root, r, 1)).toEqual(held.map((one) => `${one[0]}:${one[r + 1]}`));
    }
  };
  const asked = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
  const round = fc.record({ asked, changes: fc.array(change, { maxLength: 4 }) });
  fc.assert(fc.property(fc.array(round, { maxLength: 12 }), holds));
});

test('names that are ever new leave nothing behind', () => {
  const { part, nodes, put, drop } = tried(joining(true) as Reducer);
  for (let i = 0; i < 50; i++) put(nameOf(i), 'a');
  for (let i = 50; i < 5000; i++) {
    put(nameOf(i), 'a');
    drop(nameOf(i - 50));
  }
  expect(part()).toHaveLength(50);
  expect(nodes()).toBeLessThan(60);
});

test.each([16, 17])('%i members make one node or more', (members) => {
  const { part, nodes, put } = tried(joining(true) as Reducer);
  for (let i = 0; i < members; i++) put(nameOf(i), 'a');
  expect(part()).toHaveLength(members);
  expect(nodes()).toBe(members === 16 ? 1 : 3);
});
