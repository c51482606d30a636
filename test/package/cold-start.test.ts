import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { consumer } from './consumer.js';

const program = join(consumer, 'node_modules/karmada-interpreter', manifest.bin['karmada-interpreter']);
const examples = join(import.meta.dirname, '../../examples');
const manifests = join(examples, 'manifests');

/** What Node has loaded. */
interface Loaded {
  /** The other packages of which it has loaded something. */
  readonly packages: readonly string[];
  readonly modules: number;
  /** The size of the modules of this package, in bytes. */
  readonly bytes: number;
}

/** Runs the packed program, and counts the modules that Node has run: what a start costs, on every machine alike. */
function loadedBy(line: string): Loaded {
  const directory = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const env = { ...process.env, NODE_V8_COVERAGE: directory };
  const { error } = spawnSync(process.execPath, [program, ...line.split(' ')], { cwd: manifests, env });
  if (error) throw error;
  const urls = readdirSync(directory).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
  });
  rmSync(directory, { recursive: true });
  const packages = new Map<string, string[]>();
  for (const path of new Set(urls.map((url) => fileURLToPath(url)))) {
    const name = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
    packages.set(name, [...(packages.get(name) ?? []), path]);
  }
  const own = packages.get(manifest.name) ?? [];
  packages.delete(manifest.name);
  return {
    packages: [...packages.keys()].sort(),
    modules: own.length + [...packages.values()].flat().length,
    bytes: own.reduce((sum, path) => sum + statSync(path).size, 0),
  };
}

it.each([
  ['--version', ['commander']],
  ['--help', ['commander']],
  ['explain --help', ['commander']],
  ['completion bash', ['commander']],
  ['nothing', ['commander']],
  ['kinds', ['commander']],
  ['kinds deploy', ['commander']],
  ['explain template.yaml binding.yaml', ['commander', 'yaml']],
  ['interpret template.yaml', ['commander', 'yaml']],
  [
    'rollout plan --binding web-deployment rollout-strategy.yaml federation',
    ['commander', 'semver', 'yaml', 'zod'],
  ],
  ['check template.yaml', ['commander', 'fast-json-patch', 'semver', 'yaml', 'zod']],
])('of other packages, %s loads only what it needs', (line, packages) => {
  expect(loadedBy(line).packages).toEqual(packages);
});

// Twice what it takes at present: whoever comes to the limits has made every call slower.
it('starts with few modules, and each command with those of its own', () => {
  const help = loadedBy('--help');
  expect(help.modules).toBeLessThan(30);
  expect(help.bytes).toBeLessThan(70_000);
  const kinds = loadedBy('kinds');
  expect(kinds.modules).toBeLessThan(80);
  expect(kinds.bytes).toBeLessThan(800_000);
});
