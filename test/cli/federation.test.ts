import { expect, test } from 'vitest';
import { columnsOf } from '../../src/binding/columns.js';
import { run, transcript } from './command-line.js';

const LINES = [
  ['check-federation', 'check federation'],
  ['rollout-plan-federation', 'rollout plan --binding web-deployment rollout-strategy.yaml federation'],
  [
    'rollout-simulate-federation',
    'rollout simulate --binding web-deployment --approve canary/after/qa=10m rollout-strategy.yaml federation',
  ],
  ['rollout-step-federation', 'rollout step --binding web-deployment rollout-strategy.yaml federation'],
] as const;

test.each(LINES)('answers of a federation as kubectl prints it, in 80 columns: %s', async (name, line) => {
  const args = line.split(' ');
  const outcome = await run(args, { cwd: `${import.meta.dirname}/../../examples/manifests` });
  for (const printed of outcome.out.split('\n')) expect(columnsOf(printed)).toBeLessThanOrEqual(80);
  await expect(transcript(args, outcome)).toMatchFileSnapshot(`golden/${name}.txt`);
});
