import {
  compileInterpreter,
  DeclarationError,
  interpreterDeclarationSchema,
} from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';

const game = (more: object): object => ({ apiVersion: 'v1', kind: 'Game', ...more });
/** The first fault of a declaration. */
function faultOf(declaration: unknown): string | undefined {
  try {
    compileInterpreter(declaration);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DeclarationError);
    return (error as DeclarationError).faults[0]?.message;
  }
}

const TOO_LARGE = 'not data of at most 2000 values, 40 levels deep';

describe('a key without a value, as YAML has it, is as absent', () => {
  test.each<[string, object]>([
    ['every field', { status: null, health: null, retain: null, dependencies: null, components: null }],
    ['the format of the generation', { observedGeneration: null, replicas: null }],
    ['a pod template', { replicas: { path: '$.spec.n', podTemplate: null } }],
    [
      'a comparison',
      { health: [{ state: 'Healthy', reason: null, when: { path: '$.a', exists: true, equals: null } }] },
    ],
    ['a rule of a reducer', { status: { a: { worst: ['x'], from: null, reduce: null } } }],
    [
      'a namespace',
      { dependencies: [{ apiVersion: 'v1', kind: 'X', name: '$.a', namespace: null, when: null }] },
    ],
  ])('%s', (_, more) => {
    expect(faultOf(game(more))).toBeUndefined();
    expect(interpreterDeclarationSchema.safeParse(game(more)).success).toBe(true);
  });

  test('but what has to be there has to', () => {
    expect(faultOf({ apiVersion: 'v1', kind: null })).toBe('kind is missing, not a kind such as Deployment');
    expect(faultOf(game({ retain: [null] }))).toBe('retain[0] is null, not a path such as $.spec.replicas');
    expect(faultOf(game({ health: [{ state: 'Healthy', when: null }] }))).toMatch(
      /^health\[0\].when is missing/,
    );
  });
});

describe('a list of JavaScript that claims to be long', () => {
  const sparse = (length: number): unknown[] => {
    const list: unknown[] = [];
    list.length = length;
    return list;
  };
  test.each(['retain', 'health', 'dependencies', 'components', 'apiVersion'])('is refused as %s', (field) => {
    expect(faultOf(game({ [field]: sparse(2 ** 32 - 1) }))).toBe(`declaration is an object, ${TOO_LARGE}`);
  });

  test('is refused however it is nested, and by itself', () => {
    const rule = { path: '$.a', oneOf: sparse(2 ** 32 - 1) };
    expect(faultOf(game({ health: [{ state: 'Healthy', when: { all: [rule] } }] }))).toContain(TOO_LARGE);
    expect(faultOf(sparse(2 ** 32 - 1))).toContain(TOO_LARGE);
  });
});

describe('what is no data is named by its place', () => {
  // A parser of YAML makes a `Date` of a date without quotes, a map of `? key`, and bytes of `!!binary`.
  const values = [new Date(0), new Map(), new Uint8Array(1e6)];
  const NO_DATA = 'is an object, not data as JSON has it, in which dates are texts';

  test.each(values)('of a field, an item and the whole: %o', (value) => {
    expect(faultOf(game({ status: value }))).toBe(`status ${NO_DATA}`);
    const rule = { path: '$.status.end', equals: value };
    expect(faultOf(game({ health: [{ state: 'Healthy', when: { any: [rule] } }] }))).toBe(
      `health[0].when.any[0].equals ${NO_DATA}`,
    );
    expect(faultOf(game({ status: { 'a b': { value } } }))).toBe(`status['a b'].value ${NO_DATA}`);
    expect(faultOf(value)).toBe(`declaration ${NO_DATA}`);
  });

  test('and so is a field by which a prototype would be set', () => {
    const status = JSON.parse('{"ready": {"__proto__": {"from": "$.status.a"}}}');
    expect(faultOf(game({ status }))).toBe(
      'status.ready.__proto__ is an object, not a field of a declaration',
    );
  });
});

test('a declaration may have so many values, and so many levels, and no more', () => {
  // The declaration, its API version and kind, and the list are four.
  const paths = (n: number) => game({ retain: Array.from({ length: n }, () => '$.a') });
  expect(faultOf(paths(1996))).toBeUndefined();
  expect(faultOf(paths(1997))).toContain(TOO_LARGE);
  const nested = (levels: number): object =>
    levels === 0 ? { path: '$.a', exists: true } : { not: nested(levels - 1) };
  const deep = (levels: number) => game({ health: [{ state: 'Healthy', when: nested(levels) }] });
  expect(faultOf(deep(36))).toBeUndefined();
  expect(faultOf(deep(37))).toContain(TOO_LARGE);
});

test('a getter that throws is the caller’s mistake, and its error the cause', () => {
  const cause = new Error('mine');
  const declaration = {
    ...game({}),
    get status() {
      throw cause;
    },
  };
  expect(() => compileInterpreter(declaration)).toThrow(
    expect.objectContaining({ message: 'declaration cannot be read', cause, code: 'INVALID_DECLARATION' }),
  );
});

test('the message lists the first faults and says how many more there are; the error has them all', () => {
  const status = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, 'smu']));
  try {
    compileInterpreter(game({ status }));
    expect.unreachable();
  } catch (error) {
    const { faults, message } = error as DeclarationError;
    expect(faults).toHaveLength(100);
    expect(message).toMatch(/; and 80 more$/);
  }
});

describe('the name of a field', () => {
  test.each([
    ['a..b', "status['a..b'] is a field without a name"],
    ['a.toString', "status['a.toString'] is a name that every object inherits"],
    ['generation.of', "status['generation.of'] is always there, by the generation rule: leave it out"],
    ['generation', 'status.generation is always there, by the generation rule: leave it out'],
    ['toString', 'status.toString is a name that every object inherits'],
    ['', "status[''] is a field without a name"],
  ])('cannot be %j', (field, message) => {
    expect(faultOf(game({ status: { [field]: 'sum' } }))).toBe(message);
  });
});

test('an API without an observed generation can be declared', () => {
  expect(compileInterpreter(game({ observedGeneration: 'none' })).declaration.observedGeneration).toBe(
    'none',
  );
  expect(faultOf(game({ observedGeneration: 'non' }))).toBe(
    'observedGeneration is "non", not one of number, text, none, dropped, static: did you mean none?',
  );
});
