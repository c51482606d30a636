import { invalid } from '../errors.js';
import { isAbsent, isFields, type KubernetesObject } from '../kubernetes/object.js';

/** Refuses what an interpreter of a kind would misread; objects of a typed list have neither field. */
export function kindCheck(
  apiVersions: readonly string[],
  kind: string,
): (object: KubernetesObject, path?: string) => void {
  return (object, path = 'object') => {
    if (!isFields(object)) throw invalid('INVALID_OBJECT', path, object, 'an object');
    const given: { readonly kind?: unknown; readonly apiVersion?: unknown } = object;
    if (!isAbsent(given.kind) && given.kind !== kind)
      throw invalid('INVALID_OBJECT', `${path}.kind`, given.kind, `"${kind}"`);
    if (!isAbsent(given.apiVersion) && !apiVersions.includes(given.apiVersion as string)) {
      const expected = apiVersions.map((version) => `"${version}"`).join(' or ');
      throw invalid('INVALID_OBJECT', `${path}.apiVersion`, given.apiVersion, expected);
    }
  };
}
