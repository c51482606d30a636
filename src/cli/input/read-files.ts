import { noteProblems } from '../print/note-problems.js';
import type { Problem } from '../print/problem.js';
import type { Terminal } from '../terminal.js';
import type { Manifest } from './manifest.js';
import { type Reading, readManifests } from './read-manifests.js';
import { readSources } from './read-sources.js';
import type { Source } from './source.js';

/** The objects of files. */
export interface Files {
  readonly manifests: readonly Manifest[];
  /** Whether something in them could not be read; it has been said. */
  readonly faulty: boolean;
}

/**
 * Reads the objects of the files that arguments name, and says on standard error what cannot be read.
 *
 * @param args - Files, directories, patterns, and `-` for standard input.
 * @param terminal - What they are read from, and where problems are printed.
 * @throws Refusal where a file itself cannot be read.
 */
export async function readFiles(args: readonly string[], terminal: Terminal): Promise<Files> {
  const sources = await readSources(args, terminal);
  const readings = sources.map(readManifests);
  const problems = readings.flatMap(({ problems }) => problems);
  noteProblems(problems, terminal);
  noteProblems(emptyFiles(sources, readings), terminal);
  return {
    manifests: readings.flatMap(({ manifests }) => manifests),
    faulty: problems.some(({ severity }) => severity === 'error'),
  };
}

/** A warning for each file in which there is nothing, neither an object nor a fault: most likely another was meant. */
export function emptyFiles(sources: readonly Source[], readings: readonly Reading[]): readonly Problem[] {
  return sources.flatMap(({ name }, i) => {
    const { manifests = [], problems = [] } = readings[i] ?? {};
    const empty = manifests.length === 0 && problems.length === 0;
    return empty ? [{ severity: 'warning' as const, message: `${name} has no objects` }] : [];
  });
}
