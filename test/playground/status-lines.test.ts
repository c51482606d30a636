import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { statusLines } from '../../site/playground/status-lines.js';

const marked = (before: unknown, after: unknown) =>
  statusLines(before, after).map(
    ({ mark, text, was }) => `${mark} ${text}${was === undefined ? '' : ` <- ${was}`}`,
  );

describe('the lines of a status', () => {
  it('say what has changed, field by field', () => {
    const before = { ready: 3, phase: 'Open', same: { a: 1 }, gone: [1] };
    const after = { ready: 5, phase: 'Open', same: { a: 1 }, more: {} };
    expect(marked(before, after)).toEqual([
      'changed ready: 5 <- 3',
      'same phase: Open',
      'same same:',
      'same   a: 1',
      'added more: {}',
      'removed gone:',
      'removed   - 1',
    ]);
  });

  it('match the items of a list by their type or name', () => {
    const condition = (type: string, status: string) => ({ type, status });
    const before = { conditions: [condition('Ready', 'True'), condition('Old', 'True')] };
    const after = { conditions: [condition('New', 'True'), condition('Ready', 'False')] };
    expect(marked(before, after)).toEqual([
      'same conditions:',
      'added   - type: New',
      'added     status: "True"',
      'same   - type: Ready',
      'changed     status: "False" <- "True"',
      'removed   - type: Old',
      'removed     status: "True"',
    ]);
  });

  it.each([
    [1, 2],
    ['a\nb', 'a\nc'],
    [[], [{ a: 1 }]],
    [undefined, { a: null }],
    [{ a: [[1], 'x'] }, { a: [[2], { b: 1 }] }],
  ])('are the value as YAML: %j to %j', (before, after) => {
    const text = statusLines(before, after)
      .filter(({ mark }) => mark !== 'removed')
      .map((line) => line.text)
      .join('\n');
    expect(parse(text)).toEqual(after);
  });

  it('are the value as YAML, whatever it was', () => {
    // As JSON has it, which has no -0.
    const value = fc.jsonValue({ maxDepth: 4 }).map((any) => JSON.parse(JSON.stringify(any)));
    fc.assert(
      fc.property(value, value, (before, after) => {
        const lines = statusLines(before, after);
        const text = lines
          .filter(({ mark }) => mark !== 'removed')
          .map((line) => line.text)
          .join('\n');
        expect(parse(text)).toEqual(after);
        expect(lines.every((line) => !line.text.includes('\n'))).toBe(true);
      }),
    );
  });

  it('are all the same where nothing has changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(new Set(statusLines(value, structuredClone(value)).map(({ mark }) => mark))).toEqual(
          new Set(['same']),
        );
      }),
    );
  });
});
