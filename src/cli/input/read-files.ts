import { noteProblems } from '../print/note-problems.js';
import type { Terminal } from '../terminal.js';
import type { Manifest } from './manifest.js';
import { readManifests } from './read-manifests.js';
import { readSources } from './read-sources.js';

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
  for (const [i, { manifests, problems }] of readings.entries()) {
    const empty = manifests.length === 0 && problems.length === 0;
    if (empty)
      noteProblems([{ severity: 'warning', message: `${sources[i]?.name} has no objects` }], terminal);
  }
  return {
    manifests: readings.flatMap(({ manifests }) => manifests),
    faulty: problems.some(({ severity }) => severity === 'error'),
  };
}
