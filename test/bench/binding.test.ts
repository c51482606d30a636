import { expect, it } from 'vitest';
import { bindingTexts, compareExplaining } from '../../bench/binding.js';
import { explainBinding } from '../../src/binding/index.js';

it('explaining is measured beside parsing', () => {
  const { a, b, ratio } = compareExplaining(5, { rounds: 3, turn: 0.2 });
  for (const measured of [a, b, ratio]) expect(measured).toSatisfy(Number.isFinite);
});

it('the bindings that are measured are of several kinds of trouble, and most are well', () => {
  const reasons = bindingTexts(400).map((text) => explainBinding(JSON.parse(text)).reason);
  expect(new Set(reasons)).toEqual(new Set(['Settled', 'TemplateBehind', 'Unhealthy']));
  expect(reasons.filter((reason) => reason === 'Settled').length).toBeGreaterThan(280);
});
