// Objects of the recorded cases with one value replaced by another that may not stand there: so that what is malformed
// is refused alike for every kind, whatever its spec is made of.
import fc from 'fast-check';
import { createInterpreter, InterpreterError, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { casesIn, files } from '../conformance/cases.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();

type Step = string | number;

/** Values that most places refuse. */
const wrong = fc.constantFrom<unknown>(
  ...['x', '', '__proto__', 5, -1, 1.5, Number.NaN, true, null, 3n, Symbol.iterator],
  ...[[], {}, [null], [5], { a: 1 }, { constructor: 1 }, 2 ** 53],
);

/** Every place below a value. */
function places(value: unknown, above: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [above];
  return [above, ...Object.entries(value).flatMap(([key, entry]) => places(entry, [...above, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly Step[], by: unknown): unknown {
  if (key === undefined) return by;
  const entry = replaced((value as Record<Step, unknown>)[key], rest, by);
  return Array.isArray(value)
    ? Object.assign([...value], { [key]: entry })
    : { ...(value as object), [key]: entry };
}

/** What the operation gives, `undefined` where it refuses the object. */
function tried(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(InterpreterError);
    const { code, faults } = error as InterpreterError;
    expect(['INVALID_OBJECT', 'UNSUPPORTED_OPERATION']).toContain(code);
    if (code === 'INVALID_OBJECT') expect(faults.map(({ path }) => path)).not.toContain('');
    return undefined;
  }
}

describe.each(files)('%s', (file) => {
  const objects = casesIn(file).map(({ object }) => object);
  const [whole] = objects;
  // Of another kind they would be refused for that.
  const inside = (object: object) =>
    places(object).filter(([field]) => field !== undefined && field !== 'apiVersion' && field !== 'kind');
  const malformed = fc
    .constantFrom(...objects)
    .chain((object) =>
      fc
        .tuple(fc.constantFrom(...inside(object)), wrong)
        .map(([place, value]) => replaced(object, place, value) as KubernetesObject),
    );

  test('what a caller hands over is refused with its place, or understood', () => {
    const property = fc.property(malformed, (object) => {
      deepFreeze(object);
      for (const answer of [
        tried(() => interpreter.getReplicas(object)),
        tried(() => interpreter.getComponents(object)),
        tried(() => interpreter.getDependencies(object)),
      ])
        if (answer !== undefined) expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      tried(() => interpreter.reviseReplica(object, 7));
      tried(() => interpreter.retain(object, whole));
      tried(() => interpreter.retain(whole, object));
    });
    fc.assert(property, { numRuns: 60 * EFFORT });
  });

  test('what a member reports is never refused', () => {
    const property = fc.property(malformed, ({ status }) => {
      const member = deepFreeze({ ...whole, status });
      expect(JSON.parse(JSON.stringify(interpreter.reflectStatus(member) ?? null))).not.toBe(undefined);
      const health = tried(() => interpreter.interpretHealth(member));
      if (interpreter.supports(member, 'InterpretHealth')) expect(health).toHaveProperty('state');
    });
    fc.assert(property, { numRuns: 60 * EFFORT });
  });
});
