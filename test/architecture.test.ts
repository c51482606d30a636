import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The sources, from the root of the project: `src/status/reflect-status.ts`. */
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .sort();

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** The files that each file imports or re-exports, types included. */
const imports = new Map(
  files.map((file) => {
    const names = ts.preProcessFile(textOf(file)).importedFiles.map(({ fileName }) => fileName);
    const own = names.filter((name) => name.startsWith('.'));
    return [file, own.map((name) => posix.join(dirname(file), name.replace(/\.js$/, '.ts')))];
  }),
);

const importsOf = (file: string): readonly string[] => imports.get(file) ?? [];

/** The files that a file imports, through the `index.ts` that re-exports them or directly. */
function reaches(file: string): readonly string[] {
  return importsOf(file).flatMap((found) => [
    found,
    ...(basename(found) === 'index.ts' ? reaches(found) : []),
  ]);
}

/** The circles of imports: the first file of each stands at its end again. */
function circles(): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' > ')];
    if (done.has(file)) return [];
    const found = importsOf(file).flatMap((next) => visit(next, [...path, file]));
    done.add(file);
    return found;
  };
  return files.flatMap((file) => visit(file, []));
}

describe('the sources', () => {
  it('import files that exist', () => {
    const exists = (found: string) =>
      imports.has(found) || (/\.json$/.test(found) && existsSync(join(root, found)));
    const missing = files.flatMap((file) => importsOf(file).filter((found) => !exists(found)));
    expect(files.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('have no file name twice but index.ts', () => {
    const names = files.map((file) => basename(file)).filter((name) => name !== 'index.ts');
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    expect(files.filter((file) => !/^src(\/[a-z0-9]+(-[a-z0-9]+)*)+\.ts$/.test(file))).toEqual([]);
  });

  it('export no function by a name that another file exports', () => {
    const names = files.flatMap((file) =>
      [...textOf(file).matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name),
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('import in no circle, of types neither', () => {
    expect(circles()).toEqual([]);
  });

  it('have at most 250 lines each', () => {
    const lines = files.map((file) => [file, textOf(file).trimEnd().split('\n').length] as const);
    expect(lines.filter(([, count]) => count > 250)).toEqual([]);
  });
});

/** The walks of a page: for each heading of the second level, the files of the numbered list below it, in order. */
function walksIn(page: string): readonly (readonly [title: string, files: readonly string[]])[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = ''] = section.split('\n', 1);
      const steps = [...section.matchAll(/^\d+\. .*?`(src\/[\w/-]+\.ts)`/gm)];
      return [title, steps.map(([, file = '']) => file)] as const;
    })
    .filter(([, steps]) => steps.length > 0);
}

/** What is wrong with a walk: it names files in the order in which they come into play. */
function faultsOf(steps: readonly string[]): readonly string[] {
  return steps.flatMap((file, i) => {
    const before = steps.slice(0, i);
    if (!imports.has(file)) return [`${file} does not exist`];
    if (before.includes(file)) return [`${file} stands there twice`];
    const back = before.filter((earlier) => reaches(file).includes(earlier));
    const found = i === 0 || before.some((earlier) => reaches(earlier).includes(file));
    return [
      ...back.map((earlier) => `${file} imports ${earlier}, which stands before it`),
      ...(found ? [] : [`${file} is imported by no file before it`]),
    ];
  });
}

const page = join(root, 'ARCHITECTURE.md');

describe('ARCHITECTURE.md', () => {
  const walks = walksIn(readFileSync(page, 'utf8'));

  it('has four walks', () => {
    expect(walks).toHaveLength(4);
  });

  it.each(walks)('goes forward only: %s', (_, steps) => {
    expect(steps.length).toBeGreaterThan(2);
    expect(faultsOf(steps)).toEqual([]);
  });
});

describe('a walk', () => {
  const [merge, read, errors] = [
    'suspension/merge-policy-suspension',
    'suspension/read-suspension',
    'errors',
  ].map((name) => `src/${name}.ts`) as [string, string, string];

  it('is read from a numbered list below a heading', () => {
    const text = `# Page\n\n## One\n\n1. \`${merge}\` merges\n2. then \`${read}\`, not \`${errors}\`\n\n## Two\n\nText.\n`;
    expect(walksIn(text)).toEqual([['One', [merge, read]]]);
  });

  it.each([
    ['forward', [merge, read, errors], []],
    [
      'backward',
      [read, merge],
      [`${merge} imports ${read}, which stands before it`, `${merge} is imported by no file before it`],
    ],
    [
      'past what nobody imports',
      [errors, 'src/boundary/format-path.ts'],
      ['src/boundary/format-path.ts is imported by no file before it'],
    ],
    ['to nowhere', [merge, 'src/gone.ts'], ['src/gone.ts does not exist']],
    ['in a circle', [merge, merge], [`${merge} stands there twice`]],
  ])('may lead %s', (_, steps, faults) => {
    expect(faultsOf(steps)).toEqual(faults);
  });
});
