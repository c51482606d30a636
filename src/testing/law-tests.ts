import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { type CheckOptions, checkLaw, lawsIn } from './check-interpreter.js';
import { concerns, trialOf } from './check-law.js';
import type { FastCheck } from './fast-check.js';

/** What registers a test: `test` of Vitest, Jest or `node:test`. */
export type RegisterTest = (name: string, run: () => void) => unknown;

/** How the tests are registered. */
export interface LawTestsOptions extends CheckOptions {
  readonly test: RegisterTest;
}

/**
 * Registers one test for each law that says something of an interpreter.
 *
 * @param fc - The module fast-check.
 * @param interpreter - The interpreter of one kind.
 * @param options - The runner's `test`, and what {@link checkInterpreter} takes.
 * @throws InterpreterError `INVALID_OPTIONS` as of {@link checkInterpreter}.
 * @example
 * describe('widgets', () => lawTests(fc, widget, { test }));
 */
export function lawTests(fc: FastCheck, interpreter: KindInterpreter, options: LawTestsOptions): void {
  const laws = lawsIn(options, ['test']);
  const trial = trialOf(fc, interpreter, options);
  for (const law of laws) if (concerns(law, trial)) options.test(law.sentence, () => checkLaw(law, trial));
}
