import { defineConfig } from 'tsup';
import ts from 'typescript';
import { pureCalls } from './scripts/pure-calls.js';

const { fileNames, options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
  ts.sys,
  import.meta.dirname,
);

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
  },
  format: ['esm', 'cjs'],
  // Shared chunks in both formats, so that `InterpreterError` is one class whichever entry it comes from.
  splitting: true,
  // Has rollup make the CommonJS: what tsup does otherwise leaves source maps without the sources.
  treeshake: true,
  esbuildPlugins: [pureCalls(fileNames, options)],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
  // `npm start` builds first: what it prints is the example's alone.
  silent: true,
});
