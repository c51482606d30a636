import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Step } from '../../../src/boundary/parse-path.js';
import { readManifests } from '../../../src/cli/input/read-manifests.js';
import { cpuOf, growthOf } from '../../support/cpu.js';

const read = (text: string) => readManifests({ name: 'a.yaml', text });
const valuesOf = (text: string) => read(text).manifests.map(({ value }) => value);
const problemsOf = (text: string) =>
  read(text).problems.map(({ message, place }) => `${place?.line}:${place?.column} ${message}`);

describe('readManifests', () => {
  it.each([
    ['one document', 'a: 1', [{ a: 1 }]],
    [
      'documents, of which empty ones do not count',
      '---\na: 1\n---\n\n---\n# none\n---\nb: 2\n...\n',
      [{ a: 1 }, { b: 2 }],
    ],
    ['JSON', '{"a": 1}', [{ a: 1 }]],
    ['JSON values one behind another', '{"a": 1}{"b": "}{"}\n {"c": 3}\n', [{ a: 1 }, { b: '}{' }, { c: 3 }]],
    ['JSON in documents of YAML', '{"a": 1}\n---\n{"b": 2}\n', [{ a: 1 }, { b: 2 }]],
    ['YAML in braces', '{a: 1, b: [x, z]}', [{ a: 1, b: ['x', 'z'] }]],
    ['a plain list', '- a: 1\n- a: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a List', '{"kind": "List", "items": [{"a": 1}, {"b": 2}]}', [{ a: 1 }, { b: 2 }]],
    ['an empty List', 'kind: List\nitems: []\n', []],
    ['nothing', '', []],
    ['comments', '# nothing\n', []],
    ['Windows lines', 'a: 1\r\nb: 2\r\n', [{ a: 1, b: 2 }]],
    ['aliases and merges', 'x: &x {a: 1}\nz: {<<: *x, b: 2}\n', [{ x: { a: 1 }, z: { a: 1, b: 2 } }]],
  ])('reads %s', (_, text, values) => {
    expect(valuesOf(text)).toEqual(values);
    expect(problemsOf(text)).toEqual([]);
  });

  it("gives the items of an API server's list their kind", () => {
    const text = '{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{}},{"kind":"Other"}]}';
    expect(valuesOf(text)).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: {} }, { kind: 'Other' }]);
  });

  it('reads scalars as kubectl does, not as YAML 1.2', () => {
    const text =
      'a: yes\nb: Off\nc: 0644\nd: 1_000\ne: 0b11\nf: 0x1f\ng: 08\nh: 12:30\ni: 2024-01-01\nj: -017\nk: "on"\n';
    expect(valuesOf(text)).toEqual([
      { a: true, b: false, c: 420, d: 1000, e: 3, f: 31, g: 8, h: '12:30', i: '2024-01-01', j: -15, k: 'on' },
    ]);
  });

  it('reads `__proto__` as a key like any other', () => {
    for (const text of ['{"__proto__": {"a": 1}}', '__proto__: {a: 1}\n']) {
      const [value] = valuesOf(text);
      expect(Object.keys(value ?? {})).toEqual(['__proto__']);
      expect(value?.a).toBeUndefined();
    }
  });

  it.each([
    ['tabs', 'a:\n\tb: 1\n', ['2:1 Tabs are not allowed as indentation']],
    ['a key that stands there twice', 'a: 1\nb: 2\na: 3\n', ['3:1 the key a stands there twice']],
    ['the same in JSON', '{"a": 1,\n "b": 2,\n "a": 3}', ['3:2 the key a stands there twice']],
    [
      'such a key in each of several values',
      '{"a": 1, "a": 2} {"b": 1}\n[{"c": {"d" :1, "\\u0064"\n: 2}}]',
      ['1:10 the key a stands there twice', '2:17 the key d stands there twice'],
    ],
    [
      'a key twice before JSON that was broken off',
      '{"__proto__": 1, "__proto__": 1} {"a": "b',
      [
        '1:18 the key __proto__ stands there twice',
        '1:42 this is not whole: it ends within an object, as where writing it was broken off',
      ],
    ],
    [
      'more aliases than memory',
      `a0: &a0 [${'x,'.repeat(9)}]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`).join('')}`,
      ['1:1 aliases are used so often that what they stand for would fill the memory'],
    ],
    ['an alias of nothing', 'a: *b\n', ['1:4 *b is the alias of nothing before it']],
    ['depth in YAML', '- '.repeat(20_000), [expect.stringMatching(/^1:\d+ this is nested too deeply$/)]],
    [
      'a sentence',
      'hello\n',
      ['1:1 this is no object, but a single value; kubectl writes objects with -o yaml or -o json'],
    ],
    ['a number in a list', '[{"a": 1}, 2]', ['1:12 this is no object, but a single value']],
    [
      'a List that holds null and text',
      'kind: List\nitems: [null, x]\n',
      ['2:15 this is no object, but a single value'],
    ],
    [
      'JSON that was broken off',
      '{"a": 1,\n "b": [1, {"c',
      ['2:14 this is not whole: it ends within an object, as where writing it was broken off'],
    ],
    [
      'JSON that was broken off in a number',
      '[{"a": 1',
      ['1:9 this is not whole: it ends within a list, as where writing it was broken off'],
    ],
    ['JSON with a fault', '{"a": 1,\n "b" 2}', ['2:6 this is not JSON: 2 stands where : has to']],
    [
      'JSON without a comma',
      '{"a": {}\n "b": 2}',
      ['2:2 this is not JSON: a text with a character that has to be escaped stands where , or } has to'],
    ],
    ['JSON with a bracket too many', '{"a": 1}}', ['1:9 this is not JSON: } stands where a value has to']],
    ['an unknown tag', 'a: !Secret x\n', ['1:4 Unresolved tag: !Secret']],
  ])('names the place of %s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('reads the documents beside one that cannot be read', () => {
    const { manifests, problems } = read('a: 1\n---\nb: [\n---\nc: 3\n');
    expect(manifests.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(problems).toHaveLength(1);
    expect(valuesOf('{"a": 1}{"b": }{"c": 3}')).toEqual([{ a: 1 }, { b: null }, { c: 3 }].slice(0, 1));
    expect(valuesOf('{"a": 1}{"b": 1, "b": 2}{"c": 3}')).toEqual([{ a: 1 }, { c: 3 }]);
  });

  it('reads depth in JSON, which costs nothing', () => {
    expect(read(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`).manifests).toHaveLength(1);
  });

  it('reads 16 MB of YAML at most, and of JSON more', () => {
    const limit = 16 * 1024 * 1024;
    const filled = '#'.repeat(limit);
    expect(read(filled).problems).toEqual([]);
    expect(read(`${filled}#`).problems.map(({ message }) => message)).toEqual([
      "a.yaml is 17 MB of YAML, more than the 16 MB that are read; JSON may be longer (kubectl's -o json)",
    ]);
    const json = `{"a": "${'x'.repeat(limit)}"}`;
    expect(read(json).manifests).toHaveLength(1);
    expect(problemsOf(json.slice(0, -2))).toEqual([
      `1:${json.length - 1} this is not whole: it ends within an object, as where writing it was broken off`,
    ]);
  });

  it('takes time in proportion to the keys of one map', () => {
    const keys = (size: number) => {
      const text = Array.from({ length: size }, (_, i) => `k${i}: 1\n`).join('');
      return () => read(text);
    };
    expect(growthOf(keys, 2000)).toBeLessThan(1.6);
  });

  it('takes JSON.parse and little more for JSON', () => {
    const item = {
      kind: 'Pod',
      metadata: { name: 'a', labels: { app: 'web' } },
      spec: { containers: [{ name: 'c' }] },
    };
    const text = JSON.stringify({ kind: 'List', items: Array.from({ length: 5000 }, () => item) });
    expect(cpuOf(() => read(text))).toBeLessThan(3 * cpuOf(() => JSON.parse(text)) + 2);
  });
});

