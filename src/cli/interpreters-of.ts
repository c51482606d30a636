import type { Interpreter } from 'karmada-interpreter';
import type { Manifest } from './input/manifest.js';
import { noteProblems } from './print/note-problems.js';
import { Refusal } from './refusal.js';
import type { Terminal } from './terminal.js';

/** Interpreters with those of one's own among them. */
export interface OwnInterpreters {
  readonly interpreter: Interpreter;
  /** The declarations and customizations that it is made of. */
  readonly manifests: readonly Manifest[];
}

/**
 * The interpreter of the built-in kinds and of those that files say how to interpret.
 *
 * @param names - What `-f` names: files, directories, patterns, or `-`.
 * @param found - Declarations and customizations that were found elsewhere.
 * @param terminal - Where problems are printed.
 * @returns Nothing where there are none of one's own: the built-in kinds load faster.
 * @throws Refusal where one of them has an error, which has been printed.
 */
export async function interpretersOf(
  names: unknown,
  found: readonly Manifest[],
  terminal: Terminal,
): Promise<OwnInterpreters | undefined> {
  // A command without files does not pay for a parser of YAML.
  const { manifests, faulty } = Array.isArray(names)
    ? await (await import('./input/read-files.js')).readFiles(names, terminal)
    : { manifests: [], faulty: false };
  if (manifests.length + found.length === 0) {
    if (faulty) throw new Refusal('what -f names cannot be read');
    if (Array.isArray(names)) throw new Refusal('what -f names has no declaration and no customization');
    return undefined;
  }
  const { loadInterpreters, saysHow } = await import('./load-interpreters.js');
  const all = [...manifests, ...found];
  const readings = [{ manifests: all, problems: [] }];
  const { interpreter, findings } = loadInterpreters(readings, terminal.now());
  noteProblems(findings, terminal);
  if (faulty || findings.some(({ severity }) => severity === 'error'))
    throw new Refusal('there are errors in what says how kinds are interpreted');
  if (manifests.length > 0 && !manifests.some(({ value }) => saysHow(value)))
    throw new Refusal('what -f names has no declaration and no customization');
  return { interpreter, manifests: all.filter(({ value }) => saysHow(value)) };
}
