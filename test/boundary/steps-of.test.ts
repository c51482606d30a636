import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPath } from '../../src/boundary/format-path.js';
import { stepsOf } from '../../src/boundary/steps-of.js';

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a.b/c', "it's", '\\', '__proto__', '', '0', '[0]', 'x\ny'),
);

describe('stepsOf', () => {
  test('reads back what formatPath has written, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat())), (keys) => {
        expect(stepsOf(formatPath(keys))).toStrictEqual(keys);
      }),
    );
  });

  test.each<[path: string, steps: readonly (string | number)[]]>([
    ['', []],
    ['spec.stages[1].clusters[0]', ['spec', 'stages', 1, 'clusters', 0]],
    ["metadata.annotations['a.b/c'].d", ['metadata', 'annotations', 'a.b/c', 'd']],
    ['[3].name', [3, 'name']],
    ['spec.x and more', ['spec', 'x']],
  ])('%j', (path, steps) => {
    expect(stepsOf(path)).toStrictEqual(steps);
  });
});
