import { generationWords, type OperationRules, operationRules } from '../src/cli/kinds/operation-rules.js';
import type { FieldWords } from '../src/cli/kinds/reduction-words.js';
import { defaultInterpreters, type KindInterpreter } from '../src/index.js';
import type { KindDeclaration } from '../src/interpreters/kind-declaration.js';
import { format } from './format.js';
import { KIND_WORDS } from './kind-words.js';
import { type FactoryWords, reducerWords } from './reducer-words.js';

/** What is done with a kind, in words. */
export interface KindRules {
  readonly apiVersions: readonly string[];
  readonly kind: string;
  readonly rules: OperationRules;
}

export const kindRulesFile = new URL('../src/cli/kind-rules.json', import.meta.url);

/** Status fields that are decided together, by what they come to without members. */
function summaryFields({ summary }: KindDeclaration): readonly string[] {
  const nobody = { object: {}, previous: {}, generation: 0, observedGeneration: undefined };
  const made = summary?.finish(undefined, { ...nobody, settled: true, counts: {}, members: 0 });
  return Object.keys(made ?? {});
}

/** The words of every status field: those that are written down, else those of its reducer. */
function fieldWords(declared: KindDeclaration, words: FactoryWords, own: Record<string, string>): FieldWords {
  const reduced = words.map(([field, says]) => [field, own[field] ?? says] as const);
  const together = summaryFields(declared).filter((field) => !words.some(([known]) => known === field));
  const said = [
    ...reduced,
    ...together.map((field) => [field, own[field]] as const),
    ['observedGeneration', own.observedGeneration ?? generationWords(declared)] as const,
  ];
  const unsaid = said.filter(([, says]) => says === undefined).map(([field]) => field);
  const unused = Object.keys(own).filter((field) => !said.some(([known]) => known === field));
  if (unsaid.length + unused.length > 0)
    throw new Error(`${declared.kind}: no words for ${unsaid}; words for what there is not: ${unused}`);
  return said as FieldWords;
}

function rulesOf(interpreter: KindInterpreter, words: FactoryWords): KindRules {
  const { declaration, operations, kind, apiVersions } = interpreter;
  const group = apiVersions[0]?.includes('/') ? apiVersions[0].split('/')[0] : '';
  const own = KIND_WORDS[`${group} ${kind}`] ?? {};
  const aggregates = declaration && operations.includes('AggregateStatus');
  const fields = aggregates ? fieldWords(declaration, words, own.fields ?? {}) : [];
  const special = Object.entries(own.operations ?? {}).map(([operation, line]) => [operation, [line]]);
  const rules = operationRules(interpreter, fields, Object.fromEntries(special));
  for (const operation of operations)
    if (!rules[operation]?.length) throw new Error(`${kind}: no words for ${operation}`);
  return { apiVersions, kind, rules };
}

/** What is done with each built-in kind. */
export function kindRules(): readonly KindRules[] {
  const words = reducerWords(
    defaultInterpreters.map(({ declaration }) => Object.keys(declaration?.status ?? {})),
  );
  return defaultInterpreters.map((kind, i) => rulesOf(kind, words[i] as FactoryWords));
}

/** The same as a file of JSON, for who has no sources to read it from. */
export function kindRulesText(): string {
  return format('kind-rules.json', JSON.stringify(kindRules()));
}
