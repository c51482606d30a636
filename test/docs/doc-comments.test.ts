import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { runMarkdown } from './examples.js';
import { root, typeFaults } from './type-faults.js';

/** What the examples have at hand without saying where from. */
const SCENE: { readonly [name: string]: string } = {
  a: "import('karmada-interpreter').DependentObjectReference",
  api: '{ replaceStatus(object: object): Promise<void> }',
  apply: '(cluster: string, object: object) => void',
  b: "import('karmada-interpreter').DependentObjectReference",
  binding:
    "import('karmada-interpreter/types').ResourceBinding & { status: { aggregatedStatus: readonly import('karmada-interpreter').AggregatedStatusItem[] } }",
  body: 'string',
  cert: 'string',
  clusters: 'readonly string[]',
  createServer: "typeof import('node:https').createServer",
  customization: 'unknown',
  customizations: 'readonly unknown[]',
  describe: "typeof import('vitest').describe",
  end: 'string',
  fc: "typeof import('fast-check').default",
  input: "import('karmada-interpreter/rollout').RolloutInput",
  interpreter: "import('karmada-interpreter').Interpreter",
  isString: '(value: unknown) => value is string',
  key: 'string',
  members: "readonly import('karmada-interpreter').AggregatedStatusItem[]",
  parse: "typeof import('yaml').parse",
  previous: 'undefined',
  readFile: "typeof import('node:fs/promises').readFile",
  readFileSync: "typeof import('node:fs').readFileSync",
  render: '(object: object, members: readonly object[]) => string',
  replicas: 'number',
  report: '(...told: readonly unknown[]) => void',
  show: '(...shown: readonly unknown[]) => void',
  strategy: "import('karmada-interpreter/rollout').RolloutStrategy",
  template: "import('karmada-interpreter').KubernetesObject",
  test: "typeof import('vitest').test",
  widget: "import('karmada-interpreter').KindInterpreter",
  works: "readonly import('karmada-interpreter/types').Work[]",
  writeFile: "typeof import('node:fs/promises').writeFile",
  writeStatus: '(object: object) => Promise<void>',
  yaml: 'string',
};

interface Example {
  /** The source that it stands in. */
  readonly path: string;
  readonly code: string;
  /** The lines before it, by which it has what it uses. */
  readonly imports: readonly string[];
  readonly scene: readonly string[];
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts') && !path.startsWith('src/cli/'));
const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

/** The functions, classes and constants of the library, by their names, of which none stands for two. */
const exported = new Map(
  [...sources].flatMap(([path, text]) =>
    [...text.matchAll(/^export (?:function\*?|const|class) (\w+)/gm)].map(
      ([, name]) => [name, path] as const,
    ),
  ),
);

function examplesOf([path, text]: readonly [path: string, text: string]): readonly Example[] {
  return [...text.matchAll(/\/\*\*(.*?)\*\//gs)]
    .map(([, comment = '']) => comment.replace(/^\s*\* ?/gm, ''))
    .flatMap((comment) => comment.split(/^@example$/m).slice(1))
    .map((example) => exampleOf(path, (example.split(/^@\w/m)[0] as string).trim()));
}

function exampleOf(path: string, code: string): Example {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const statement of source.statements.filter(ts.isVariableStatement))
    for (const { name } of statement.declarationList.declarations)
      for (const own of namesOf(name)) names.delete(own);
  const used = [...names];
  return {
    path,
    code,
    imports: used
      .filter((name) => exported.has(name) && !Object.hasOwn(SCENE, name))
      .map((name) => `import { ${name} } from '${join(root, exported.get(name) as string)}';`),
    scene: used
      .filter((name) => Object.hasOwn(SCENE, name))
      .map((name) => `declare const ${name}: ${SCENE[name]};`),
  };
}

/** The names that a declaration declares. */
function namesOf(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

const examples = [...sources].flatMap(examplesOf);

it('the examples of the doc comments compile', () => {
  expect(examples.length).toBeGreaterThan(100);
  const modules = examples.map(
    ({ path, code, imports, scene }, i) =>
      [`${path}.${i}.ts`, `${[...imports, ...scene].join(' ')} export {};\n${code}`] as const,
  );
  expect(typeFaults(new Map(modules))).toEqual([]);
});

// Those with a scene speak of objects that are the reader's own, and a module's export is no statement.
it('the examples of the doc comments that need nothing else come to what they say', async () => {
  const whole = examples.filter(({ code, scene }) => scene.length === 0 && !code.startsWith('export'));
  const runs = whole.map(({ path, code, imports }) =>
    runMarkdown(['```ts', ...imports, code, '```'].join('\n'), path),
  );
  const assertions = (await Promise.all(runs)).map((run) => run.assertions);
  expect(assertions.reduce((a, b) => a + b)).toBeGreaterThan(15);
});
