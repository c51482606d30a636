import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../src/binding/columns.js';
import { readManifests } from '../../../src/cli/input/read-manifests.js';
import { formatData } from '../../../src/cli/print/data.js';
import { formatProblem } from '../../../src/cli/print/format-problem.js';
import { noteProblems } from '../../../src/cli/print/note-problems.js';
import { progressBar } from '../../../src/cli/print/progress-bar.js';
import { styleOf } from '../../../src/cli/print/style.js';
import { type Cell, tableOf } from '../../../src/cli/print/table.js';

const bare = styleOf(false);

describe('formatProblem', () => {
  const source = { name: 'a.yaml', text: 'kind: Pod\r\nspec:\n\t名前: "x" \u001b[2J\nend' };
  const at = (line: number, column: number) =>
    formatProblem({ severity: 'error', message: 'that is wrong', source, place: { line, column } }, bare);

  it('shows the line and a mark below the place', () => {
    expect(at(1, 7)).toBe('error: that is wrong\n  --> a.yaml:1:7\n1 | kind: Pod\n  |       ^');
    expect(at(4, 4)).toBe('error: that is wrong\n  --> a.yaml:4:4\n4 | end\n  |    ^');
  });

  it('counts wide characters as two columns, tabs as one, and writes nothing that a terminal acts upon', () => {
    expect(at(3, 6)).toBe('error: that is wrong\n  --> a.yaml:3:6\n3 |  名前: "x" ?[2J\n  |        ^');
  });

  it('shows nothing of a line that is not there', () => {
    expect(at(9, 1)).toBe('error: that is wrong\n  --> a.yaml:9:1\n9 |\n  | ^');
  });

  it('shows the part of a long line in which the place is', () => {
    const text = `${'x'.repeat(500)}!${'y'.repeat(500)}`;
    const problem = {
      severity: 'warning',
      message: 'm',
      source: { name: 'a', text },
      place: { line: 1, column: 501 },
    } as const;
    const [title, , line = '', mark = ''] = formatProblem(problem, bare).split('\n');
    expect(title).toBe('warning: m');
    expect(line.length).toBe(104);
    expect(line[mark.indexOf('^')]).toBe('!');
  });

  it('says the sentence alone where there is no source, and the file where there is no place', () => {
    expect(formatProblem({ severity: 'error', message: 'm' }, bare)).toBe('error: m');
    expect(formatProblem({ severity: 'error', message: 'm', source }, bare)).toBe('error: m\n  --> a.yaml');
    expect(formatProblem({ severity: 'error', message: 'm' }, styleOf(true))).toBe(
      '\u001b[31merror\u001b[39m: m',
    );
  });
});

describe('noteProblems', () => {
  it.each([
    [50, 50, 'm\n'],
    [51, 51, 'and 1 more problems\n'],
  ])('writes out 50 of %i', (count, lines, end) => {
    let notes = '';
    const note = (text: string) => {
      notes += text;
    };
    noteProblems(
      Array.from({ length: count }, () => ({ severity: 'error', message: 'm' })),
      { note, noteColor: false },
    );
    expect(notes.split('\n')).toHaveLength(lines + 1);
    expect(notes.endsWith(end)).toBe(true);
  });
});

describe('tableOf', () => {
  it('aligns columns by their width in a terminal, and marks cells', () => {
    const rows: Cell[][] = [
      ['名前', ['good', 'Healthy'], 'x'],
      ['a', ['bad', 'Bad'], ''],
    ];
    expect(tableOf(['NAME', 'STATE', ''], rows, 80)).toBe('NAME  STATE\n名前  Healthy  x\na     Bad');
    expect(tableOf(['NAME', 'STATE', ''], rows, 80, styleOf(true))).toBe(
      'NAME  STATE\n名前  \u001b[32mHealthy\u001b[39m  x\na     \u001b[31mBad\u001b[39m',
    );
  });

  const cell = fc.tuple(
    fc.constantFrom('good', 'bad', 'quiet'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );

  it('keeps within the width, and says the same with colours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
        fc.integer({ min: 20, max: 100 }),
        (rows, width) => {
          const table = tableOf(['A', 'B', 'C'], rows as Cell[][], width);
          const lines = table.split('\n');
          expect(lines).toHaveLength(rows.length + 1);
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
          const colored = tableOf(['A', 'B', 'C'], rows as Cell[][], width, styleOf(true));
          expect(stripVTControlCharacters(colored)).toBe(table);
        },
      ),
    );
  });
});

describe('formatData', () => {
  it('writes one value as it is, and several as a list or as documents', () => {
    expect(formatData([{ a: 1 }], 'json')).toBe('{\n  "a": 1\n}\n');
    expect(formatData([{ a: 1 }, 2], 'json')).toBe('[\n  {\n    "a": 1\n  },\n  2\n]\n');
    expect(formatData([{ a: 1 }, { b: 2 }], 'yaml')).toBe('a: 1\n---\nb: 2\n');
  });

  it('writes YAML that is read back as it was, by kubectl too', () => {
    expect(formatData([{ '<<': 0 }], 'yaml')).toBe('"<<": 0\n');
    expect(formatData([{ a: 'yes', b: '0644', c: '1_0', d: 'n', e: '12', f: null }], 'yaml')).toBe(
      'a: "yes"\nb: "0644"\nc: "1_0"\nd: "n"\ne: "12"\nf: null\n',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.string(), fc.constant('<<')), fc.jsonValue()), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const text = formatData([plain], 'yaml');
        expect(readManifests({ name: 'a', text }).manifests.map((manifest) => manifest.value)).toEqual([
          plain,
        ]);
      }),
    );
  });
});

describe('progressBar', () => {
  it.each([
    [0, 10, 80, '[                              ] 0% some'],
    [9, 10, 80, '[###########################   ] 90% some'],
    [10, 10, 80, '[##############################] 100% some'],
    [0, 0, 80, '[##############################] 100% some'],
    [5, 10, 30, '[#########         ] 50% some'],
    [5, 10, 20, '[####    ] 50% some'],
    [5, 10, 19, '50% some'],
    [5, 10, 9, '50% some'],
    [5, 10, 8, '50% s..'],
  ])('of %i of %i is within %i columns', (done, all, width, line) => {
    const bar = progressBar(done, all, 'some', width);
    expect(bar).toBe(`\r${line}`);
    expect(bar.length - 1).toBeLessThan(width);
  });
});
