import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { consumer, entries } from '../package/consumer.js';

const installed = join(import.meta.dirname, 'node_modules');
const compilers = readdirSync(installed).filter((name) => name.startsWith('typescript-'));

it('tries every compiler that is claimed', () => {
  expect(compilers).toHaveLength(8);
});

const source = `${entries.map((entry, i) => `export * as entry${i} from '${entry}';`).join('\n')}
  import { createInterpreter, defineInterpreter, sum } from 'karmada-interpreter';
  import { deployment } from 'karmada-interpreter/interpreters';
  const foo = defineInterpreter({ apiVersion: 'example.org/v1', kind: 'Foo', status: { ready: sum() } });
  export const answer = createInterpreter({ interpreters: [foo] }).aggregateStatus({ kind: 'Foo' }, []);
  export const replicas: number = deployment.getReplicas({}).replicas;
  // @ts-expect-error The types are there, and not any.
  export const wrong: string = deployment.getReplicas({}).replicas;
`;

const RESOLUTIONS = [
  ['node16', 'node16', ['mts', 'cts']],
  ['esnext', 'bundler', ['mts']],
] as const;

// The oldest and the newest resolve for bundlers too; what lies between differs in the language alone.
const runs = compilers.flatMap((compiler, i) => {
  const atAnEnd = i === 0 || i === compilers.length - 1;
  return (atAnEnd ? RESOLUTIONS : RESOLUTIONS.slice(0, 1)).map(
    (resolution) => [compiler, ...resolution] as const,
  );
});

it.each(runs)('%s reads every type, module %s', async (compiler, module, moduleResolution, endings) => {
  const name = `${compiler}-${module}`;
  const names = endings.map((ending) => `${name}.${ending}`);
  for (const file of names) writeFileSync(join(consumer, file), source);
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom'], types: [], module, moduleResolution },
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true },
  };
  const project = join(consumer, `${name}.json`);
  writeFileSync(project, JSON.stringify({ files: names, compilerOptions }));
  const tsc = join(installed, compiler, 'bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', project]).catch(
    (error) => error,
  );
  expect(stdout).toBe('');
});
