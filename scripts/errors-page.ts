import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { BINDING_REASONS } from '../src/binding/index.js';
import { EXIT } from '../src/cli/exit-code.js';
import { COMMANDS } from '../src/cli/tables.js';
import { InterpreterError, type InterpreterErrorCode } from '../src/index.js';
import type { RolloutResult, StagedPropagationResult } from '../src/rollout/index.js';
import { CONDITION_WORDS, conditionMessage } from './condition-words.js';
import * as situations from './error-situations.js';
import * as words from './error-words.js';
import { healthReasons } from './health-reasons.js';
import { HEALTH_WORDS } from './health-words.js';

export const errorsPage = new URL('../docs/errors.md', import.meta.url);

/** The page with its generated part written anew. */
export function withErrors(page: string): string {
  return page.replace(
    /(<!-- errors: .* -->\n)[\s\S]*(<!-- \/errors -->)/,
    (_, begin, end) => `${begin}\n${sections().join('\n\n')}\n\n${end}`,
  );
}

function sections(): readonly string[] {
  const { laggards, rolloutsInPhase, stoppedRollouts, clustersInPhase, clustersFor } = situations;
  const bindings = Object.keys(BINDING_REASONS).map(
    (name) => `[\`${name}\`](bindings.md#${name.toLowerCase()})`,
  );
  return [
    '## Errors',
    ...(Object.keys(words.ERROR_WORDS) as InterpreterErrorCode[]).map(errorSection),
    '## Why a cluster lags',
    'The `reason` of a cluster in `explainStatus` and `aggregateGeneration`; [generation](generation.md) has the rules.',
    table('reason', words.LAG_WORDS, (name) => laggards[name]?.message),
    '## Rollouts',
    'The `phase` of a rollout and of its stages; the example is what the `explanation` of the step says.',
    table('phase', words.ROLLOUT_PHASE_WORDS, (name) => said(rolloutsInPhase[name])),
    'Its `reason`, where it has one:',
    table('reason', words.ROLLOUT_REASON_WORDS, (name) => said(stoppedRollouts[name])),
    'The `phase` of a cluster:',
    table('phase', words.CLUSTER_PHASE_WORDS, (name) => saidOfCluster(clustersInPhase[name])),
    'Its `reason` is one of [those above](#why-a-cluster-lags), or one of these:',
    table('reason', words.CLUSTER_REASON_WORDS, (name) => saidOfCluster(clustersFor[name])),
    "## Karmada's staged propagation",
    'The `phase` of `status.rollout`, with its `message`:',
    table('phase', words.STAGED_PHASE_WORDS, (name) => situations.stagedInPhase[name].status?.message),
    'The reasons of its events and conditions; the condition `Progressing` has the phase as its reason.',
    table('reason', words.STAGED_REASON_WORDS, (name) => saidFor(name, situations.stagedFor[name])),
    '## Bindings',
    `Each has a section of its own, with an example: ${bindings.join(', ')}.`,
    '## Health',
    'The `reason` of a `Health`, where no condition of the object has one: a condition that decides gives its own reason and message. `…` stands for what depends on the object; [health](health.md) has the rules.',
    healthTable(),
    '## Federated conditions',
    'The `reason` of a condition that is made of what the members come to; any other reason of a federated condition is that of a member.',
    table('reason', CONDITION_WORDS, conditionMessage),
    '## Exit codes',
    exitTable(),
  ];
}

/** A code: what it means, what to do, and what is said in a call that is refused with it. */
function errorSection(code: InterpreterErrorCode): string {
  const { means, help } = words.ERROR_WORDS[code];
  const { name, message } = errorOf(situations.refusedCalls[code]);
  const example = `\`\`\`text\n${name}: ${message}\n\`\`\``;
  return [`### ${code}`, means, `**What to do**: ${help}.`, 'For example:', example].join('\n\n');
}

function errorOf(call: () => unknown): InterpreterError {
  try {
    call();
  } catch (error) {
    if (error instanceof InterpreterError) return error;
    throw error;
  }
  throw new Error(`${call} was not refused`);
}

/** A row for each name: what it means, what is said in a situation that comes to it, and what to do. */
function table<Name extends string>(
  title: string,
  of: { readonly [Each in Name]: words.Words },
  example: (name: Name) => string | null | undefined,
): string {
  const rows = (Object.keys(of) as Name[]).map((name) => {
    const { means, help } = of[name];
    return [`\`${name}\``, means, code(example(name) ?? ''), help];
  });
  return tableOf([title, 'what it means', 'for example', 'what to do'], rows);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

function said({ explanation }: RolloutResult): string | undefined {
  return explanation[0];
}

/** What is said of member1, which every situation is about. */
function saidOfCluster({ explanation }: RolloutResult): string | undefined {
  return explanation.find((sentence) => sentence.startsWith('member1 '));
}

function saidFor(reason: string, { status, events }: StagedPropagationResult): string | undefined {
  return [...events, ...(status?.conditions ?? [])].find((one) => one.reason === reason)?.message;
}

function healthTable(): string {
  const rows = [...healthReasons()].map(([reason, { states, messages }]) => {
    const known = HEALTH_WORDS[reason];
    if (known === undefined)
      throw new Error(`scripts/health-words.ts does not say what to do about ${reason}`);
    const { help, shown = `\`${reason}\``, message = messages.map(code).join('; ') } = known;
    return [shown, states.map((state) => (state === '*' ? 'any' : state)).join(', '), message, help];
  });
  return tableOf(['reason', 'states', 'messages', 'what to do'], rows);
}

/** The codes, in the words of their declaration and of the commands. */
function exitTable(): string {
  const comments = exitComments();
  const rows = (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => {
    const exit = EXIT[name];
    const ends = new Map<string, string[]>();
    for (const command of COMMANDS) {
      const end = command.exits[exit];
      if (end !== undefined) ends.set(end, [...(ends.get(end) ?? []), `\`${command.name}\``]);
    }
    const examples = [...ends].map(([end, commands]) => `${commands.join(', ')}: ${end}`);
    return [`\`${exit}\``, comments.get(name) ?? '', examples.join('; '), words.EXIT_HELP[name]];
  });
  return tableOf(['code', 'what it means', 'of a command', 'what to do'], rows);
}

/** The comment on each property of `EXIT`. */
function exitComments(): ReadonlyMap<string, string> {
  const file = new URL('../src/cli/exit-code.ts', import.meta.url);
  const source = ts.createSourceFile(
    'exit-code.ts',
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const [comment] = ts.getJSDocCommentsAndTags(node);
      found.set(node.name.getText(), `${ts.getTextOfJSDocComment(comment?.comment) ?? ''}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
