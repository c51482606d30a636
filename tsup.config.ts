import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import ts from 'typescript';

/** The functions that are marked to have no effects. */
const effectless = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .flatMap((text) => [...text.matchAll(/@__NO_SIDE_EFFECTS__\nexport function (\w+)/g)])
    .map(([, name]) => name),
);

/** Marks each call of such a function. */
function markCalls(code: string): string {
  const calls: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && effectless.has(node.expression.text))
      calls.push(node.getStart());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('chunk.js', code, ts.ScriptTarget.ES2022, true));
  return calls
    .sort((a, b) => b - a)
    .reduce((marked, at) => `${marked.slice(0, at)}/* @__PURE__ */ ${marked.slice(at)}`, code);
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    interpreters: 'src/interpreters/index.ts',
    generation: 'src/generation/index.ts',
    suspension: 'src/suspension/index.ts',
    rollout: 'src/rollout/index.ts',
    webhook: 'src/webhook/index.ts',
    'webhook/node': 'src/webhook/node.ts',
    declarative: 'src/declarative/index.ts',
    lua: 'src/lua/index.ts',
  },
  format: ['esm', 'cjs'],
  // Shared chunks in both formats, so that `InterpreterError` is one class whichever entry it comes from.
  splitting: true,
  // Has rollup make the CommonJS: what tsup does otherwise leaves source maps without the sources.
  treeshake: true,
  // Bundlers heed that mark within one file alone. Kinds may stand in another one than what defines them, so that
  // without a mark at each call no bundle could do without any kind.
  plugins: [{ name: 'effectless-calls', renderChunk: (code) => ({ code: markCalls(code) }) }],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
  // `npm start` builds first: what it prints is the example's alone.
  silent: true,
});
