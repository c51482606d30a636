import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** What marks a function whose calls have no effects, for esbuild and rollup. */
const MARK = '@__NO_SIDE_EFFECTS__';

/**
 * Marks each call of a function that is annotated to have no side effects.
 *
 * Bundlers heed that annotation within one file alone. Kinds stand in other files than what defines them, so that
 * without a mark at each call no bundle could leave out any kind. What a name means is TypeScript's to say: a
 * function of the same name in another file, or a local one, is not marked.
 *
 * @param files - The sources; what they import is found from there.
 * @param options - How TypeScript reads them.
 */
export function pureCalls(files: readonly string[], options: ts.CompilerOptions): Plugin {
  const program = ts.createProgram(files, {
    ...options,
    ...{ noEmit: false, inlineSourceMap: true, inlineSources: true },
  });
  const before = [markCalls(program.getTypeChecker())];
  return {
    name: 'pure-calls',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const source = program.getSourceFile(path);
        if (source === undefined) return undefined;
        let contents = '';
        const write = (_: string, text: string) => {
          contents = text;
        };
        program.emit(source, write, undefined, false, { before });
        return { contents, loader: 'js' };
      });
    },
  };
}

function markCalls(checker: ts.TypeChecker): ts.TransformerFactory<ts.SourceFile> {
  const isPure = (callee: ts.Expression): boolean => {
    const found = ts.isIdentifier(callee) ? checker.getSymbolAtLocation(callee) : undefined;
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
    return symbol?.declarations?.some(isAnnotated) ?? false;
  };
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      // Before `sum().fold()`, the mark would be about fold().
      const leads =
        ts.isExpression(node.parent) && 'expression' in node.parent && node.parent.expression === node;
      const marked = ts.isCallExpression(node) && !leads && isPure(node.expression);
      const visited = ts.visitEachChild(node, visit, context);
      return marked
        ? ts.addSyntheticLeadingComment(visited, ts.SyntaxKind.MultiLineCommentTrivia, ' @__PURE__ ')
        : visited;
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

function isAnnotated(declaration: ts.Declaration): boolean {
  if (!ts.isFunctionDeclaration(declaration)) return false;
  const text = declaration.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, declaration.pos) ?? []).some(({ pos, end }) =>
    text.slice(pos, end).includes(MARK),
  );
}
