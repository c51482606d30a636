import { invalid } from '../errors.js';
import { compare } from './compare.js';
import { canonicalText, compact, isEmpty, isJson } from './json.js';
import { isFields, isName, type KubernetesObject, objectAt, type Refuse, textAt, typed } from './object.js';

/** Which objects of a kind are meant, by their labels. */
export interface LabelSelector {
  readonly matchLabels?: { readonly [label: string]: string };
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/**
 * An object that has to reach a member cluster together with the one that uses it, or all objects of a kind that a
 * selector takes: a reference has a `name` or a `labelSelector`.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/apis/config/v1alpha1/resourceinterpreterwebhook_types.go
 */
export interface DependentObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out for a cluster-scoped object. */
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
}

/**
 * For each kind, by its API version, a space and its name, the places that name an object of it, as {@link placed}
 * takes them: `{ 'v1 Secret': ['secretRef.name'] }`.
 */
export type ReferencePlaces = { readonly [kind: string]: readonly string[] };

/** A value, and the path at which it stands. */
export type Placed = readonly [value: unknown, path: string];

/**
 * The values at a place below another one.
 *
 * @param from - Where to start from; what lies further below something absent is left out.
 * @param path - Where `from` stands; empty for the root.
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
      const below = (name: string) => (at === '' ? name : `${at}.${name}`);
      if (key.startsWith('='))
        return textAt(objectAt(value, at)?.kind, below('kind')) === key.slice(1) ? [[value, at]] : [];
      return key.split('|').map((name) => [typed(value, at, 'an object', wrong)?.[name], below(name)]);
    });
  }
  return found;
}

/**
 * The objects that are named at known places below a value.
 *
 * @param from - Where the places start from.
 * @param path - Where `from` stands, for error messages.
 * @param places - The places by the kind that they name; absent and empty names refer to nothing.
 * @param namespace - The namespace of all of them.
 * @returns The references as they were met, for {@link sortReferences}.
 * @throws InterpreterError `INVALID_OBJECT` where a place holds something else than a name.
 * @example
 * referencesAt({ secretRef: { name: 'key' } }, 'spec', { 'v1 Secret': ['secretRef.name'] }, 'apps');
 * // [{ apiVersion: 'v1', kind: 'Secret', namespace: 'apps', name: 'key' }]
 */
export function referencesAt(
  from: unknown,
  path: string,
  places: ReferencePlaces,
  namespace: string | undefined,
): DependentObjectReference[] {
  return Object.entries(places).flatMap(([versioned, paths]) => {
    const [apiVersion = '', kind = ''] = versioned.split(' ');
    return paths
      .flatMap((place) => placed(from, path, place))
      .map((found) => ({ apiVersion, kind, ...(namespace && { namespace }), name: textAt(...found) }))
      .filter(({ name }) => name);
  });
}

/**
 * References in the order in which every list of them is given out: by apiVersion, kind, namespace, name and
 * labelSelector, in code unit order and without duplicates.
 *
 * An empty namespace, name or selector is the same as an absent one, as it is for Karmada; the order of a
 * selector's keys does not matter.
 *
 * @param references - Left as it is, and so are its entries.
 * @returns A new list, of references without what is empty.
 * @example
 * sortReferences([b, a, b]); // [a, b]
 */
export function sortReferences(
  references: readonly DependentObjectReference[],
): readonly DependentObjectReference[] {
  const keyed = references.map((reference): readonly [readonly string[], DependentObjectReference] => {
    const { apiVersion, kind, namespace, name, labelSelector } = reference;
    const fields = [apiVersion, kind, namespace ?? '', name ?? '', selectorText(labelSelector)];
    return [fields, { apiVersion, kind, ...compact<Named>({ namespace, name, labelSelector }) }];
  });
  const byKey = new Map(keyed.map((entry) => [JSON.stringify(entry[0]), entry]));
  return [...byKey.values()].sort(([a], [b]) => compareKeys(a, b)).map(([, reference]) => reference);
}

/**
 * The references that a declaration's own function gives, checked, and sorted as all others are.
 *
 * @param references - What it gave.
 * @param path - What messages call that.
 * @throws InterpreterError `INVALID_DECLARATION` where it is no list, or an entry is no reference: it needs an API
 * version, a kind, and a name or a label selector.
 */
export function checkedReferences(references: unknown, path: string): readonly DependentObjectReference[] {
  const wrong = (at: string, value: unknown, expected: string): never => {
    throw invalid('INVALID_DECLARATION', `${path}${at}`, value, expected);
  };
  if (!Array.isArray(references)) return wrong('', references, 'a list of references');
  for (const [i, reference] of references.entries()) {
    if (!isFields(reference)) return wrong(`[${i}]`, reference, 'a reference');
    const { apiVersion, kind, namespace, name, labelSelector } = reference;
    const selects = !isEmpty(labelSelector);
    if (!isName(apiVersion)) wrong(`[${i}].apiVersion`, apiVersion, 'an API version');
    if (!isName(kind)) wrong(`[${i}].kind`, kind, 'a kind');
    if (typeof (namespace ?? '') !== 'string') wrong(`[${i}].namespace`, namespace, 'a namespace');
    if (selects && !(isFields(labelSelector) && isJson(labelSelector))) {
      wrong(`[${i}].labelSelector`, labelSelector, 'a label selector');
    }
    if (!isName(name) && !(selects && isEmpty(name))) wrong(`[${i}].name`, name, 'a name');
  }
  return sortReferences(references);
}

/** What a reference may leave out. */
type Named = Omit<DependentObjectReference, 'apiVersion' | 'kind'>;

/** The first of the fields that differ decides. */
function compareKeys(a: readonly string[], b: readonly string[]): number {
  const i = a.findIndex((field, at) => field !== b[at]);
  return i === -1 ? 0 : compare(a[i] as string, b[i] as string);
}

/** A selector as text, whatever the order of its keys. */
function selectorText(selector: LabelSelector | undefined): string {
  const sorted = canonicalText(selector ?? {});
  return sorted === '{}' ? '' : sorted;
}

/** The namespace of an object, empty where it has none: that of what it refers to. */
export function namespaceOf(object: KubernetesObject): string {
  return textAt(objectAt(object.metadata, 'metadata')?.namespace, 'metadata.namespace');
}
