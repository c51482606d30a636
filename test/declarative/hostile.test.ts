import fc from 'fast-check';
import { InterpreterError, type KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter, DeclarationError } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { declaration, members, object } from './arbitraries.js';

/** What compiling throws, `undefined` where it does not. */
function errorOf(given: unknown): DeclarationError | undefined {
  try {
    compileInterpreter(given);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DeclarationError);
    const { faults, message, code, name } = error as DeclarationError;
    expect([code, name]).toEqual(['INVALID_DECLARATION', 'DeclarationError']);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(message).toContain(fault.message);
    return error as DeclarationError;
  }
}

const game = (more: object): object => ({ apiVersion: 'v1', kind: 'Game', ...more });
const withPath = (path: unknown): object[] => [
  game({ retain: [path] }),
  game({ replicas: { path } }),
  game({ status: { ready: { from: path, reduce: 'sum' } } }),
  game({ health: [{ state: 'Healthy', when: { path, exists: true } }] }),
  game({ health: [{ state: 'Healthy', when: { path: '$.a', equals: { path } } }] }),
  game({ dependencies: [{ podTemplate: path }] }),
];
const withPattern = (matches: string): object =>
  game({ health: [{ state: 'Healthy', when: { path: '$.a', matches } }] });

describe('a hostile path is refused wherever one may stand', () => {
  test.each([
    ...[
      '$.__proto__.x',
      '$.a.constructor',
      "$['prototype'].x",
      '$.a.toString',
      '$..__proto__',
      "$['a','__proto__']",
    ],
    ...[
      '$.a[?(@.b)]',
      '$[?(process.exit())]',
      '$.a[(@.length-1)]',
      '$.a[("x")]',
      '$.a.(b)',
      '$.a[?@.b]',
      '$..[?(@)]',
    ],
    ...[
      '$.a^',
      '$.a~',
      '$.a@number()',
      '$.a.`b',
      "$['a^'][*]",
      "$['@']..b",
      '$.a[::-1]',
      '$.a[0,0]',
      '$.a[0,00]',
    ],
    ...['$..a..b', '$..*..*', `$${'.a'.repeat(10_000)}`, `$${'.a'.repeat(65)}`, `$.${'a'.repeat(2000)}`],
    ...[
      '',
      ' ',
      '$$',
      'a',
      '$.',
      '$..',
      '$...a',
      '$.a..',
      '$[',
      '$.a]',
      '{.a',
      '.a}',
      '$.a b',
      "$['a",
      '$[-0]',
    ],
  ])('%s', (path) => {
    for (const given of withPath(path)) expect(errorOf(given)?.faults).toHaveLength(1);
  });

  test.each([5, null, {}, ['$.a'], true])('%j', (path) => {
    for (const given of withPath(path)) expect(errorOf(given)).toBeDefined();
  });
});

describe('a path that can write is plain', () => {
  test.each(['$', '$.a[0]', '$.a[*]', '$.*', '$..a', "$['a','b']", '$.a[0:1]', '$.a[-1]'])('%s', (path) => {
    const places = [
      game({ retain: [path] }),
      game({ replicas: { path } }),
      game({ replicas: { path: '$.a', podTemplate: path } }),
    ];
    for (const given of places) expect(errorOf(given)?.message).toContain('not a plain path');
  });
});

describe('a pattern that RE2 reads in another way, or that is too large, is refused', () => {
  test.each([
    ...['(a{1,50}){50}', 'a{1000}', '(a{100}){100}', '(((a{9}){9}){9}){9}'],
    ...[
      '(a)\\1',
      '(?<x>a)\\k<x>',
      'a(?=b)',
      '(?<!a)b',
      '(?!a)',
      '(?<=a)b',
      '\\bword',
      '\\p{L}',
      '(?i)a',
      '[[:alpha:]]',
    ],
    ...['(', '[', 'a**', '+', 'a{2,1}', '[z-a]', `${'('.repeat(9)}${')'.repeat(9)}`, '\\', 'a'.repeat(300)],
  ])('%s', (matches) => {
    expect(errorOf(withPattern(matches))?.faults).toHaveLength(1);
  });
});

describe('what is no declaration at all is refused', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.not = cyclic;
  const nested = (levels: number): object =>
    levels === 0 ? { path: '$.a', exists: true } : { not: nested(levels - 1) };
  /** As the aliases of a few lines of YAML make it. */
  const laughs = (first: unknown): unknown =>
    Array.from({ length: 30 }).reduce((value) => [value, value], first);
  test.each<[string, unknown]>([
    ...[undefined, null, 5, 'kind: Game', [], {}, () => 5, Symbol('s'), 3n].map(
      (value): [string, unknown] => [String(value), value],
    ),
    ['a cycle', game({ health: [{ state: 'Healthy', when: cyclic }] })],
    ['a thousand levels', game({ health: [{ state: 'Healthy', when: nested(1000) }] })],
    ['a hundred thousand levels', nestedList(100_000)],
    ['a billion laughs', game({ status: laughs('ha') })],
    ['a billion times nothing', game({ status: laughs([]) })],
    ['a prototype of its own', JSON.parse('{"apiVersion":"v1","kind":"Game","__proto__":{"status":{}}}')],
    ['a field __proto__', JSON.parse('{"apiVersion":"v1","kind":"Game","status":{"__proto__":"sum"}}')],
    ['a field constructor', game({ status: { constructor: 'sum' } })],
    ['a reducer that objects inherit', game({ status: { ready: 'constructor' } })],
    [
      'a rule of a prototype',
      game({ health: [{ state: 'Healthy', when: JSON.parse('{"__proto__":{"path":"$.a"}}') }] }),
    ],
  ])('%s', (_, given) => {
    expect(errorOf(given)).toBeDefined();
  });
});

