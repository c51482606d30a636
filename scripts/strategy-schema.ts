import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Where the schema stands, for the editor of the site's playground. */
export const strategySchemaFile = new URL('../site/playground/strategy-schema.json', import.meta.url);

type Schema = { readonly [key: string]: unknown };

/**
 * A JSON Schema of a rollout's strategy, and of a simulation of one, from their types and the comments on them: what
 * an editor needs to complete them and to say what a field is for. What is wrong with one the library says itself.
 */
export function strategySchema(): string {
  const file = fileURLToPath(new URL('../src/rollout/index.ts', import.meta.url));
  const config = ts.readConfigFile(
    fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    ts.sys.readFile,
  );
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, '.');
  const program = ts.createProgram([file], { ...options, lib: ['lib.es2022.d.ts'] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = new Map(
    (module ? checker.getExportsOfModule(module) : []).map((each) => [each.name, each]),
  );
  const named = (name: string) => {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`there is no type ${name}`);
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return schemaOf(checker, checker.getDeclaredTypeOfSymbol(own));
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A strategy of karmada-interpreter/rollout, or a simulation of one',
    anyOf: [named('RolloutStrategy'), named('SimulationInput')],
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function schemaOf(checker: ts.TypeChecker, type: ts.Type): Schema {
  if (type.isUnion()) return unionOf(checker, type.types);
  if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (item) return { type: 'array', items: schemaOf(checker, item) };
  const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const properties = checker.getPropertiesOfType(type).map((property) => {
    const description = ts
      .displayPartsToString(property.getDocumentationComment(checker))
      .replace(/\s+/g, ' ');
    return [
      property.name,
      { ...schemaOf(checker, checker.getTypeOfSymbol(property)), ...(description && { description }) },
    ];
  });
  return {
    type: 'object',
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(value && { additionalProperties: schemaOf(checker, value) }),
  };
}

/** What is absent or `null` is nothing to write down; literals are one list. */
function unionOf(checker: ts.TypeChecker, types: readonly ts.Type[]): Schema {
  const present = types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  if (present.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
  const literals = present.filter((type) => type.isStringLiteral());
  const others = present.filter((type) => !type.isStringLiteral());
  const schemas = [
    ...(literals.length > 0 ? [{ enum: literals.map(({ value }) => value) }] : []),
    ...others.map((type) => schemaOf(checker, type)),
  ];
  const [only, ...more] = schemas;
  return only && more.length === 0 ? only : { anyOf: schemas };
}
