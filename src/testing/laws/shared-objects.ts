/** What every object leads to: by `__proto__` to a prototype, by `constructor` to a function. */
const SHARED = [Object, Array, String, Number, Function, Map, Set, Error].flatMap(
  (one): readonly object[] => [one, one.prototype],
);

// As they are here: what is run may write to `Object` itself.
const { defineProperty, getOwnPropertyDescriptors, hasOwn, is, keys } = Object;

/** What all objects share, as it is now. */
type SharedNow = readonly PropertyDescriptorMap[];

/** Takes down what all objects share. */
export function sharedNow(): SharedNow {
  return SHARED.map((one) => getOwnPropertyDescriptors(one) as PropertyDescriptorMap);
}

/**
 * Runs something that may write to what all objects share, and puts it back: what comes after is to be judged for
 * itself.
 *
 * @param run - What may write.
 * @param tell - Is told the fields that were written.
 * @param before - How it was; of many runs, taken down once.
 */
export function keepingShared<T>(
  run: () => T,
  tell?: (written: readonly string[]) => void,
  before: SharedNow = sharedNow(),
): T {
  try {
    return run();
  } finally {
    const written: string[] = [];
    for (let i = 0; i < SHARED.length; i++)
      written.push(...putBack(SHARED[i] as object, before[i] as PropertyDescriptorMap));
    tell?.(written);
  }
}

function putBack(one: object, before: PropertyDescriptorMap): readonly string[] {
  const after = getOwnPropertyDescriptors(one) as PropertyDescriptorMap;
  const written = keys(after).filter(
    (key) => !hasOwn(before, key) || !is(before[key]?.value, after[key]?.value),
  );
  for (const key of written) {
    const was = hasOwn(before, key) ? before[key] : undefined;
    if (was === undefined) Reflect.deleteProperty(one, key);
    else defineProperty(one, key, was);
  }
  return written;
}
