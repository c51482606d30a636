import type { GenerationFormat } from '../src/generation/processed-generation.js';
import { defaultInterpreters, type KindInterpreter, type Operation } from '../src/index.js';
import type { KindDeclaration } from '../src/interpreters/kind-declaration.js';
import { format } from './format.js';
import { KIND_WORDS } from './kind-words.js';
import { type FieldWords, grouped, reducerWords } from './reducer-words.js';

/** What is done with a kind, in words: lines of Markdown by operation. */
export interface KindRules {
  readonly apiVersions: readonly string[];
  readonly kind: string;
  readonly rules: { readonly [Name in Operation]?: readonly string[] };
}

export const kindRulesFile = new URL('../src/cli/kind-rules.json', import.meta.url);

const GENERATIONS: { readonly [Format in GenerationFormat]: string } = {
  number: "the template's generation, once every cluster has observed it",
  text: "the template's generation as text, once every cluster has observed it",
  dropped:
    "the template's generation, once every cluster runs it; Karmada's own collector drops what clusters write",
  static: "the template's generation, once every cluster runs it; clusters write none",
  none: 'the API has no such field',
};

const code = (fields: readonly string[]): string => fields.map((field) => `\`${field}\``).join(', ');

/** A path as it is written; `undefined` for a rule of code. */
function pathWords(path: KindDeclaration['replicas' | 'revise']): string | undefined {
  return path === undefined || typeof path === 'function' ? undefined : `\`${path.join('.')}\``;
}

/** Status fields that are decided together, by what they come to without members. */
function summaryFields({ summary }: KindDeclaration): readonly string[] {
  const nobody = { object: {}, previous: {}, generation: 0, observedGeneration: undefined };
  const made = summary?.finish(undefined, { ...nobody, settled: true, counts: {}, members: 0 });
  return Object.keys(made ?? {});
}

function statusLines(declared: KindDeclaration, words: FieldWords, own: Record<string, string>): string[] {
  const { observedGeneration: format = 'number' } = declared;
  const reduced = words.map(([field, says]) => [field, own[field] ?? says] as const);
  const together = summaryFields(declared).filter((field) => !words.some(([known]) => known === field));
  const generation = typeof format === 'function' ? undefined : GENERATIONS[format];
  const said = [
    ...reduced,
    ...together.map((field) => [field, own[field]] as const),
    ['observedGeneration', own.observedGeneration ?? generation] as const,
  ];
  const unsaid = said.filter(([, says]) => says === undefined).map(([field]) => field);
  const unused = Object.keys(own).filter((field) => !said.some(([known]) => known === field));
  if (unsaid.length + unused.length > 0)
    throw new Error(`${declared.kind}: no words for ${unsaid}; words for what there is not: ${unused}`);
  return [
    ...grouped(said as readonly (readonly [string, string])[]).map(([fields, says]) => `${fields}: ${says}`),
    ...(declared.declaredOnly ? ['other fields are dropped'] : []),
  ];
}

function collected({ reflects, status = {} }: KindDeclaration, aggregates: boolean): string {
  if (reflects === 'whole' || !aggregates) return 'the whole status';
  return `${code([...Object.keys(status), ...(reflects ?? [])])}, and the generations`;
}

function rulesOf(
  { declaration, operations, kind, apiVersions }: KindInterpreter,
  words: FieldWords,
): KindRules {
  const declared = declaration ?? ({} as KindDeclaration);
  const { replicas, revise = replicas, retain, podTemplate } = declared;
  const group = apiVersions[0]?.includes('/') ? apiVersions[0].split('/')[0] : '';
  const own = KIND_WORDS[`${group} ${kind}`] ?? {};
  const aggregates = operations.includes('AggregateStatus');
  const kept = [
    ...(pathWords(replicas)
      ? ['the replicas, where the label `resourcetemplate.karmada.io/retain-replicas` says so']
      : []),
    ...(Array.isArray(retain) && retain.length > 0 ? [code(retain.map((path) => path.join('.')))] : []),
  ];
  const absent = pathWords(replicas);
  const lines: { readonly [Name in Operation]: readonly (string | undefined)[] } = {
    InterpretReplica: [absent && `${absent}, 1 where it is absent`],
    InterpretComponent: [],
    ReviseReplica: [pathWords(revise)],
    Retain: kept.length > 0 ? [kept.join('; ')] : [],
    InterpretStatus: [collected(declared, aggregates)],
    AggregateStatus: aggregates ? statusLines(declared, words, own.fields ?? {}) : [],
    InterpretHealth: ['see the page on health'],
    InterpretDependency: [podTemplate ? 'what the pod template uses' : 'the objects that its spec names'],
  };
  const rules = operations.map((operation) => {
    const special = own.operations?.[operation];
    const said = special === undefined ? lines[operation].filter((line) => line !== undefined) : [special];
    if (said.length === 0) throw new Error(`${kind}: no words for ${operation}`);
    return [operation, said] as const;
  });
  return { apiVersions, kind, rules: Object.fromEntries(rules) };
}

/** What is done with each built-in kind. */
export function kindRules(): readonly KindRules[] {
  const words = reducerWords(
    defaultInterpreters.map(({ declaration }) => Object.keys(declaration?.status ?? {})),
  );
  return defaultInterpreters.map((kind, i) => rulesOf(kind, words[i] as FieldWords));
}

/** The same as a file of JSON, for who has no sources to read it from. */
export function kindRulesText(): string {
  return format('kind-rules.json', JSON.stringify(kindRules()));
}
