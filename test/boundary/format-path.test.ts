import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath } from '../../src/boundary/format-path.js';
import { type ParsedPath, parsePath } from '../../src/boundary/parse-path.js';

test.each<[keys: (string | number)[], path: string]>([
  [[], ''],
  [['spec', 'rules', 0, 'name'], 'spec.rules[0].name'],
  [['metadata', 'annotations', 'example.org/paused'], "metadata.annotations['example.org/paused']"],
  [['metadata', 'labels', 'app'], 'metadata.labels.app'],
  [['status', "it's"], "status['it\\'s']"],
  [['a\\b'], "['a\\\\b']"],
  [[0], '[0]'],
])('%j is %s', (keys, path) => {
  expect(formatPath(keys)).toBe(path);
  expect(formatPath(keys, 'root')).toBe(`root${path.startsWith('[') || path === '' ? '' : '.'}${path}`);
});

test('what is written is read back as the same keys', () => {
  const key = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8 }),
    fc.constantFrom('a.b/c', "'", '"', '\\', "\\'", '0', '..', '[0]', '*', '$', 'ключ', '😀', '\n'),
    fc.nat(999_999),
  );
  // A name that objects inherit is refused, as it is no field.
  const own = key.filter((name) => typeof name === 'number' || (!(name in {}) && name !== 'prototype'));
  fc.assert(
    fc.property(fc.array(own, { minLength: 1, maxLength: 8 }), (keys) => {
      const path = parsePath(formatPath(keys, '$')) as ParsedPath;
      expect(path.steps).toStrictEqual(keys);
      expect(path.place).toBe(formatPath(keys));
    }),
    { numRuns: 1000 },
  );
});

test('a name with a comma is one name, also among several', () => {
  expect(parsePath("$.a['b, c','d']")).toHaveProperty('refused');
});
