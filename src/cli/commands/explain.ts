import { type Fields, isFields } from '../../kubernetes/object.js';
import type { Call, Run } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { federationOf, objectKey } from '../explain/federation.js';
import {
  exitOf,
  haveReached,
  kubectlName,
  type Overview,
  type Standing,
  standingsOf,
} from '../explain/standings.js';
import { watchObjects } from '../explain/watch-objects.js';
import { readFiles } from '../input/read-files.js';
import { roleOf } from '../input/role-of.js';
import { interpretersOf } from '../interpreters-of.js';
import { formatData } from '../print/data.js';
import { formatStanding, formatStandings } from '../print/format-standings.js';
import { styleOf } from '../print/style.js';
import { Refusal } from '../refusal.js';

/** Says of each binding where it stands, why, and what would help. */
export const explain: Run = async (call) => {
  const { args, flags, terminal } = call;
  const watching = flags.watch === true || flags.until !== undefined;
  const files = watching ? args.filter((arg) => arg !== '-') : args;
  if (watching && files.length === args.length)
    throw new Refusal(
      'to watch, name standard input, -, among the files: kubectl get -w -o json writes to it',
    );
  const { manifests, faulty } = await readFiles(files, terminal);
  const own = manifests.filter(({ value }) => ['declaration', 'customization'].includes(roleOf(value) ?? ''));
  const interpreter = (await interpretersOf(flags.customization, own, terminal))?.interpreter;
  const overview = (objects: Iterable<Fields>) =>
    standingsOf(federationOf(objects), terminal.now(), interpreter);
  const base = manifests.map(({ value }) => value);
  if (watching) return watch(call, base, overview);
  const found = overview(base);
  for (const note of found.notes) terminal.note(`note: ${note}\n`);
  if (found.standings.length === 0) {
    if (faulty) return EXIT.refused;
    throw new Refusal(
      'there is no binding among the files, and no template that can be explained without one',
    );
  }
  terminal.write(written(found.standings, call));
  return faulty ? EXIT.refused : exitOf(found.standings);
};

/** Standings in the format that is asked for. */
function written(standings: readonly Standing[], { flags, terminal }: Call): string {
  const { output } = flags;
  if (output === 'name') return standings.map(({ object }) => `${kubectlName(object)}\n`).join('');
  if (output === 'json' || output === 'yaml') return formatData(standings.map(dataOf), output);
  return `${formatStandings(standings, layoutOf(flags.output, terminal))}\n`;
}

function layoutOf(output: unknown, { columns, color }: Call['terminal']) {
  return { width: columns, style: styleOf(color), wide: output === 'wide' };
}

/** A standing for programs: the explanation, and what it is of. */
function dataOf({ object, explanation, health, status, policy, refusal }: Standing): unknown {
  const named = ({ apiVersion, kind, metadata }: Fields) => {
    const { namespace, name }: Fields = isFields(metadata) ? metadata : {};
    return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
  };
  return {
    object: named(object),
    ...(policy && { policy: named(policy) }),
    ...explanation,
    ...health,
    ...(refusal !== undefined && { refusal }),
    ...(status && { status }),
  };
}

type Goal = Parameters<typeof haveReached>[1];

/** Answers again at each change: anew in a terminal; in a pipe, what is otherwise than before. */
async function watch(
  call: Call,
  base: readonly Fields[],
  overview: (objects: Iterable<Fields>) => Overview,
): Promise<ExitCode> {
  const { flags, terminal } = call;
  const objects = new Map(base.map((object) => [objectKey(object), object]));
  const before = new Map<string, string>();
  const said = new Set<string>();
  let { standings, notes } = overview(objects.values());
  const reached = () => flags.until !== undefined && isReached(standings, flags.until as Goal);
  for await (const _ of watchObjects(terminal.input, objects)) {
    ({ standings, notes } = overview(objects.values()));
    if (terminal.live) terminal.write(`\u001b[2J\u001b[H${written(standings, call)}`);
    else terminal.write(changed(standings, before, call));
    for (const note of notes) {
      // A screen that is drawn anew has lost them.
      if (terminal.live || !said.has(note)) terminal.note(`note: ${note}\n`);
      said.add(note);
    }
    if (reached()) return EXIT.ok;
  }
  if (standings.length === 0) throw new Refusal('no binding has come from standard input');
  if (reached()) return EXIT.ok;
  const doubtful = standings.some(({ withoutTemplate }) => withoutTemplate);
  return exitOf(standings) || (flags.until === undefined && !doubtful ? EXIT.ok : EXIT.underWay);
}

/** Whether all have come as far as is waited for; without a template, that would be a guess. */
function isReached(standings: readonly Standing[], goal: Goal): boolean {
  if (!haveReached(standings, goal)) return false;
  const doubtful = standings.find(({ withoutTemplate }) => withoutTemplate);
  if (!doubtful) return true;
  throw new Refusal(
    `whether ${kubectlName(doubtful.object)} is ${goal} cannot be told without its template, the generation of which the clusters are to reach: name the template's file before -`,
  );
}

/** What is said of the standings that are otherwise than before. */
function changed(
  standings: readonly Standing[],
  before: Map<string, string>,
  { flags, terminal }: Call,
): string {
  let text = '';
  for (const standing of standings) {
    const key = objectKey(standing.object);
    const now =
      flags.output === 'json' || flags.output === 'yaml'
        ? formatData([dataOf(standing)], flags.output)
        : `${formatStanding(standing, layoutOf(flags.output, terminal))}\n\n`;
    if (before.get(key) === now) continue;
    before.set(key, now);
    text +=
      flags.output === 'name'
        ? `${kubectlName(standing.object)}\n`
        : flags.output === 'yaml'
          ? `---\n${now}`
          : now;
  }
  return text;
}
