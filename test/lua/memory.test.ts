import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scripts } from './hostile-scripts.js';

// Those that take the most: each needs a process of its own, and that takes a second.
const HEAVIEST = [
  'a very deep result',
  'long strings as hexadecimals',
  'letters of other languages quoted',
  'many functions',
  'many keys',
  'much put together',
];

const directory = mkdtempSync(join(tmpdir(), 'lua-memory-'));
const program = join(directory, 'hostile-memory.mjs');

beforeAll(async () => {
  const entry = fileURLToPath(new URL('hostile-memory.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'esm' });
});

afterAll(() => rmSync(directory, { recursive: true }));

/**
 * The most memory of a process that runs a script, in MB. How long the collector puts off its work depends on how
 * fast the machine is; the heap is bounded, so that what is measured is what the script holds on to.
 */
async function peakOf(name: string): Promise<number> {
  const flags = ['--single-threaded', '--max-semi-space-size=2', '--max-old-space-size=80'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, name]);
  return Number(stdout) / 1024;
}

// Linux tells what a process has had at most.
test.runIf(process.platform === 'linux')('hostile scripts take less than 100 MB', async () => {
  expect(HEAVIEST.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  const base = await peakOf('');
  const taken: [name: string, megabytes: number][] = [];
  for (const name of HEAVIEST) taken.push([name, (await peakOf(name)) - base]);
  expect(taken.filter(([, megabytes]) => !(megabytes < 100))).toEqual([]);
  // What is measured is the script.
  expect(Math.max(...taken.map(([, megabytes]) => megabytes))).toBeGreaterThan(20);
});
