import {
  createInterpreter,
  type Interpreter,
  type KindInterpreter,
  type Operation,
} from 'karmada-interpreter';
import { wrapText } from '../../binding/columns.js';
import { didYouMean } from '../../boundary/did-you-mean.js';
import type { Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import { interpretersOf, type OwnInterpreters } from '../interpreters-of.js';
import rules from '../kind-rules.json';
import { type KindNames, matchKinds } from '../kinds/match-kinds.js';
import type { OperationRules } from '../kinds/operation-rules.js';
import { noteProblems } from '../print/note-problems.js';
import { type Style, styleOf } from '../print/style.js';
import { tableOf } from '../print/table.js';

/** A kind, and how it is interpreted. */
interface InterpretedKind extends KindNames {
  readonly operations: readonly Operation[];
  readonly by: 'built-in' | 'declaration' | 'customization';
  /** What is done with it, in words, by operation. */
  readonly rules?: OperationRules;
}

/** Lists the kinds that are interpreted, or says of one how. */
export const kinds: Run = async ({ args, flags, terminal }) => {
  const own = await interpretersOf(flags.customization, [], terminal);
  const known = own ? await withOwnRules(own) : interpretedKinds(createInterpreter());
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
  if (output === 'json' || output === 'yaml') {
    const { formatData } = await import('../print/data.js');
    terminal.write(formatData(found, output));
  } else if (output === 'name') terminal.write(found.map((kind) => `${nameOf(kind)}\n`).join(''));
  else if (word === undefined)
    terminal.write(`${listed(found, output === 'wide', terminal.columns, style)}\n`);
  else terminal.write(`${found.map((kind) => inWords(kind, terminal.columns, style)).join('\n\n')}\n`);
  return EXIT.ok;
};

/** The kinds with those of one's own, and what the files say of these. */
async function withOwnRules({
  interpreter,
  manifests,
}: OwnInterpreters): Promise<readonly InterpretedKind[]> {
  const { ownRules } = await import('../kinds/own-rules.js');
  return interpretedKinds(interpreter, (kind, builtIn) =>
    ownRules({ ...kind, apiVersion: `${kind.apiVersions[0]}` }, kind.operations, manifests, builtIn),
  );
}

function interpretedKinds(
  interpreter: Interpreter,
  rulesOf: (kind: InterpretedKind, builtIn?: OperationRules) => OperationRules = (_, builtIn = {}) => builtIn,
): readonly InterpretedKind[] {
  const builtIn = createInterpreter();
  const versions = new Map<KindInterpreter, string[]>();
  for (const reference of interpreter.kinds()) {
    const kind = interpreter.kind(reference) as KindInterpreter;
    const found = versions.get(kind);
    if (found) found.push(reference.apiVersion);
    else versions.set(kind, [reference.apiVersion]);
  }
  return [...versions].map(([known, apiVersions]): InterpretedKind => {
    const { kind, operations, declaration } = known;
    const [apiVersion = ''] = apiVersions;
    const described = rules.find(
      (rule) => rule.kind === kind && rule.apiVersions.includes(apiVersion),
    )?.rules;
    if (known === builtIn.kind({ apiVersion, kind }))
      return { apiVersions, kind, operations, by: 'built-in', ...(described && { rules: described }) };
    const by = declaration ? 'declaration' : 'customization';
    const own: InterpretedKind = { apiVersions, kind, operations, by };
    return { ...own, rules: rulesOf(own, described) };
  });
}

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
  const lines = operations.flatMap((operation) => [
    '',
    style('strong', operation),
    ...(said[operation] ?? []).flatMap((rule) => ruleLines(rule, width)),
  ]);
  return [...title.map((line) => style('strong', line)), ...lines].join('\n');
}

/** A rule on lines of that width, those behind the first further in, so that one rule is told from the next. */
function ruleLines(rule: string, width: number): readonly string[] {
  // What Markdown marks is plain here.
  const text = rule.replaceAll('`', '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return wrapText(text, width - 6).map((line, i) => `${i === 0 ? '    ' : '      '}${line}`);
}
