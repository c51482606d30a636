import { join, relative } from 'node:path';
import ts from 'typescript';

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..');

/** A reader's settings: strict, with Node's types and no others. */
const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  types: ['node'],
  paths: {
    'karmada-interpreter': [join(root, 'src/index.ts')],
    'karmada-interpreter/webhook/node': [join(root, 'src/webhook/node.ts')],
    'karmada-interpreter/*': [join(root, 'src/*/index.ts')],
  },
};

/** What the compiler says against modules that are in no file, by the paths that they are to have in the project. */
export function typeFaults(modules: ReadonlyMap<string, string>): readonly string[] {
  const texts = new Map([...modules].map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, language, ...more) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...more)
      : ts.createSourceFile(file, text, language, true);
  };
  const program = ts.createProgram([...texts.keys()], settings, host);
  return [...texts].flatMap(([file, text]) =>
    [program.getSyntacticDiagnostics, program.getSemanticDiagnostics].flatMap((diagnosticsOf) =>
      diagnosticsOf(program.getSourceFile(file)).map(({ start = 0, messageText }) => {
        const line = text.slice(0, start).split('\n').length;
        return `${relative(root, file)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      }),
    ),
  );
}
