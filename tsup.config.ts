import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import ts from 'typescript';
import { pureCalls } from './scripts/pure-calls.js';

const { fileNames, options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
  ts.sys,
  import.meta.dirname,
);

/** The licences of what is part of a chunk: of jsonpath-plus, and of what its build has taken in. */
function notices(code: string): string {
  if (!code.includes('JSONPath.prototype')) return '';
  return ['jsonpath-plus', 'jsep', '@jsep-plugin/regex', '@jsep-plugin/assignment']
    .map((name) => `/*! ${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n*/\n`)
    .join('');
}

/** The library, for every JavaScript engine. */
const library: Options = {
  entry: {
    index: 'src/index.ts',
    interpreters: 'src/interpreters/index.ts',
    generation: 'src/generation/index.ts',
    suspension: 'src/suspension/index.ts',
    rollout: 'src/rollout/index.ts',
    binding: 'src/binding/index.ts',
    webhook: 'src/webhook/index.ts',
    'webhook/node': 'src/webhook/node.ts',
    declarative: 'src/declarative/index.ts',
    types: 'src/types/index.ts',
    lua: 'src/lua/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: ['esm', 'cjs'],
  // Shared chunks in both formats, so that `InterpreterError` is one class whichever entry it comes from.
  splitting: true,
  // Has rollup make the CommonJS: what tsup does otherwise leaves source maps without the sources.
  treeshake: true,
  esbuildPlugins: [pureCalls(fileNames, options)],
  plugins: [{ name: 'notices', renderChunk: (code) => ({ code: code + notices(code) }) }],
  target: 'es2022',
  platform: 'neutral',
  // Its build for browsers, as part of the package: by its name, every bundler that is not for browsers would get
  // the one for Node, which imports `vm`.
  noExternal: ['jsonpath-plus'],
  esbuildOptions(options) {
    options.conditions = ['browser', 'import', 'default'];
  },
  dts: true,
  sourcemap: true,
  clean: true,
  // `npm start` builds first: what it prints is the example's alone.
  silent: true,
};

/** The command line, for Node alone; it imports the library by its name, as any user does. */
const commandLine: Options = {
  entry: { cli: 'src/cli/main.ts' },
  format: ['esm'],
  splitting: true,
  target: 'node20',
  platform: 'node',
  external: [/^karmada-interpreter/],
  silent: true,
};

export default defineConfig([library, commandLine]);
