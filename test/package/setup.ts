import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import manifest from '../../package.json' with { type: 'json' };

declare module 'vitest' {
  export interface ProvidedContext {
    /** The project that has the packed package installed, outside of this repository. */
    consumer: string;
    /** The packed package itself. */
    tarball: string;
  }
}

/** Known before it exists, since the configuration resolves to what the set-up installs. */
export const consumer = join(realpathSync(tmpdir()), `karmada-interpreter-consumer-${process.pid}`);

/** Packs what has been built, and installs it into an empty project as `npm install` would, but offline. */
export function setup(project: TestProject): void {
  const installed = join(consumer, 'node_modules/karmada-interpreter');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }\n');
  // Without scripts, as packing would build a second time: `npm test` has just built.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', consumer], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarball = join(consumer, JSON.parse(packed)[0].filename);
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    symlinkSync(
      join(import.meta.dirname, '../../node_modules', name),
      join(consumer, 'node_modules', name),
      'dir',
    );
  }
  project.provide('consumer', consumer);
  project.provide('tarball', tarball);
}

export function teardown(): void {
  rmSync(consumer, { recursive: true, force: true });
}
