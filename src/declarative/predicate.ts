import { numberIn } from '../generation/processed-generation.js';
import { conditionOf } from '../interpreters/health/condition-health.js';
import { sameJson } from '../kubernetes/json.js';
import { matcher } from './backtracking.js';
import type { Operand, Place, Predicate } from './declaration.js';
import { type ParsedPath, parsedPath, type Read, reader } from './path.js';

/** A predicate that has been worked out. */
export interface Condition {
  readonly holds: (object: object) => boolean;
  /** The same in words: `$.status.phase equals "Healthy"`. */
  readonly text: string;
}

/** One comparison of the values of an object with what else it says, which is looked up once. */
interface Comparison {
  readonly within: (object: object) => (value: unknown) => boolean;
  readonly text: string;
}

/** Works a predicate out once, for every object that it will be asked of. */
export function compilePredicate(predicate: Predicate): Condition {
  const { path, condition, all, any, not } = predicate;
  if (condition) {
    const { type, status } = condition;
    const holds = (object: object): boolean => conditionOf(object, type)?.status === status;
    return { holds, text: `the condition ${type} is ${status}` };
  }
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
  const subject = parsedPath(path as string);
  const read = valuesAt(subject);
  const comparisons = comparisonsOf(predicate);
  return {
    holds(object) {
      const tests = comparisons.map(({ within }) => within(object));
      return read(object).some((value) => tests.every((fits) => fits(value)));
    },
    text: `${subject.text} ${comparisons.map(({ text }) => text).join(' and ')}`,
  };
}

function joined(predicates: readonly Predicate[], parts: readonly Condition[], word: string): string {
  const texts = parts.map(({ text }, i) => (predicates[i]?.all || predicates[i]?.any ? `(${text})` : text));
  return texts.join(` ${word} `);
}

/** What stands at a path: `undefined` where nothing does. */
function valuesAt(path: ParsedPath): Read {
  const read = reader(path);
  return (object) => {
    const found = read(object);
    return found.length === 0 ? [undefined] : found;
  };
}

/** The comparisons that a predicate asks for, all of which have to hold of one value. */
function comparisonsOf({
  equals,
  oneOf,
  exists,
  matches,
  atLeast,
  atMost,
}: Predicate): readonly Comparison[] {
  const all: Comparison[] = [];
  if (equals !== undefined) all.push(comparison('equals', equals, sameJson));
  if (oneOf !== undefined) {
    const options = oneOf.map((option) => comparison('', option, sameJson));
    all.push({
      within(object) {
        const tests = options.map(({ within }) => within(object));
        return (value) => tests.some((fits) => fits(value));
      },
      text: `is one of${options.map(({ text }) => text).join(',')}`,
    });
  }
  if (exists !== undefined) {
    all.push({
      within: () => (value) => (value !== undefined) === exists,
      text: exists ? 'exists' : 'is absent',
    });
  }
  if (matches !== undefined) {
    const test = matcher(matches) as (text: string) => boolean;
    all.push({
      within: () => (value) => typeof value === 'string' && test(value),
      text: `matches ${matches}`,
    });
  }
  if (atLeast !== undefined)
    all.push(
      comparison(
        'is at least',
        atLeast,
        byNumber((a, b) => a >= b),
      ),
    );
  if (atMost !== undefined)
    all.push(
      comparison(
        'is at most',
        atMost,
        byNumber((a, b) => a <= b),
      ),
    );
  return all;
}

/** A comparison with a value, or with any of those at a path. */
function comparison(
  verb: string,
  operand: Operand,
  fits: (value: unknown, other: unknown) => boolean,
): Comparison {
  if (!isPlace(operand))
    return { within: () => (value) => fits(value, operand), text: `${verb} ${JSON.stringify(operand)}` };
  const path = parsedPath(operand.path);
  const read = valuesAt(path);
  return {
    within(object) {
      const others = read(object);
      return (value) => others.some((other) => fits(value, other));
    },
    text: `${verb} ${path.text}`,
  };
}

/** Whether it is a path to a value, and not the value. */
export function isPlace(operand: Operand | undefined): operand is Place {
  return typeof operand === 'object';
}

/** Compares numbers, of which an absent one is 0 and a text of digits is one; nothing else compares to any. */
function byNumber(fits: (a: number, b: number) => boolean): (value: unknown, other: unknown) => boolean {
  return (...values) => {
    const [a, b] = values.map((value) => numberIn(value ?? 0));
    return typeof a === 'number' && typeof b === 'number' && fits(a, b);
  };
}
