import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

export const consumer = inject('consumer');
export const tarball = inject('tarball');

/** What users import: `karmada-interpreter`, `karmada-interpreter/interpreters`, … */
export const entries = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => join(manifest.name, path));

/** Those that hold code, and not types alone. */
export const codeEntries = entries.filter((entry) => !entry.endsWith('/types'));

/** Those that hold nothing but the library's own code. */
export const pureEntries = entries.filter((entry) => !/\/(rollout|webhook|declarative)/.test(entry));

/** Runs Node or one of its command-line tools in the consumer; rejects with its output if it fails. */
export async function node(...args: string[]): Promise<string> {
  const child = promisify(execFile)(process.execPath, args, { cwd: consumer }).catch((error) => {
    throw new Error(`node ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  });
  return (await child).stdout;
}

/** The flag that has Node read `--eval` code as a module, with `import`, or as a script, with `require`. */
export const inputType = { import: '--input-type=module', require: '--input-type=commonjs' } as const;
