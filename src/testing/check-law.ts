import type { Arbitrary } from 'fast-check';
import { InterpreterError } from '../errors.js';
import { completeInterpreter } from '../interpreters/complete-interpreter.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { OPERATION_OF } from '../interpreters/operations.js';
import { type KindExamples, studyKind } from './arbitraries.js';
import { deepCopy, deepFreeze } from './deep-freeze.js';
import type { KindFacts } from './facts.js';
import type { FastCheck } from './fast-check.js';
import { type Counterexample, LawError } from './law-error.js';
import type { Law, Method, Situation, SituationPart, Sort, Subject, Violation } from './laws/law.js';
import { keepingShared, sharedNow } from './laws/shared-objects.js';
import { CLUSTERS } from './value-arbitraries.js';

/** A kind that laws are tried on, and what they need for it. */
export interface Trial {
  readonly fc: FastCheck;
  readonly interpreter: KindInterpreter;
  readonly facts: KindFacts;
  readonly parts: { readonly [S in Sort]: { readonly [Part in SituationPart]: Arbitrary<unknown> } };
  readonly seed: number | undefined;
  readonly numRuns: number;
}

/** Makes everything ready to try laws on an interpreter. */
export function trialOf(
  fc: FastCheck,
  interpreter: KindInterpreter,
  {
    seed,
    numRuns = 25,
    ...examples
  }: KindExamples & { readonly seed?: number | undefined; readonly numRuns?: number | undefined },
): Trial {
  const { arbitraries, facts } = keepingShared(() => studyKind(fc, interpreter, examples));
  const { template, items, damaged, damagedTemplate } = arbitraries;
  // What a member has is the template, with what it reports for a status.
  const observedWith = (members: typeof items) =>
    fc.tuple(template, members).map(([{ status: _, ...object }, [member]]) => ({
      ...object,
      ...(member?.status !== undefined && { status: member.status }),
    }));
  const partsOf = (members: typeof items): Trial['parts']['sound'] => ({
    ...{ template, members, earlier: members, observed: observedWith(members), malformed: damagedTemplate },
    clusters: fc.shuffledSubarray([...CLUSTERS], { maxLength: 5 }),
    groups: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
    replicas: fc.oneof(fc.nat(20), fc.constantFrom(0, 2147483647)),
  });
  return {
    fc,
    interpreter,
    facts,
    seed,
    numRuns,
    parts: { sound: partsOf(items), damaged: partsOf(damaged) },
  };
}

/** Whether a law says anything of an interpreter: not without the methods that it is about. */
export function concerns(law: Law, { interpreter, facts }: Trial): boolean {
  const whole = completeInterpreter(interpreter);
  const has = (method: Method): boolean =>
    // One that gives no partial aggregates is completed with methods that say so.
    (method === 'mergePartials' || method === 'combinePartials' ? interpreter : whole)[method] !== undefined;
  return law.methods.every(has) && law.appliesTo(interpreter, facts);
}

/**
 * Tries a law on an interpreter.
 *
 * @returns The error that tells of the smallest counterexample, `undefined` where none was found.
 */
export function breachOf(law: Law, sort: Sort, trial: Trial): LawError | undefined {
  const { fc, interpreter, facts, parts } = trial;
  // Partial aggregates are those of the interpreter itself.
  const { subject, called } = observing(completeInterpreter(interpreter), interpreter);
  const shared = sharedNow();
  let found: { situation: Counterexample; violation: Violation } | undefined;
  const needed = Object.fromEntries(law.needs.map((part) => [part, parts[sort][part]]));
  const property = fc.property(fc.record(needed), (drawn) => {
    // Whoever writes to frozen input throws: that is told once, by the law that is about it.
    const situation = (law.writable ? deepCopy(drawn) : deepFreeze(drawn)) as unknown as Situation;
    const judge = () => violationOf(() => law.check(subject, situation, facts), called);
    const violation = keepingShared(judge, undefined, shared);
    if (violation === undefined) return true;
    // The last one that fails is the smallest.
    found = { situation: drawn, violation };
    return false;
  });
  const { numRuns } = law.needs.length === 0 ? { numRuns: 1 } : trial;
  const { seed } = fc.check(property, { numRuns, ...(trial.seed !== undefined && { seed: trial.seed }) });
  if (found === undefined) return undefined;
  const { situation, violation } = found;
  const { name, sentence } = law;
  const kind = `${interpreter.apiVersions[0]} ${interpreter.kind}`;
  return new LawError({ law: name, sentence, kind, ...violation, counterexample: situation, seed, numRuns });
}

/** What breaks the law: what it says, or what a method has thrown that it did not expect. */
function violationOf(
  check: () => Violation | undefined,
  called: () => Method | undefined,
): Violation | undefined {
  try {
    return check();
  } catch (error) {
    // To refuse an object is an answer; that nothing else is refused is for other laws.
    if (error instanceof InterpreterError && error.code === 'INVALID_OBJECT') return undefined;
    return { method: called(), expected: 'an answer', found: error };
  }
}

/** The interpreter, and which of its methods was called last. */
function observing(
  whole: KindInterpreter,
  own: KindInterpreter,
): { readonly subject: Subject; readonly called: () => Method | undefined } {
  let last: Method | undefined;
  const methods = (Object.keys(OPERATION_OF) as Method[])
    .filter((method) => (method in own || !/Partials/.test(method)) && typeof whole[method] === 'function')
    .map((method) => [
      method,
      (...args: unknown[]) => {
        last = method;
        // Called as methods, for interpreters that are made by a class.
        return (whole[method] as (...given: unknown[]) => unknown).apply(whole, args);
      },
    ]);
  const { apiVersions, kind, operations, declaration } = whole;
  const subject = {
    apiVersions,
    kind,
    operations,
    declaration,
    ...Object.fromEntries(methods),
  } as unknown as Subject;
  return { subject, called: () => last };
}
