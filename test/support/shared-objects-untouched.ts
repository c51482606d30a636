import { afterAll } from 'vitest';

/** What every object leads to, and what many files therefore share that run in one worker. */
const SHARED: readonly (readonly [name: string, shared: object])[] = [
  ...[
    Object,
    Array,
    Function,
    String,
    Number,
    Boolean,
    BigInt,
    Symbol,
    Date,
    RegExp,
    Map,
    Set,
    WeakMap,
    Promise,
  ].flatMap((one) => [[one.name, one] as const, [`${one.name}.prototype`, one.prototype as object] as const]),
  // What Error itself has, such as how stacks are written, is for the runner to set.
  ['Error.prototype', Error.prototype],
  ...([
    ['JSON', JSON],
    ['Math', Math],
    ['Reflect', Reflect],
  ] as const),
];

const before = SHARED.map(([, shared]) => Object.getOwnPropertyDescriptors(shared));

afterAll(() => {
  const changed = SHARED.flatMap(([name, shared], i) => changesOf(name, before[i] ?? {}, shared));
  if (changed.length > 0)
    throw new Error(
      `this file has changed what all objects share, for the files after it: ${changed.join(', ')}`,
    );
});

type Descriptors = { readonly [key: PropertyKey]: PropertyDescriptor };

function changesOf(name: string, was: Descriptors, shared: object): readonly string[] {
  const is: Descriptors = Object.getOwnPropertyDescriptors(shared);
  const keys = new Set([...Reflect.ownKeys(was), ...Reflect.ownKeys(is)]);
  return [...keys].filter((key) => !isSame(was[key], is[key])).map((key) => `${name}.${String(key)}`);
}

function isSame(was: PropertyDescriptor | undefined, is: PropertyDescriptor | undefined): boolean {
  return (
    was !== undefined &&
    is !== undefined &&
    Object.is(was.value, is.value) &&
    was.get === is.get &&
    was.set === is.set &&
    was.writable === is.writable &&
    was.enumerable === is.enumerable &&
    was.configurable === is.configurable
  );
}