/** The steps to every part of a value. */
function stepsOf(value: unknown, steps: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [steps];
  const entries: [Step, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [i, item])
    : Object.entries(value);
  return [steps, ...entries.flatMap(([key, item]) => stepsOf(item, [...steps, key]))];
}

const at = (value: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((part, step) => (part as { [key: Step]: unknown })[step], value);

describe('locate', () => {
  const text = 'a: 1\nb:\n  - c: x\n    d: ~\n  - e:\n';
  it.each<[readonly Step[], number, number]>([
    [[], 1, 1],
    [['a'], 1, 4],
    [['b'], 2, 1],
    [['b', 0], 3, 5],
    [['b', 0, 'c'], 3, 8],
    [['b', 0, 'd'], 4, 8],
    [['b', 1, 'e'], 5, 5],
    [['b', 7], 2, 1],
    [['b', 0, 'gone', 'deeper'], 3, 5],
    [['a', 'below'], 1, 4],
  ])('finds %j', (steps, line, column) => {
    expect(read(text).manifests[0]?.locate(steps)).toEqual({ line, column });
  });

  it('finds parts through aliases, in items of lists and in later documents', () => {
    const [, item] = read('x: 1\n---\nkind: List\nitems:\n- a: {b: 1}\n').manifests;
    expect(item?.locate(['a', 'b'])).toEqual({ line: 5, column: 10 });
    const [aliased] = read('x: &x\n  b: 1\nz: *x\n').manifests;
    expect(aliased?.locate(['z', 'b'])).toEqual({ line: 2, column: 6 });
    const [, json] = read('{"a": 1}\n{"b":\n {"c": [1, "x"]}}').manifests;
    expect(json?.locate(['b', 'c', 1])).toEqual({ line: 3, column: 12 });
    expect(json?.locate(['b', 'c'])).toEqual({ line: 3, column: 3 });
    expect(json?.locate(['b', 'c', 2])).toEqual({ line: 3, column: 3 });
  });

  const json = fc
    .jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })
    .map((value): unknown => JSON.parse(JSON.stringify({ value })));

  it('leads to the very scalar, in JSON and in YAML', () => {
    const scalar = (steps: readonly Step[], value: unknown) => {
      const part = at(value, steps);
      return typeof part === 'object' ? [] : [[steps, part] as const];
    };
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const texts = [
          JSON.stringify(value, null, indent),
          stringify(value, {
            defaultKeyType: 'QUOTE_DOUBLE',
            defaultStringType: 'QUOTE_DOUBLE',
            lineWidth: 0,
          }),
        ];
        for (const text of texts) {
          const [manifest] = read(text).manifests;
          for (const [steps, part] of stepsOf(value).flatMap((found) => scalar(found, value))) {
            const place = manifest?.locate(steps);
            const rest = text.split('\n')[(place?.line ?? 0) - 1]?.slice((place?.column ?? 0) - 1) ?? '';
            expect(
              typeof part === 'number' ? Number.parseFloat(rest) : rest.slice(0, JSON.stringify(part).length),
            ).toEqual(typeof part === 'number' ? part : JSON.stringify(part));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('JSON of any kind', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => ({ value }));

  it('is read as it was written, one behind another', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), fc.constantFrom(undefined, 2), (values, indent) => {
        expect(valuesOf(values.map((value) => JSON.stringify(value, null, indent)).join(''))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  it('has a key twice exactly where one is written a second time in its object', () => {
    const nasty = fc.constantFrom('"', '\\', ':', '{', '}', '":', '\\"', '\n', '"a":1', ' ');
    const name = fc
      .array(fc.oneof(nasty, fc.string({ maxLength: 2 })), { maxLength: 3 })
      .map((parts) => parts.join(''));
    const object = fc.letrec<{ value: unknown; object: object }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        name,
        fc.integer(),
        fc.array(tie('value'), { maxLength: 2 }),
        tie('object'),
      ),
      object: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    })).object;
    fc.assert(
      fc.property(
        object,
        object,
        fc.boolean(),
        fc.constantFrom('', ' ', '\n\t'),
        (before, value, escaped, gap) => {
          const whole = JSON.stringify({ before, value, after: value }, null, 1);
          expect(problemsOf(whole)).toEqual([]);
          const key = escaped ? '"\\u0076alue"' : '"value"';
          const start = `{"value":${JSON.stringify(before)},"x":{"value":1},`;
          expect(problemsOf(`${start}${key}${gap}:${JSON.stringify(value)}}`)).toEqual([
            `1:${start.length + 1} the key value stands there twice`,
          ]);
        },
      ),
    );
  });

  it('has a fault at its end wherever it is broken off', () => {
    fc.assert(
      fc.property(json, fc.nat(), (value, cut) => {
        const text = JSON.stringify(value);
        const part = text.slice(0, 2 + (cut % (text.length - 2)));
        const { problems } = read(part);
        expect(problems).toHaveLength(1);
        expect(problems[0]?.place).toEqual({ line: 1, column: part.length + 1 });
      }),
    );
  });

  it('ends in values and problems, never in an exception, whatever the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ':',
      ',',
      '1',
      'a',
      'true',
      ' ',
      '\n',
      '\t',
      '- ',
      '? ',
      '&a',
      '*a',
      '---\n',
      '!',
      '|',
      '>',
      '#',
      '%',
      '@',
      '<<',
      '\ud800',
      'kind: List',
      'items:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { manifests, problems } = read(text);
        for (const { place } of problems) expect(place?.line).toBeGreaterThan(0);
        for (const manifest of manifests) expect(manifest.locate(['a', 0, 'b']).column).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
