import { runLua } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';
import type { Recorded } from './compare.js';
import { expectRecorded, recorded } from './recorded.js';

interface Program extends Recorded {
  readonly name: string;
  readonly quirk: string;
  readonly script: string;
  readonly function: string;
  readonly args: readonly unknown[];
}

const { cases } = recorded<{ cases: readonly Program[] }>('programs');
const quirks = groupBy(cases);

function groupBy(all: readonly Program[]): Map<string, Program[]> {
  const groups = new Map<string, Program[]>();
  for (const each of all) groups.set(each.quirk, [...(groups.get(each.quirk) ?? []), each]);
  return groups;
}

describe('programs that Karmada’s Lua has run', () => {
  test.each([...quirks])('%s', (_, programs) => {
    for (const program of programs) {
      expectRecorded(
        program,
        () => runLua(program.script, program.function, program.args, { results: 1 })[0],
      );
    }
  });

  test('all are there', () => {
    expect(cases).toHaveLength(1709);
  });

  test('backwards, the answers are the same: no call leaves anything behind', () => {
    for (const program of [...cases].reverse()) {
      expectRecorded(program, () => runLua(program.script, program.function, program.args)[0]);
    }
  });
});
