import type { KindInterpreter, Operation } from 'karmada-interpreter';
import { formatPath } from '../../boundary/format-path.js';
import type { GenerationFormat } from '../../generation/processed-generation.js';
import type { KindDeclaration } from '../../interpreters/kind-declaration.js';
import { codes, type FieldWords, grouped } from './reduction-words.js';

/** What is done with a kind, in words: lines of Markdown by operation. */
export type OperationRules = { readonly [Name in Operation]?: readonly string[] };

const GENERATIONS: { readonly [Format in GenerationFormat]: string } = {
  number: "the template's generation, once every cluster has observed it",
  text: "the template's generation as text, once every cluster has observed it",
  dropped:
    "the template's generation, once every cluster runs it; Karmada's own collector drops what clusters write",
  static: "the template's generation, once every cluster runs it; clusters write none",
  none: 'the API has no such field',
};

/** What becomes of `status.observedGeneration`; `undefined` where code decides. */
export function generationWords({ observedGeneration = 'number' }: KindDeclaration): string | undefined {
  return typeof observedGeneration === 'function' ? undefined : GENERATIONS[observedGeneration];
}

/**
 * What is done with a kind, by what its declaration says.
 *
 * @param kind - Its interpreter.
 * @param fields - The words of its status fields, `observedGeneration` among them.
 * @param special - What is said of operations in place of that.
 * @returns Lines for each operation that the kind has; none where nothing is known.
 */
export function operationRules(
  { declaration, operations }: KindInterpreter,
  fields: FieldWords,
  special: OperationRules,
): OperationRules {
  const declared = declaration ?? ({} as KindDeclaration);
  const { replicas, revise = replicas, retain, podTemplate } = declared;
  const aggregates = operations.includes('AggregateStatus');
  const counted = pathWords(replicas);
  const revised = pathWords(revise);
  const kept = [
    ...(counted
      ? ['the replicas, where the label `resourcetemplate.karmada.io/retain-replicas` says so']
      : []),
    ...(Array.isArray(retain) && retain.length > 0 ? [codes(retain.map((path) => formatPath(path)))] : []),
  ];
  const lines: { readonly [Name in Operation]: readonly string[] } = {
    InterpretReplica: counted ? [`${counted}, 1 where it is absent`] : [],
    InterpretComponent: [],
    ReviseReplica: revised ? [revised] : [],
    Retain: kept.length > 0 ? [kept.join('; ')] : [],
    InterpretStatus: [collected(declared, aggregates)],
    AggregateStatus: aggregates ? statusLines(declared, fields) : [],
    InterpretHealth: ['see the page on health'],
    InterpretDependency: [podTemplate ? 'what the pod template uses' : 'the objects that its spec names'],
  };
  return Object.fromEntries(
    operations.map((operation) => [operation, special[operation] ?? lines[operation]]),
  );
}

/** A path as it is written; `undefined` for a rule of code. */
function pathWords(path: KindDeclaration['replicas' | 'revise']): string | undefined {
  return path === undefined || typeof path === 'function' ? undefined : codes([formatPath(path)]);
}

function statusLines({ declaredOnly }: KindDeclaration, fields: FieldWords): readonly string[] {
  return [
    ...grouped(fields).map(([names, words]) => `${names}: ${words}`),
    ...(declaredOnly ? ['other fields are dropped'] : []),
  ];
}

function collected({ reflects, status = {} }: KindDeclaration, aggregates: boolean): string {
  if (reflects === 'whole' || !aggregates) return 'the whole status';
  const fields = [...Object.keys(status), ...(reflects ?? [])];
  return fields.length === 0 ? 'the generations' : `${codes(fields)}, and the generations`;
}