function nestedList(levels: number): unknown {
  let list: unknown[] = [];
  for (let level = 0; level < levels; level++) list = [list];
  return list;
}

test('a path that descends ends, also in an object that holds itself', () => {
  const status: Record<string, unknown> = { ready: 1, ...{ pools: [{ ready: 2 }] } };
  const kind = compileInterpreter(game({ status: { ready: { from: '$.status..ready', reduce: 'sum' } } }));
  expect(kind.reflectStatus({ status })).toEqual({ ready: 3 });
  status.self = status;
  expect(kind.reflectStatus({ status })).toEqual({});
});

test('no declaration reaches what objects inherit', () => {
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  const hostile = JSON.parse(
    '{"__proto__": {"ready": 5, "phase": "Healthy"}, "constructor": {"prototype": {"ready": 7}}}',
  );
  const kind = compileInterpreter({
    ...game({ retain: ['$.spec.x'] }),
    status: {
      ready: { from: '$.status..ready', reduce: 'sum' },
      all: { from: '$.status.*', reduce: 'reflected' },
    },
    health: [{ state: 'Healthy', when: { path: '$.status.phase', exists: true } }],
  }) as Required<KindInterpreter>;
  expect(kind.reflectStatus({ status: hostile })).not.toHaveProperty('phase');
  expect(kind.interpretHealth({ status: hostile }).state).toBe('Progressing');
  expect(kind.interpretHealth({ status: Object.create({ phase: 'Open' }) }).state).toBe('Progressing');
  kind.retain({}, { spec: JSON.parse('{"x": {"__proto__": {"polluted": 1}}}') });
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
  expect({}).not.toHaveProperty('polluted');
});

/** Every place of a value, and the value with something else there. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, entry]) => placesIn(entry, [...path, key]))];
}

function replaced(
  value: unknown,
  [key, ...rest]: readonly string[],
  by: (present: unknown) => unknown,
): unknown {
  if (key === undefined) return by(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** The letters of a word that has been typed in a hurry. */
const typo = fc
  .tuple(fc.nat(), fc.constantFrom('', 'x', '.', '[', '*', '(', '$', '?', '\\', '+', '0'))
  .map(([at, letter]) => (present: unknown) => {
    const text = String(present);
    const cut = text.length === 0 ? 0 : at % text.length;
    return text.slice(0, cut) + letter + text.slice(cut + 1);
  });
const anything = fc
  .oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      undefined,
      null,
      {},
      [],
      '',
      '$.a',
      'sum',
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '$..[*]',
      '(a|b)*',
    ),
  )
  .map((value) => () => value);
const renamed = fc
  .constantFrom('pth', 'whn', '__proto__', 'constructor', 'from', 'all', 'path')
  .map((name) => (present: unknown) => {
    if (typeof present !== 'object' || present === null || Array.isArray(present)) return name;
    const [first = 'x', ...rest] = Object.keys(present);
    const kept = rest.map((key) => [key, (present as Record<string, unknown>)[key]]);
    return Object.fromEntries([[name, (present as Record<string, unknown>)[first]], ...kept]);
  });

test('random damage is refused, or compiles into what throws no other error than for a malformed object', () => {
  const damage = fc.tuple(fc.nat(), fc.oneof(typo, anything, renamed));
  const inputs = fc.tuple(declaration, fc.array(damage, { minLength: 1, maxLength: 3 }), object, members);
  const outcomes = { refused: 0, compiled: 0 };
  const holds = ([given, damages, template, items]: typeof inputs extends fc.Arbitrary<infer T>
    ? T
    : never): void => {
    const damaged = damages.reduce<unknown>((value, [at, by]) => {
      const places = placesIn(value);
      return replaced(value, places[at % places.length] as readonly string[], by);
    }, given);
    if (errorOf(deepFreeze(damaged))) outcomes.refused += 1;
    else {
      outcomes.compiled += 1;
      const kind = compileInterpreter(damaged);
      const { kind: _, apiVersion: __, ...game } = deepFreeze(template);
      const calls = [
        ...[() => kind.reflectStatus(game), () => kind.aggregateStatus?.(game, items)],
        ...[
          () => kind.interpretHealth?.(game),
          () => kind.getReplicas?.(game),
          () => kind.getComponents?.(game),
        ],
        ...[
          () => kind.getDependencies?.(game),
          () => kind.retain?.(game, game),
          () => kind.reviseReplica?.(game, 3),
        ],
      ];
      for (const call of calls) {
        try {
          call();
        } catch (error) {
          if (!(error instanceof InterpreterError) || error.code !== 'INVALID_OBJECT') throw error;
        }
      }
    }
  };
  fc.assert(fc.property(inputs, holds), { numRuns: 2000 * EFFORT });
  expect(Math.min(outcomes.refused, outcomes.compiled)).toBeGreaterThan(100 * EFFORT);
});
