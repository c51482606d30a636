import { fileURLToPath } from 'node:url';
import { runProgram } from '../src/cli/program.js';
import { terminalPicture } from './terminal-picture.js';

/** The picture at the top of the README. */
export const stuckBindingFile = new URL('../docs/stuck-binding.svg', import.meta.url);

const MANIFESTS = fileURLToPath(new URL('../examples/manifests', import.meta.url));
const ARGS = ['explain', 'template.yaml', 'binding.yaml'];

/** What the command line says of a binding that does not get on, as a picture. */
export async function stuckBinding(): Promise<string> {
  let text = '';
  await runProgram([...ARGS, '--color', 'always'], {
    cwd: MANIFESTS,
    now: () => Date.parse('2026-11-01T00:00:00Z'),
    columns: 80,
    live: false,
    color: true,
    noteColor: true,
    attended: false,
    debug: false,
    stopped: () => new AbortController().signal,
    input: (async function* () {})(),
    write: (part) => {
      text += part;
    },
    note: (part) => {
      text += part;
    },
  });
  const line = `$ npx karmada-interpreter ${ARGS.join(' ')}`;
  return terminalPicture(
    'What the command line says of a Deployment that is stuck in one of two clusters',
    `${line}\n${text}`,
  );
}
