import type { Empties } from './write-json.js';

/** For a result that is a struct: nothing that is empty is left but the result itself. */
export const emptyStruct: Empties = { root: () => ({}), at: () => undefined };

/** For a result that is a list. */
export const emptyList: Empties = { root: () => [], at: () => undefined };

/**
 * For an object that is made of others: what is empty is what it is in one of them, an object rather than a list, and
 * what is empty in none of them goes. Places in lists do not count.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/resourceinterpreter/customized/declarative/luavm/lua_convert.go#L76-L247
 */
export function emptyAsIn(references: readonly unknown[]): Empties {
  let found: ReadonlyMap<string, 'object' | 'list'> | undefined;
  return {
    root: () => ({}),
    at(path) {
      found ??= placesOf(references);
      const kind = found.get(keyOf(path));
      return kind && (kind === 'object' ? {} : []);
    },
  };
}

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

function placesOf(references: readonly unknown[]): ReadonlyMap<string, 'object' | 'list'> {
  const places = new Map<string, 'object' | 'list'>();
  const path: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      if (value.length === 0 && !places.has(keyOf(path))) places.set(keyOf(path), 'list');
      value.forEach(visit);
      return;
    }
    const fields = value as { readonly [key: string]: unknown };
    const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
    if (keys.length === 0) places.set(keyOf(path), 'object');
    for (const key of keys) {
      path.push(key);
      visit(fields[key]);
      path.pop();
    }
  };
  references.forEach(visit);
  return places;
}
