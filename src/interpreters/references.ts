import { fieldAt, type KubernetesObject, listAt, objectAt, textAt } from '../objects.js';

/** An object that has to reach a member cluster together with the one that uses it. */
export interface DependentObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out for a cluster-scoped object. */
  readonly namespace?: string;
  readonly name: string;
}

/** For each kind, the places that name an object of it: `secretRef.name`, `volumes.*.secret.secretName`. */
export type ReferencePlaces = { readonly [kind: string]: readonly string[] };

/** A value, and the path at which it stands. */
export type Placed = readonly [value: unknown, path: string];

/**
 * The values at a place below another one.
 *
 * @param from - Where to start from; what lies further below something absent is left out.
 * @param path - Where `from` stands.
 * @param place - Keys joined by dots, `*` for every item of a list, `a|b` for one key and then the other.
 * @returns Each value with its path; the value itself may be absent.
 * @throws InterpreterError `INVALID_OBJECT` where the place asks for an object or a list and something else stands.
 * @example
 * placed({ containers: [{ image: 'nginx' }] }, 'spec', 'containers.*.image');
 * // [['nginx', 'spec.containers[0].image']]
 */
export function placed(from: unknown, path: string, place: string): readonly Placed[] {
  let found: Placed[] = [[from, path]];
  for (const key of place.split('.')) {
    const next: Placed[] = [];
    for (const [value, at] of found) {
      if (value === undefined) continue;
      if (key === '*') {
        for (const [index, item] of listAt(value, at).entries()) next.push([item, `${at}[${index}]`]);
      } else {
        for (const name of key.split('|')) next.push([objectAt(value, at)?.[name], `${at}.${name}`]);
      }
    }
    found = next;
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
  const found: DependentObjectReference[] = [];
  for (const [kind, paths] of Object.entries(places)) {
    for (const [value, at] of paths.flatMap((place) => placed(from, path, place))) {
      const name = textAt(value, at);
      if (name) found.push({ apiVersion: 'v1', kind, ...(namespace && { namespace }), name });
    }
  }
  return found;
}

/**
 * References without duplicates, by kind and name: all are to `v1` objects of one namespace.
 *
 * @param references - Left as it is.
 * @returns A new list, in code unit order: the same wherever it runs.
 */
export function sortReferences(
  references: readonly DependentObjectReference[],
): readonly DependentObjectReference[] {
  // No kind holds a space, so the keys compare as the kinds do, and then the names.
  const byKey = new Map(references.map((reference) => [`${reference.kind} ${reference.name}`, reference]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as DependentObjectReference);
}

/** The namespace of an object, empty where it has none: that of everything it refers to. */
export function namespaceOf(object: KubernetesObject): string {
  return textAt(fieldAt(object, ['metadata', 'namespace']), 'metadata.namespace');
}
