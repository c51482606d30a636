import { resolve } from 'node:path';
import type { KindInterpreter } from 'karmada-interpreter';
import type { InterpreterDeclaration } from 'karmada-interpreter/declarative';
import { at, type Fields } from '../../kubernetes/object.js';
import { RULES } from '../../lua/customization/read-customization.js';
import type { Call, Run } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { faultPlace, linePlace } from '../input/fault-place.js';
import type { Manifest } from '../input/manifest.js';
import { type Reading, readManifests } from '../input/read-manifests.js';
import { readSource } from '../input/read-sources.js';
import { roleOf } from '../input/role-of.js';
import { loadInterpreters } from '../load-interpreters.js';
import { type DataFormat, formatData } from '../print/data.js';
import { noteProblems } from '../print/note-problems.js';
import type { Problem } from '../print/problem.js';
import { sideBySide } from '../print/side-by-side.js';
import { styleOf } from '../print/style.js';
import { Refusal } from '../refusal.js';
import type { Terminal } from '../terminal.js';
import { absentPaths } from '../try/absent-paths.js';
import { sampleOf } from '../try/sample-of.js';
import { type Answer, failedLine, isNamed, type Trial, tryKind } from '../try/try-kind.js';
import { changesOf } from '../watch-files.js';

/** Takes the screen away, and begins at its top. */
const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';

/** Tries a declaration or customization on a sample, again at each change where that is asked for. */
export const tryOut: Run = async (call) => {
  const { args, flags, terminal } = call;
  if (!flags.watch) return once(call);
  const files = [...args, flags.statusFile as string | undefined].filter((name) => name !== undefined);
  if (files.includes('-')) throw new Refusal('--watch is for files, not for standard input');
  const stopped = terminal.stopped();
  const changes = changesOf(
    files.map((name) => resolve(terminal.cwd, name)),
    stopped,
  );
  const hint = `watching ${files.join(' and ')}; Ctrl-C ends it\n`;
  await guarded(call);
  if (terminal.attended) terminal.note(hint);
  for await (const _ of changes) {
    terminal.write(terminal.live ? CLEAR_SCREEN : '\n');
    await guarded(call);
    if (terminal.attended) terminal.note(hint);
  }
  return EXIT.ok;
};

/** A trial that the next change may mend. */
async function guarded(call: Call): Promise<void> {
  try {
    await once(call);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteProblems([{ severity: 'error', message: error.message }], call.terminal);
  }
}

async function once({ args, flags, terminal }: Call): Promise<ExitCode> {
  const [file = '', sampleFile] = args;
  const read = await reading(file, terminal);
  const { interpreter, own, findings, others } = loadInterpreters([read], terminal.now());
  noteProblems(findings, terminal);
  if (findings.some(({ severity }) => severity === 'error')) return EXIT.failed;
  if (own.length === 0) throw new Refusal(`${file} has no declaration and no customization`);
  const sampled = sampleFile === undefined ? undefined : await reading(sampleFile, terminal);
  const listed = flags.statusFile === undefined ? undefined : await reading(`${flags.statusFile}`, terminal);
  const unread = [...(sampled?.problems ?? []), ...(listed?.problems ?? [])];
  noteProblems(unread, terminal);
  if (unread.some(({ severity }) => severity === 'error')) return EXIT.failed;
  const samples = sampled?.manifests ?? others;
  const items = listed && itemsIn(listed, `${flags.statusFile}`);
  const tried = distinct(own).map((kind) => {
    const title = `${kind.apiVersions[0]} ${kind.kind}`;
    const declaration = read.manifests.find(
      ({ value }) => roleOf(value) === 'declaration' && value.kind === kind.kind,
    );
    const given = sampleGiven(kind, samples, sampleFile);
    const sample = given ?? sampleMade(kind, declaration);
    if (!given) terminal.note(`note: no sample is given: that of ${title} is made up of the declaration\n`);
    else if (declaration) noteProblems(absentPaths(declaration, given), terminal);
    return { kind: title, sample, trials: tryKind(interpreter, sample, items) };
  });
  if (flags.output === 'table') {
    const style = styleOf(terminal.color);
    const texts = tried.map(
      ({ kind, trials }) =>
        `${style('strong', kind)}\n\n${sideBySide([file, 'without it'], trials, terminal.columns, style)}\n`,
    );
    terminal.write(texts.join('\n'));
  } else {
    const data = tried.map(({ trials, ...rest }) => ({ ...rest, trials: trials.map(asData) }));
    terminal.write(formatData(data, flags.output as DataFormat));
  }
  const problems = tried.flatMap(({ trials }) => trials.flatMap((trial) => failureOf(trial, read.manifests)));
  noteProblems(problems, terminal);
  return problems.length > 0 ? EXIT.failed : EXIT.ok;
}

async function reading(name: string, terminal: Terminal): Promise<Reading> {
  return readManifests(await readSource(name, terminal));
}

/** One interpreter of each kind, the last that was made. */
function distinct(own: readonly KindInterpreter[]): readonly KindInterpreter[] {
  return [...new Map(own.map((kind) => [`${kind.apiVersions[0]} ${kind.kind}`, kind])).values()];
}

/** The object to try a kind on, of those that are given. */
function sampleGiven(
  { apiVersions, kind }: KindInterpreter,
  samples: readonly Manifest[],
  file: string | undefined,
): Fields | undefined {
  const isOfKind = (value: Fields) => value.kind === kind && apiVersions.includes(`${value.apiVersion}`);
  const found = samples.find(({ value }) => isOfKind(value));
  if (!found && file !== undefined)
    throw new Refusal(`${file} has no ${kind} of ${apiVersions.join(' or ')}`);
  return found?.value;
}

/** The object to try a kind on where none is given. */
function sampleMade({ apiVersions, kind }: KindInterpreter, declaration: Manifest | undefined): Fields {
  if (declaration) return sampleOf(declaration.value as unknown as InterpreterDeclaration);
  throw new Refusal(
    `scripts need a sample: give a file with an object of the kind, ${kind} of ${apiVersions.join(' or ')}, as a member cluster has it`,
  );
}

/** The items of status in a file: a list, or those of a binding. */
function itemsIn({ manifests }: Reading, name: string): readonly unknown[] {
  if (manifests.length === 0) throw new Refusal(`${name} has no items of status`);
  return manifests.flatMap(({ value }) => at(value, 'status', 'aggregatedStatus') ?? value);
}

function asData({ operation, own, fallback }: Trial): object {
  return { operation, own: answerData(own), fallback: answerData(fallback) };
}

function answerData(answer: Answer): object | null {
  if (answer === undefined) return null;
  return 'error' in answer ? { error: answer.error.message.trim() } : answer;
}

/** What has failed of what is tried, at its place where that is known. */
function failureOf({ operation, own }: Trial, manifests: readonly Manifest[]): readonly Problem[] {
  if (!own || !('error' in own)) return [];
  const said = own.error.message.trim();
  const message = said.startsWith(operation) ? said : `${operation}: ${said}`;
  const lua = failedLine(own);
  const member = RULES.find((rule) => rule.operation === (lua?.operation ?? operation))?.member;
  const manifest = manifests.find(({ value }) => isNamed(value, lua?.customization));
  if (!lua || !manifest) return [{ severity: 'error', message }];
  const path = `spec.customizations.${member}.luaScript`;
  const place = lua.line === undefined ? faultPlace(manifest, path) : linePlace(manifest, path, lua.line);
  return [{ severity: 'error', message, source: manifest.source, place }];
}
