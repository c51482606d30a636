import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileAnew } from '../../bench/compiling.js';
import { growthOf } from '../support/cpu.js';

const data = join(import.meta.dirname, '../lua/data/stress-customizations.json');
const { matching } = JSON.parse(readFileSync(data, 'utf8'));
const script: string = matching.spec.customizations.statusAggregation.luaScript;

test('each text that is measured is a new one', () => {
  const [first, second] = [compileAnew(script), compileAnew(script)] as [number[], number[]];
  expect(second).toEqual([(first[0] as number) + 1]);
});

test('what it takes to compile grows as the script does', () => {
  const growth = growthOf((size) => {
    // Each in a block of its own: a function has 200 variables at most.
    const text = `do ${script} end\n`.repeat(size);
    return () => compileAnew(text);
  }, 30);
  expect(growth).toBeLessThan(1.6);
});
