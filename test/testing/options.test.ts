import fc from 'fast-check';
import { defineInterpreter, sum } from 'karmada-interpreter';
import { arbitraries, checkInterpreter, lawTests } from 'karmada-interpreter/testing';
import { expect, test } from 'vitest';
import { refusal } from '../support/mistakes.js';

const widget = defineInterpreter({ apiVersion: 'example.org/v1', kind: 'Widget', status: { ready: sum() } });
const gadget = { apiVersion: 'example.org/v1', kind: 'Gadget' };
const OF_WIDGETS = 'not of the kind example.org/v1 Widget';

test.each([
  [{ numRun: 3 }, 'options.numRun is an unknown field: did you mean numRuns?'],
  [
    { test },
    'options.test is an unknown field: known fields are laws, except, numRuns, seed, template, member',
  ],
  [{ template: gadget }, `options.template is "example.org/v1 Gadget", ${OF_WIDGETS}`],
  [{ template: fc.constant(gadget) }, `options.template is "example.org/v1 Gadget", ${OF_WIDGETS}`],
  [{ template: { apiVersion: 'v2' } }, `options.template is "v2 Widget", ${OF_WIDGETS}`],
])('options that cannot be meant are refused: %o', (options, message) => {
  const error = refusal(() => checkInterpreter(fc, widget, options as object));
  expect(error).toMatchObject({ code: 'INVALID_OPTIONS', message });
});

test('the options of the tests of laws have the same names, and the test besides', () => {
  const names: string[] = [];
  const register = (name: string) => names.push(name);
  expect(() => lawTests(fc, widget, { test: register, numRun: 3 } as never)).toThrow('did you mean numRuns?');
  lawTests(fc, widget, { test: register, numRuns: 1, template: { spec: {} } });
  expect(names.length).toBeGreaterThan(10);
});

test.each([
  [undefined, 'missing'],
  [{}, 'an object'],
])('fast-check has to be handed in: not %o', (given, shown) => {
  const message = `fc is ${shown}, not the module fast-check: import fc from 'fast-check'`;
  for (const call of [checkInterpreter, arbitraries])
    expect(refusal(() => call(given as never, widget))).toMatchObject({ code: 'INVALID_OPTIONS', message });
});
