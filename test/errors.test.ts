import { createInterpreter, InterpreterError } from 'karmada-interpreter';
import { expect, describe as group, test } from 'vitest';
import { describe, invalid, listed, shortened } from '../src/errors.js';

group('an error', () => {
  test('has the place of its fault, and prints without it', () => {
    const error = invalid('INVALID_OBJECT', 'spec.replicas', '3', 'an integer');
    expect(error.faults).toStrictEqual([
      { path: 'spec.replicas', message: 'spec.replicas is "3", not an integer' },
    ]);
    expect(Object.keys(error)).not.toContain('faults');
  });

  test('has no faults where the mistake has no place, and its cause where there is one', () => {
    const cause = new Error('why');
    const error = new InterpreterError('INVALID_OPTIONS', 'no', { cause });
    expect([error.faults, error.cause]).toStrictEqual([[], cause]);
    expect(new InterpreterError('INVALID_OPTIONS', 'no')).not.toHaveProperty('cause');
    expect(() => createInterpreter().retain({ apiVersion: 'v1', kind: 'X' }, {})).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_OPERATION', faults: [] }),
    );
  });
});

group('what a message shows is short', () => {
  test.each<[text: string, shown: string]>([
    ['x'.repeat(100), 'x'.repeat(100)],
    ['x'.repeat(101), `${'x'.repeat(100)}…`],
    // A character of two units that the cut would halve.
    [`${'x'.repeat(99)}😀`, `${'x'.repeat(99)}…`],
    [`${'x'.repeat(98)}😀`, `${'x'.repeat(98)}😀`],
  ])('%#', (text, shown) => {
    expect(shortened(text)).toBe(shown);
    expect(describe(text)).toBe(JSON.stringify(shown));
  });

  test.each<[value: unknown, shown: string]>([
    [10n ** 200n, `1${'0'.repeat(99)}…n`],
    [Symbol('s'.repeat(200)), `Symbol(${'s'.repeat(93)}…`],
    [new Array(3), 'a list of 3'],
    [null, 'null'],
    [undefined, 'missing'],
    [Object.create(null), 'an object'],
  ])('%#', (value, shown) => {
    expect(describe(value)).toBe(shown);
  });

  test('also where there are many faults', () => {
    const sentences = Array.from({ length: 21 }, (_, i) => `${i}`);
    expect(listed([])).toBe('');
    expect(listed(sentences.slice(0, 20))).toBe(sentences.slice(0, 20).join('; '));
    expect(listed(sentences)).toBe(`${sentences.slice(0, 20).join('; ')}; and 1 more`);
  });
});
