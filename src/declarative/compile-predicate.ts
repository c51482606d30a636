import { numberIn } from '../generation/processed-generation.js';
import { conditionOf } from '../interpreters/health/condition-health.js';
import { at } from '../kubernetes/object.js';
import { equalToAny } from './equal-to-any.js';
import type { ConditionPredicate, Operand, Place, Predicate } from './interpreter-declaration.js';
import { matcher } from './matcher.js';
import { parsedPath, reader } from './reader.js';

/** A compiled predicate. */
export interface CompiledPredicate {
  readonly holds: (object: object) => boolean;
  /** The predicate in words: `$.status.phase equals "Healthy"`. */
  readonly text: string;
}

/** A comparison; its other side is read once for an object, however many values are compared with it. */
interface Comparison {
  readonly within: (object: object) => (value: unknown) => boolean;
  readonly text: string;
}

/** Compiles a predicate. */
export function compilePredicate(predicate: Predicate): CompiledPredicate {
  const { path, condition, all, any, not } = predicate;
  if (condition) return compileCondition(condition);
  if (all) {
    const parts = all.map(compilePredicate);
    return { holds: (object) => parts.every(({ holds }) => holds(object)), text: joined(all, parts, 'and') };
  }
  if (any) {
    const parts = any.map(compilePredicate);
    return { holds: (object) => parts.some(({ holds }) => holds(object)), text: joined(any, parts, 'or') };
  }
  if (not) {
    const { holds, text } = compilePredicate(not);
    return { holds: (object) => !holds(object), text: `not (${text})` };
  }
  const subject = valuesAt(path as string);
  const comparisons = comparisonsOf(predicate);
  return {
    holds(object) {
      const tests = comparisons.map(({ within }) => within(object));
      return subject.read(object).some((value) => tests.every((fits) => fits(value)));
    },
    text: `${subject.text} ${comparisons.map(({ text }) => text).join(' and ')}`,
  };
}

function joined(predicates: readonly Predicate[], parts: readonly CompiledPredicate[], word: string): string {
  const texts = parts.map(({ text }, i) => (predicates[i]?.all || predicates[i]?.any ? `(${text})` : text));
  return texts.join(` ${word} `);
}

/** Compiles a predicate about the condition of a type. */
function compileCondition({
  type,
  status,
  reason,
  observedGeneration,
}: ConditionPredicate): CompiledPredicate {
  const reasons = reason === undefined ? undefined : [reason].flat();
  const texts = [
    status && ` is ${status}`,
    reasons && ` has the reason ${reasons.join(' or ')}`,
    observedGeneration && ' is of the present generation',
  ].filter((text) => text !== undefined);
  return {
    holds(object) {
      const found = conditionOf(object, type);
      return (
        found !== undefined &&
        (status === undefined || found.status === status) &&
        (reasons === undefined || reasons.some((one) => one === found.reason)) &&
        (observedGeneration === undefined || isCurrent(object, found))
      );
    },
    text: `the condition ${type}${texts.join(' and') || ' is there'}`,
  };
}

/** Whether a condition is about the present spec: by its own `observedGeneration`, or else by that of the status. */
function isCurrent(object: object, condition: object): boolean {
  const observed = at(condition, 'observedGeneration') ?? at(object, 'status', 'observedGeneration');
  return byNumber((a, b) => a >= b)(observed, at(object, 'metadata', 'generation'));
}

/** A reader of the values at a path, with the path as text; it reads one `undefined` where nothing is there. */
function valuesAt(given: string) {
  const path = parsedPath(given);
  const read = reader(path);
  return {
    text: path.text,
    read(object: object): readonly unknown[] {
      const found = read(object);
      return found.length === 0 ? [undefined] : found;
    },
  };
}

/** The comparisons of a predicate; all of them have to hold for one value. */
function comparisonsOf({
  equals,
  oneOf,
  exists,
  matches,
  atLeast,
  atMost,
}: Predicate): readonly Comparison[] {
  const all: Comparison[] = [];
  if (equals !== undefined) all.push(comparison('equals', [equals], equalToAny));
  if (oneOf !== undefined) all.push(comparison('is one of', oneOf, equalToAny));
  if (exists !== undefined) {
    const text = exists ? 'exists' : 'is absent';
    all.push({ within: () => (value) => (value !== undefined) === exists, text });
  }
  if (matches !== undefined) {
    const test = matcher(matches) as (text: string) => boolean;
    const fits = (value: unknown): boolean => typeof value === 'string' && test(value);
    all.push({ within: () => fits, text: `matches ${matches}` });
  }
  // A value that passes any of several bounds passes the widest.
  if (atLeast !== undefined)
    all.push(
      comparison(
        'is at least',
        [atLeast],
        bounded((a, b) => a >= b, Math.min),
      ),
    );
  if (atMost !== undefined)
    all.push(
      comparison(
        'is at most',
        [atMost],
        bounded((a, b) => a <= b, Math.max),
      ),
    );
  return all;
}

/** A comparison with values and with the values at paths. */
function comparison(
  verb: string,
  operands: readonly Operand[],
  compareWith: (others: readonly unknown[]) => (value: unknown) => boolean,
): Comparison {
  const sides = operands.map((operand) =>
    isPlace(operand)
      ? valuesAt(operand.path)
      : { read: () => [operand] as readonly unknown[], text: JSON.stringify(operand) },
  );
  return {
    within: (object) => compareWith(sides.flatMap(({ read }) => read(object))),
    text: `${verb} ${sides.map(({ text }) => text).join(', ')}`,
  };
}

/** Whether an operand is a path to values. */
export function isPlace(operand: Operand | undefined): operand is Place {
  return typeof operand === 'object';
}

/** Compares numbers; an absent one is 0, a text of digits is a number, and anything else compares to nothing. */
function byNumber(fits: (a: number, b: number) => boolean): (value: unknown, other: unknown) => boolean {
  return (...values) => {
    const [a, b] = values.map((value) => numberIn(value ?? 0));
    return typeof a === 'number' && typeof b === 'number' && fits(a, b);
  };
}

/** Compares a number with the widest of several bounds. */
function bounded(fits: (a: number, b: number) => boolean, wider: (a: number, b: number) => number) {
  return (others: readonly unknown[]): ((value: unknown) => boolean) => {
    const bounds = others.map((other) => numberIn(other ?? 0)).filter((other) => typeof other === 'number');
    if (bounds.length === 0) return () => false;
    const bound = bounds.reduce((a, b) => wider(a, b));
    return (value) => byNumber(fits)(value, bound);
  };
}
