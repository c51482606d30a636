import { describe, expect, it } from 'vitest';
import { extractBlocks, runMarkdown } from './examples.js';

const page = (...blocks: readonly string[]) =>
  blocks.map((code) => `text\n\n\`\`\`ts\n${code}\n\`\`\`\n`).join('\n');

const modules = {
  lib: async () => ({
    default: 'the default',
    twice: (value: number) => value * 2,
    fail: () => {
      throw Object.assign(new Error('no'), { code: 'INVALID_OPTIONS' });
    },
  }),
};

const run = (...blocks: readonly string[]) => runMarkdown(page(...blocks), 'page.md', modules);

describe('the examples of a page', () => {
  it('are its ts blocks, with the lines they stand on', () => {
    const markdown = [
      '```ts',
      'a;',
      'b;',
      '```',
      '',
      '```json',
      '{}',
      '```',
      '````md',
      '```ts',
      '```',
      '````',
    ];
    expect(extractBlocks(markdown.join('\n'))).toStrictEqual([{ line: 2, code: 'a;\nb;' }]);
    expect(extractBlocks('```ts\r\na;\r\n```\r\n')).toStrictEqual([{ line: 2, code: 'a;' }]);
    expect(extractBlocks('```ts not-run\na;\n```')).toStrictEqual([]);
    expect(() => extractBlocks('```ts\na;')).toThrow('no end');
  });

  it.each([
    ['an import', "import { twice } from 'lib';\ntwice(2); // 4", 1],
    ['a renamed import', "import { twice as double } from 'lib';\ndouble(2); // 4", 1],
    ['a default import', "import name, { twice } from 'lib';\nname; // 'the default'\ntwice(1); // 2", 2],
    ['a namespace import', "import * as lib from 'lib';\nlib.twice(2); // 4", 1],
    ['an import of types', "import type { T } from 'nowhere';\nimport { type U, twice } from 'lib';", 0],
    ['an import for its effect', "import 'lib';", 0],
    ['an import of a package', "import { join } from 'node:path';\njoin('a', 'b'); // 'a/b'", 1],
    ['an object', '({ a: [1, -2], b: { c: null } }); // { a: [1, -2], b: { c: null } }', 1],
    ['undefined', 'undefined; // undefined', 1],
    ['a value over several lines', '[1, 2]; // [\n//   1,\n//   2,\n// ]', 1],
    ['a statement over several lines', '[\n  1,\n]; // [1]', 1],
    ['a declaration with a value', 'const a: number = 1 + 1; // 2', 1],
    ['a declaration with prose', 'const a = 1; // the first number', 0],
    ['prose on its own', '// prose\n[].length;\n// prose', 0],
    ['an awaited value', 'await Promise.resolve(3); // 3', 1],
    ['an error', "import { fail } from 'lib';\nfail(); // throws INVALID_OPTIONS", 1],
    ['types', 'interface A { readonly a: number }\nconst a: A = { a: 1 };\na.a; // 1', 1],
  ])('run %s', async (_, code, assertions) => {
    expect(await run(code)).toStrictEqual({ blocks: 1, assertions });
  });

  it('share their scope in order, and may use a name anew', async () => {
    const blocks = ['const a = 1;', 'a + 1; // 2\nconst b = 5;', 'const a = b;\na; // 5'];
    expect(await run(...blocks)).toStrictEqual({ blocks: 3, assertions: 2 });
    await expect(run('later; // 1', 'const later = 1;')).rejects.toThrow('later');
  });

  it.each([
    ['another value', '1 + 1; // 3', 'page.md:4'],
    ['a property too many', '({ a: 1, b: undefined }); // { a: 1 }', 'page.md:4'],
    ['another value in a declaration', '\nconst a = 1; // 2', 'page.md:5'],
    ['another value on several lines', '[\n  1,\n]; // [2]', 'page.md:6'],
    ['no error', '1; // throws INVALID_OPTIONS', 'page.md:4'],
    ['another error', "import { fail } from 'lib';\nfail(); // throws INVALID_OBJECT", 'page.md:5'],
    ['prose behind an expression', '1; // one', 'page.md:4: "one" is no value'],
    ['a call for a value', '1; // Math.abs(1)', 'is no value'],
    ['a mistake in the language', 'const = 1;', 'page.md'],
    ['a module that is not there', "import 'nowhere';", 'nowhere'],
    ['an import that is not there', "import { none } from 'lib';\nnone(); // 1", 'none'],
  ])('fail on %s', async (_, code, message) => {
    await expect(run(code)).rejects.toThrow(message);
  });
});
