import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
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

/** The most memory of a process that runs a script, in MB; the collector is told not to put off its work. */
async function peakOf(name: string): Promise<number> {
  const file = fileURLToPath(new URL('hostile-memory.ts', import.meta.url));
  const args = ['--single-threaded', '--max-semi-space-size=2', '--import', 'tsx', file, name];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout) / 1024;
}

test('hostile scripts take less than 100 MB', { timeout: 300_000 }, async () => {
  expect(HEAVIEST.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  const base = await peakOf('');
  const taken: [name: string, megabytes: number][] = [];
  for (const name of HEAVIEST) taken.push([name, (await peakOf(name)) - base]);
  expect(taken.filter(([, megabytes]) => !(megabytes < 100))).toEqual([]);
  // What is measured is the script.
  expect(Math.max(...taken.map(([, megabytes]) => megabytes))).toBeGreaterThan(20);
});
