import { didYouMean } from '../boundary/did-you-mean.js';
import { checkOptions } from '../boundary/unknown-fields.js';
import { describe, InterpreterError, invalid } from '../errors.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { isFields } from '../kubernetes/object.js';
import type { KindExamples } from './arbitraries.js';
import { breachOf, concerns, type Trial, trialOf } from './check-law.js';
import type { FastCheck } from './fast-check.js';
import type { Law, LawName } from './laws/law.js';
import { LAWS } from './laws/laws.js';

/** How an interpreter is checked. */
export interface CheckOptions extends KindExamples {
  /** The laws to try; all that say something of the interpreter where this is left out. */
  readonly laws?: readonly LawName[] | undefined;
  /** Laws to leave out: those that the interpreter breaks by design, as many a script does. */
  readonly except?: readonly LawName[] | undefined;
  /** On how many situations each law is tried, 25 where this is left out. */
  readonly numRuns?: number | undefined;
  /** The seed of a counterexample that is to be found again. */
  readonly seed?: number | undefined;
}

/**
 * Tries the laws that hold of every built-in kind on an interpreter, with well-formed members first and then with
 * damaged ones.
 *
 * @param fc - The module fast-check.
 * @param interpreter - The interpreter of one kind: declared, hand-written, or compiled of YAML or Lua.
 * @param options - Which laws are tried, and what the objects of the kind look like where the interpreter does not tell.
 * @throws LawError with the smallest counterexample to the first law that is broken. InterpreterError `INVALID_OPTIONS`
 * for an unknown law or option, a template of another kind, and where `fc` or `interpreter` is none.
 * @example
 * test('the interpreter of widgets keeps the laws', () => checkInterpreter(fc, widget));
 */
export function checkInterpreter(
  fc: FastCheck,
  interpreter: KindInterpreter,
  options: CheckOptions = {},
): void {
  const laws = lawsIn(options);
  const trial = trialOf(fc, interpreter, options);
  for (const sort of ['sound', 'damaged'] as const) {
    for (const law of laws) {
      if (!law.sorts.includes(sort) || !concerns(law, trial)) continue;
      const error = breachOf(law, sort, trial);
      if (error !== undefined) throw error;
    }
  }
}

/** Tries one law, with each sort of members. */
export function checkLaw(law: Law, trial: Trial): void {
  for (const sort of law.sorts) {
    const error = breachOf(law, sort, trial);
    if (error !== undefined) throw error;
  }
}

const OPTIONS = ['laws', 'except', 'numRuns', 'seed', 'template', 'member'] satisfies (keyof CheckOptions)[];

/** The laws that the options ask for; `more` are the options that there are besides. */
export function lawsIn(options: CheckOptions, more: readonly string[] = []): readonly Law[] {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  checkOptions(options, [...OPTIONS, ...more]);
  const { laws, except = [] }: CheckOptions = options;
  const known = LAWS.map(({ name }) => name);
  for (const [option, names] of Object.entries({ laws: laws ?? [], except })) {
    if (!Array.isArray(names)) throw invalid('INVALID_OPTIONS', `options.${option}`, names, 'a list of laws');
    names.forEach((name: LawName, i) => {
      if (known.includes(name)) return;
      const hint = typeof name === 'string' ? didYouMean(name, known) : '';
      const message = `options.${option}[${i}] is ${describe(name)}, not a law${hint}`;
      throw new InterpreterError('INVALID_OPTIONS', message);
    });
  }
  return LAWS.filter(({ name }) => (laws === undefined || laws.includes(name)) && !except.includes(name));
}
