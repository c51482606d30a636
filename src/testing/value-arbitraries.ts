import type { Arbitrary } from 'fast-check';
import { at, MAX_INT32 } from '../kubernetes/object.js';
import type { FastCheck } from './fast-check.js';
import type { Shape, ShapeType } from './shape/shape.js';

/** Names that a cluster may have; some are those of fields that every JavaScript object has. */
export const CLUSTERS: readonly string[] = [
  ...['member1', 'member2', 'member10', 'ap-1', 'eu-1', 'eu-2', 'us-1', 'edge-07', 'hub', 'Ω', '🚢', ' '],
  ...['__proto__', 'constructor', 'toString'],
];

const TEXTS = ['', 'a', 'web-6d5f', '6.3.5', 'main@sha1:99aa00'];
const WORDS = ['True', 'False', 'Ready', 'Running', 'Failed', 'Succeeded', 'Pending', 'Succeeded'];
const TIMES = [
  ...['2026-04-21T21:21:31Z', '2026-04-21T21:21:30.5Z', '2026-04-22T01:21:31+04:00', '2026-09-13T20:40:32Z'],
];

/** Values that hardly any place of a status takes. */
const WRONG_JSON: readonly unknown[] = [
  ...['3', 'x', '', 'NaN', '1e999', '__proto__'],
  ...[-1, 1.5, 2 ** 31, 2 ** 53, 1e300, true, null],
  ...[[], {}, [null], ['x'], { a: 1 }, [{ type: 5 }], [[]]],
  JSON.parse('{"__proto__": {"replicas": 9}, "constructor": 1, "toString": 1}'),
];

/** Values that no JSON holds: they come from whoever makes statuses in the same program. */
const NO_JSON: readonly unknown[] = [
  ...[-0, Number.NaN, Number.POSITIVE_INFINITY, 3n, Symbol.iterator, () => 3],
];

/** A value that is nested too deep for whoever walks through it carelessly. */
function nested(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/**
 * Arbitraries of values by their shape.
 *
 * @param strict - Whether the damages are JSON all the same.
 */
export function valueArbitraries(
  fc: FastCheck,
  strict: boolean,
): {
  readonly of: (shape: Shape) => Arbitrary<unknown>;
  readonly json: Arbitrary<unknown>;
  readonly extra: Arbitrary<{ readonly [key: string]: unknown }>;
  readonly wrong: Arbitrary<unknown>;
} {
  const keys = fc.constantFrom('a', 'b', '__proto__', 'length');
  const simple = fc.constantFrom<unknown>('', 'a', '\u0000', '🚢', 0, -7, 1.5, 1e21, true, false, null);
  const wider = fc.oneof(
    simple,
    fc.array(simple, { maxLength: 2 }),
    fc.constantFrom({}, [{}], { a: { b: [] } }),
  );
  const json = fc.oneof(wider, fc.dictionary(keys, wider, { maxKeys: 2, noNullPrototype: true }));
  const quantity = fc.constantFrom('1', '500m', '1Gi', '0.5', '128974848');
  const text = (shape: Shape): Arbitrary<unknown> => {
    const known = [...shape.texts];
    if (known.length > 0) return fc.constantFrom(...known);
    if (shape.name === 'type' || shape.name === 'status') return fc.constantFrom(...WORDS);
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TEXTS) }, fc.constantFrom(...WORDS));
  };
  const dictionary = (entry: Shape): Arbitrary<unknown> => {
    const resources = entry.types.has('quantity') ? ['cpu', 'memory', 'example.org/gpu'] : [];
    return fc.dictionary(fc.constantFrom('a', 'b', '__proto__', ...resources), of(entry), {
      ...{ maxKeys: 3, noNullPrototype: true },
    });
  };
  const record = ({ fields }: Shape): Arbitrary<object> =>
    fc.record(Object.fromEntries(Array.from(fields, ([key, field]) => [key, of(field)])), {
      ...{ requiredKeys: [], noNullPrototype: true },
    });
  const list = (shape: Shape): Arbitrary<unknown> => {
    const { item } = shape;
    if (!item?.fields.size) return item ? fc.array(of(item), { maxLength: 3 }) : fc.constant([]);
    const has = (field: string): boolean => item.fields.has(field);
    // Of references there may be several alike; of what else has a name there is one.
    if (has('name') && item.fields.size > 1)
      return fc.uniqueArray(of(item), { maxLength: 3, selector: (one) => at(one, 'name') });
    if (!has('type') || !has('status')) return fc.array(of(item), { maxLength: 3 });
    // Of conditions there is one of a type, and each says how it stands.
    const condition = fc.tuple(
      fc.constantFrom('Ready', 'Available', 'Failed', 'Stalled', 'Reconciling', '__proto__'),
      fc.constantFrom('True', 'False', 'Unknown'),
      record(item),
    );
    return fc
      .uniqueArray(condition, { maxLength: 3, selector: ([type]) => type })
      .map((conditions) => conditions.map(([type, status, more]) => ({ ...more, type, status })));
  };
  const byType: { readonly [Type in ShapeType]: (shape: Shape) => Arbitrary<unknown> } = {
    count: () =>
      fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 50 }) }, fc.constantFrom(0, MAX_INT32)),
    text,
    flag: () => fc.boolean(),
    time: () => fc.constantFrom(...TIMES),
    quantity: () => quantity,
    object: (shape) => (shape.entry ? dictionary(shape.entry) : record(shape)),
    list,
    texts: () => fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  };
  const of = (shape: Shape): Arbitrary<unknown> => {
    const types = [...shape.types];
    return types.length > 0 ? fc.oneof(...types.map((type) => byType[type](shape))) : json;
  };
  return {
    of,
    json,
    /** Fields that a status may have besides those that its kind has. */
    extra: fc.dictionary(fc.constantFrom('collisionCount', '__proto__', 'constructor', 'toString'), json, {
      ...{ maxKeys: 2, noNullPrototype: true },
    }),
    wrong: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...WRONG_JSON, ...(strict ? [] : NO_JSON)) },
      fc.constantFrom(nested(200), ...(strict ? [] : [nested(1001)])),
    ),
  };
}
