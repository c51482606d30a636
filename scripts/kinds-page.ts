import type { GenerationFormat } from '../src/generation/processed-generation.js';
import { defaultInterpreters, type KindInterpreter } from '../src/index.js';
import type { KindDeclaration } from '../src/interpreters/kind-declaration.js';

export const kindsPage = new URL('../docs/kinds.md', import.meta.url);

const GENERATIONS: { readonly [Format in GenerationFormat]: string } = {
  number: 'a number that every member writes',
  text: 'a number that every member writes, as text',
  dropped: 'written for the federation; members write it, but Karmada does not collect it',
  static: 'written for the federation; members do not write it',
  none: 'none: the API has no such field',
};

const code = (fields: readonly string[]): string => fields.map((field) => `\`${field}\``).join(', ');

/** Where a number of replicas stands, as a path. */
function placeOf(path: KindDeclaration['replicas' | 'revise']): string {
  return typeof path === 'function' ? 'by a rule of its own' : `\`${(path ?? []).join('.')}\``;
}

function collectedOf({ reflects }: KindDeclaration, aggregates: boolean): string {
  if (reflects === 'whole' || !aggregates) return 'its whole status';
  return reflects === undefined ? 'the fields below' : `the fields below, and ${code(reflects)}`;
}

/** What is said of a kind, a line for each thing that it has. */
function linesOf({ declaration, operations }: KindInterpreter): readonly string[] {
  const declared = declaration ?? ({} as KindDeclaration);
  const { status = {}, summary, observedGeneration = 'number', replicas, retain } = declared;
  const revise = declared.revise ?? replicas;
  const fields = Object.entries(status);
  const counted = fields.filter(([, { limit }]) => limit !== undefined).map(([field]) => field);
  const others = fields.filter(([, { limit }]) => limit === undefined).map(([field]) => field);
  const aggregates = operations.includes('AggregateStatus');
  const paths = typeof retain === 'function' ? [] : (retain ?? []).map((path) => path.join('.'));
  const lines: readonly (readonly [what: string, text: string | false])[] = [
    ['Operations', operations.join(', ')],
    ['Replicas', operations.includes('InterpretReplica') && placeOf(replicas)],
    ['Revised', operations.includes('ReviseReplica') && placeOf(revise)],
    ['Collected of a member', collectedOf(declared, aggregates)],
    ['Added up', counted.length > 0 && code(counted)],
    ['Merged, each by its own rule', others.length > 0 && code(others)],
    ['Decided together', summary !== undefined && 'the fields that depend on each other'],
    [
      '`observedGeneration`',
      aggregates &&
        (typeof observedGeneration === 'function'
          ? 'as the template has it'
          : GENERATIONS[observedGeneration]),
    ],
    ['Asked for per cluster', declared.perCluster !== undefined && 'as `replicas: "perCluster"` counts'],
    [
      'Kept as it is in a member',
      operations.includes('Retain') &&
        (paths.length > 0
          ? code(paths)
          : typeof retain === 'function'
            ? 'by a rule of its own'
            : 'the replicas, by label'),
    ],
  ];
  return lines.filter(([, text]) => text !== false).map(([what, text]) => `- ${what}: ${text}.`);
}

/** What there is to know of each kind, a section each. */
function kindSections(): string {
  const sections = defaultInterpreters.map((kind) => ({
    title: `${kind.kind} (\`${kind.apiVersions.join('`, `')}\`)`,
    lines: linesOf(kind),
  }));
  return sections.map(({ title, lines }) => [`### ${title}`, '', ...lines].join('\n')).join('\n\n');
}

/** The page with its generated part written anew. */
export function withKinds(page: string): string {
  return page.replace(
    /(<!-- kinds: .* -->\n)[\s\S]*(<!-- \/kinds -->)/,
    (_, begin, end) => `${begin}\n${kindSections()}\n\n${end}`,
  );
}
