import { type KubernetesObject, objectAt, type Refuse, textAt, typed } from './object.js';

/** An object that has to reach a member cluster together with the one that uses it. */
export interface DependentObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out for a cluster-scoped object. */
  readonly namespace?: string;
  readonly name: string;
}

/** For each kind, the places that name an object of it, as {@link placed} takes them: `secretRef.name`. */
export type ReferencePlaces = { readonly [kind: string]: readonly string[] };

/** A value, and the path at which it stands. */
export type Placed = readonly [value: unknown, path: string];

/**
 * The values at a place below another one.
 *
 * @param from - Where to start from; what lies further below something absent is left out.
 * @param path - Where `from` stands.
 * @param place - Keys joined by dots, `*` for every item of a list, `a|b` for one key and then the other,
 * `=Secret` for what has that `kind`.
 * @param wrong - What to do where the place asks for an object or a list and something else stands.
 * @returns Each value with its path; the value itself may be absent.
 * @throws InterpreterError `INVALID_OBJECT` there, where `wrong` is left out.
 * @example
 * placed({ containers: [{ image: 'nginx' }] }, 'spec', 'containers.*.image');
 * // [['nginx', 'spec.containers[0].image']]
 */
export function placed(from: unknown, path: string, place: string, wrong?: Refuse): readonly Placed[] {
  let found: readonly Placed[] = [[from, path]];
  for (const key of place.split('.')) {
    found = found.flatMap(([value, at]): readonly Placed[] => {
      if (value === undefined) return [];
      if (key === '*')
        return Array.from(typed(value, at, 'a list', wrong) ?? [], (item, index) => [
          item,
          `${at}[${index}]`,
        ]);
      if (key.startsWith('='))
        return textAt(objectAt(value, at)?.kind, `${at}.kind`) === key.slice(1) ? [[value, at]] : [];
      return key.split('|').map((name) => [typed(value, at, 'an object', wrong)?.[name], `${at}.${name}`]);
    });
  }
  return found;
}

/**
 * The `v1` objects that are named at known places below a value.
 *
 * @param from - Where the places start from.
 * @param path - Where `from` stands, for error messages.
 * @param places - The places by the kind that they name; absent and empty names refer to nothing.
 * @param namespace - The namespace of all of them.
 * @returns The references as they were met, for {@link sortReferences}.
 * @throws InterpreterError `INVALID_OBJECT` where a place holds something else than a name.
 * @example
 * referencesAt({ secretRef: { name: 'key' } }, 'spec', { Secret: ['secretRef.name'] }, 'apps');
 * // [{ apiVersion: 'v1', kind: 'Secret', namespace: 'apps', name: 'key' }]
 */
export function referencesAt(
  from: unknown,
  path: string,
  places: ReferencePlaces,
  namespace: string | undefined,
): DependentObjectReference[] {
  return Object.entries(places).flatMap(([kind, paths]) =>
    paths
      .flatMap((place) => placed(from, path, place))
      .map((found) => ({ apiVersion: 'v1', kind, ...(namespace && { namespace }), name: textAt(...found) }))
      .filter(({ name }) => name),
  );
}

/**
 * References without duplicates, by kind and name: all are to `v1` objects of one namespace.
 *
 * @param references - Left as it is.
 * @param without - Those to leave out, each as its kind, a space and its name.
 * @returns A new list, in code unit order: the same wherever it runs.
 */
export function sortReferences(
  references: readonly DependentObjectReference[],
  without: readonly string[] = [],
): readonly DependentObjectReference[] {
  // No kind holds a space, so the keys compare as the kinds do, and then the names.
  const byKey = new Map(references.map((reference) => [`${reference.kind} ${reference.name}`, reference]));
  for (const key of without) byKey.delete(key);
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as DependentObjectReference);
}

/** The namespace of an object, empty where it has none: that of everything it refers to. */
export function namespaceOf(object: KubernetesObject): string {
  return textAt(objectAt(object.metadata, 'metadata')?.namespace, 'metadata.namespace');
}
