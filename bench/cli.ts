import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../src/cli/program.js';
import { pipe } from '../test/cli/pipe.js';
import { bindingTexts } from './binding.js';

const directory = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(directory, 'bindings.json');
const items: unknown[] = bindingTexts(1000).map((text) => JSON.parse(text));
writeFileSync(file, JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 4));

const terminal = pipe({ cwd: directory });

/** The CPU milliseconds of one run. */
async function cpu(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const parse: number[] = [];
const explain: number[] = [];
for (let i = 0; i < 20; i++) {
  parse.push(await cpu(() => JSON.parse(readFileSync(file, 'utf8'))));
  explain.push(await cpu(() => runProgram(['explain', file], terminal)));
}
const least = (values: readonly number[]) => Math.min(...values);
const megabytes = (readFileSync(file).length / 1e6).toFixed(1);
console.log(`1,000 bindings, ${megabytes} MB of JSON, in milliseconds of CPU`);
console.log(`read and JSON.parse  ${least(parse).toFixed(1)}`);
console.log(`explain              ${least(explain).toFixed(1)}, first ${explain[0]?.toFixed(1)}`);
console.log(`times                ${(least(explain) / least(parse)).toFixed(2)}`);
rmSync(directory, { recursive: true });
