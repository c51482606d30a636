import { createInterpreter, type KindInterpreter } from 'karmada-interpreter';
import { wrapText } from '../../binding/columns.js';
import { didYouMean } from '../../boundary/did-you-mean.js';
import type { Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import { interpretersOf } from '../interpreters-of.js';
import rules from '../kind-rules.json';
import { type KindNames, matchKinds } from '../kinds/match-kinds.js';
import { formatData } from '../print/data.js';
import { noteProblems } from '../print/note-problems.js';
import { type Style, styleOf } from '../print/style.js';
import { tableOf } from '../print/table.js';

/** A kind, and how it is interpreted. */
interface InterpretedKind extends KindNames {
  readonly operations: readonly string[];
  readonly by: 'built-in' | 'declaration' | 'customization';
  /** What is done with it, in words, by operation. */
  readonly rules?: { readonly [operation: string]: readonly string[] };
}

/** Lists the kinds that are interpreted, or says of one how. */
export const kinds: Run = async ({ args, flags, terminal }) => {
  const known = interpretedKinds(
    (await interpretersOf(flags.customization, [], terminal)) ?? createInterpreter(),
  );
  const [word] = args;
  const found = word === undefined ? known : matchKinds(word, known);
  if (found.length === 0) {
    const meant = didYouMean(
      word ?? '',
      known.map(({ kind }) => kind),
    );
    const message = `there is no interpreter for ${word || '""'}${meant || ': of a kind that is not known, the whole status is collected'}`;
    noteProblems([{ severity: 'error', message }], terminal);
    return EXIT.failed;
  }
  const { output } = flags;
  const style = styleOf(terminal.color);
  if (output === 'json' || output === 'yaml') terminal.write(formatData(found, output));
  else if (output === 'name') terminal.write(found.map((kind) => `${nameOf(kind)}\n`).join(''));
  else if (word === undefined)
    terminal.write(`${listed(found, output === 'wide', terminal.columns, style)}\n`);
  else terminal.write(`${found.map((kind) => inWords(kind, terminal.columns, style)).join('\n\n')}\n`);
  return EXIT.ok;
};

function interpretedKinds(interpreter: ReturnType<typeof createInterpreter>): readonly InterpretedKind[] {
  const builtIn = createInterpreter();
  const versions = new Map<KindInterpreter, string[]>();
  for (const reference of interpreter.kinds()) {
    const kind = interpreter.kind(reference) as KindInterpreter;
    const found = versions.get(kind);
    if (found) found.push(reference.apiVersion);
    else versions.set(kind, [reference.apiVersion]);
  }
  return [...versions].map(([{ kind, operations, declaration }, apiVersions]): InterpretedKind => {
    const [apiVersion] = apiVersions;
    const own =
      !builtIn.kind({ apiVersion, kind }) ||
      interpreter.kind({ apiVersion, kind }) !== builtIn.kind({ apiVersion, kind });
    if (own) return { apiVersions, kind, operations, by: declaration ? 'declaration' : 'customization' };
    const described = rules.find(
      (rule) => rule.kind === kind && rule.apiVersions.includes(String(apiVersion)),
    );
    return { apiVersions, kind, operations, by: 'built-in', ...(described && { rules: described.rules }) };
  });
}

/** What is said of an operation of one's own kinds, whose rules the files have. */
const OWN_RULES: { readonly [by in InterpretedKind['by']]: readonly string[] } = {
  'built-in': [],
  declaration: ['as the declaration says'],
  customization: ['by the script of a customization; where there is none, as without customizations'],
};

/** The name of a kind as kubectl takes it. */
function nameOf({ apiVersions: [apiVersion = ''], kind }: InterpretedKind): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind.toLowerCase()}${group}`;
}

function listed(found: readonly InterpretedKind[], wide: boolean, width: number, style: Style): string {
  const head = [
    'KIND',
    wide ? 'API VERSIONS' : 'API VERSION',
    'INTERPRETED BY',
    ...(wide ? ['OPERATIONS'] : []),
  ];
  const rows = found.map(({ kind, apiVersions, by, operations }) => [
    kind,
    wide ? apiVersions.join(',') : `${apiVersions[0]}`,
    by,
    ...(wide ? [operations.join(',')] : []),
  ]);
  return tableOf(head, rows, wide ? Number.POSITIVE_INFINITY : width, style);
}

function inWords(
  { kind, apiVersions, by, operations, rules: said = {} }: InterpretedKind,
  width: number,
  style: Style,
): string {
  const title = wrapText(
    `${kind} (${apiVersions.join(', ')}), ${by === 'built-in' ? by : `by a ${by}`}`,
    width,
  );
  const otherwise = OWN_RULES[by];
  const lines = operations.flatMap((operation) => [
    '',
    style('strong', operation),
    ...(said[operation] ?? otherwise).flatMap((rule) =>
      // What Markdown marks is plain here.
      wrapText(rule.replaceAll('`', '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'), width - 4).map(
        (line) => `    ${line}`,
      ),
    ),
  ]);
  return [...title.map((line) => style('strong', line)), ...lines].join('\n');
}
