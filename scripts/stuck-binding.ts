import { fileURLToPath } from 'node:url';
import { runProgram } from '../src/cli/program.js';
import { pipe } from '../test/cli/pipe.js';
import { terminalPicture } from './terminal-picture.js';

/** The picture at the top of the README. */
export const stuckBindingFile = new URL('../docs/stuck-binding.svg', import.meta.url);

const MANIFESTS = fileURLToPath(new URL('../examples/manifests', import.meta.url));
const ARGS = ['explain', 'template.yaml', 'binding.yaml'];

/** What the command line says of a binding that does not get on, as a picture. */
export async function stuckBinding(): Promise<string> {
  let text = '';
  const show = (part: string): void => {
    text += part;
  };
  const surroundings = pipe({ cwd: MANIFESTS, color: true, noteColor: true, write: show, note: show });
  await runProgram([...ARGS, '--color', 'always'], surroundings);
  const line = `$ npx karmada-interpreter ${ARGS.join(' ')}`;
  return terminalPicture(
    'What the command line says of a Deployment that is stuck in one of two clusters',
    `${line}\n${text}`,
  );
}
