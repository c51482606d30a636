import type { Interpreter } from 'karmada-interpreter';
import { federatedObject } from '../test/readers/federated-object.js';
import { groupKindOf } from '../test/readers/manifest.js';
import { readers } from '../test/readers/readers.js';
import { READERS, type ReaderName, type Situation } from '../test/readers/situation.js';
import { situations } from '../test/readers/situations/index.js';

/** The page that says what each reader makes of a federation. */
export const readersPage = new URL('../docs/readers.md', import.meta.url);

const TITLES: { readonly [Name in ReaderName]: string } = {
  kstatus: 'kstatus',
  argo: 'Argo CD',
  kubectl: '`kubectl rollout status`',
  wait: '`kubectl wait`',
};

/** The page with its matrix written anew. */
export function withMatrix(page: string, interpreter: Interpreter): string {
  return page.replace(
    /(<!-- matrix: .* -->\n)[\s\S]*(<!-- \/matrix -->)/,
    (_, begin, end) => `${begin}\n${readersMatrix(interpreter)}\n\n${end}`,
  );
}

/** What each reader says of every situation: a table in Markdown for each kind. */
function readersMatrix(interpreter: Interpreter): string {
  const kinds = new Map<string, Situation[]>();
  for (const situation of situations) {
    const kind = groupKindOf(situation.object);
    kinds.set(kind, [...(kinds.get(kind) ?? []), situation]);
  }
  return [...kinds].map(([kind, rows]) => tableOf(interpreter, kind, rows)).join('\n\n');
}

function tableOf(interpreter: Interpreter, groupKind: string, rows: readonly Situation[]): string {
  const [group, kind] = groupKind.split('/');
  const asked = READERS.filter((reader) => rows.some(({ truth }) => reader in truth));
  return [
    `### ${kind} (\`${group}\`)`,
    '',
    `| situation | ${asked.map((reader) => TITLES[reader]).join(' | ')} |`,
    `| --- |${' --- |'.repeat(asked.length)}`,
    ...rows.map((row) => {
      const object = federatedObject(interpreter, row);
      return `| ${nameOf(row)} | ${asked.map((reader) => cellOf(reader, row, object)).join(' | ')} |`;
    }),
  ].join('\n');
}

/** The name of a situation, with the way in which its replicas are counted. */
function nameOf({ name, options }: Situation): string {
  return options?.replicas === 'perCluster' ? `${name} (\`perCluster\`)` : name;
}

/** What a reader says, in bold where it is not what is true; empty where nobody has asked it. */
function cellOf(
  reader: ReaderName,
  { truth }: Situation,
  object: ReturnType<typeof federatedObject>,
): string {
  const word = truth[reader];
  if (word === undefined) return '';
  const { state } = readers[reader](object);
  return state === word ? state : `**${state}**, not ${word}`;
}
