import { expect, test } from 'vitest';
import { lazy } from '../../src/boundary/lazy.js';
import { defaultInterpreter } from '../../src/webhook/default-interpreter.js';

test('a value is made once, when it is first asked for', () => {
  const made: object[] = [];
  const value = lazy(() => {
    made.push({});
    return made.at(-1);
  });
  expect(made).toHaveLength(0);
  expect([value(), value()]).toEqual([made[0], made[0]]);
  expect(made).toHaveLength(1);
});

test('also where it is undefined', () => {
  let calls = 0;
  const value = lazy(() => {
    calls += 1;
    return undefined;
  });
  expect([value(), value(), calls]).toEqual([undefined, undefined, 1]);
});

test('webhook calls without an interpreter of their own share one', () => {
  expect(defaultInterpreter()).toBe(defaultInterpreter());
});
