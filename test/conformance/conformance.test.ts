import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { answerOf, normal } from './answers.js';
import { casesIn, files } from './cases.js';

const interpreter = createInterpreter();
const total = { cases: 0 };

describe.each(files)('%s', (file) => {
  const cases = casesIn(file);
  total.cases += cases.length;
  test.each(cases)('$name', (recorded) => {
    deepFreeze(recorded);
    const { expected, divergence, karmada, state } = recorded;
    const answer = answerOf(interpreter, recorded);
    expect(answer).toEqual(normal(recorded, expected));
    if (state !== undefined) expect(interpreter.interpretHealth(recorded.object).state).toBe(state);
    // A recorded difference has to be one.
    if (divergence !== undefined) expect(answer).not.toEqual(normal(recorded, karmada));
  });
});

test('every recorded case is there', () => {
  expect(total.cases).toBe(2776);
});
