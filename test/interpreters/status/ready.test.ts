import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readyCounts } from '../../../src/interpreters/status/ready.js';

test('counts who is at a generation or a later one, however generations come, go and are asked for', () => {
  const generation = fc.oneof(fc.nat(6), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
  const steps = fc.array(fc.tuple(fc.constantFrom('add', 'delete', 'from'), generation), { maxLength: 80 });
  const holds = (given: [string, number][]): void => {
    const ready = readyCounts();
    const model: number[] = [];
    let asked = 0;
    for (const [step, at] of given) {
      if (step === 'add') {
        ready.move(at, 1);
        model.push(at);
      } else if (step === 'delete') {
        if (!model.includes(at)) continue;
        ready.move(at, -1);
        model.splice(model.indexOf(at), 1);
      } else {
        asked = at;
      }
      // The same question over and over is the one that it keeps an answer to.
      expect(ready.from(asked)).toBe(model.filter((one) => one >= asked).length);
    }
    const byGeneration = [...new Set(model)].sort((a, b) => a - b);
    expect(ready.entries()).toEqual(byGeneration.map((at) => [at, model.filter((one) => one === at).length]));
  };
  fc.assert(fc.property(steps, holds), { numRuns: 300 });
});

test('generations that nobody is at any more are forgotten', () => {
  const ready = readyCounts();
  for (let at = 0; at < 1000; at++) {
    ready.move(at, 1);
    if (at > 0) ready.move(at - 1, -1);
  }
  expect(ready.entries()).toEqual([[999, 1]]);
  expect([ready.from(999), ready.from(1000), ready.from(0)]).toEqual([1, 0, 1]);
});
