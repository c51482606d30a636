import { karmada, type Outcome, type Surroundings } from './run.js';

/** Carries out a command line in the directory of these tests. */
export function run(argv: readonly string[], given: Surroundings = {}): Promise<Outcome> {
  const now = () => Date.parse('2026-11-26T12:00:00Z');
  return karmada(argv, { cwd: import.meta.dirname, now, ...given });
}

/** What a command line has written, as a text for people who compare it: the command, its answer, notes, exit code. */
export function transcript(argv: readonly string[], { exit, out, notes }: Outcome): string {
  return `$ karmada-interpreter ${argv.join(' ')}\n${out}${notes && `--- stderr\n${notes}`}--- exit ${exit}\n`;
}
