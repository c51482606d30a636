import { didYouMean } from '../boundary/did-you-mean.js';
import { formatPath } from '../boundary/format-path.js';
import { at, isFields } from '../kubernetes/object.js';

/** A field that no suspension has, and a sentence about it that goes on from its path. */
export interface UnknownField {
  readonly path: string;
  readonly message: string;
}

const POLICY = ['dispatching', 'dispatchingOnClusters'];

/** The fields of a suspension, and those of the objects in it. */
const FIELDS: { readonly [holder: string]: readonly string[] } = {
  '': [...POLICY, 'rollout', 'scheduling'],
  '.dispatchingOnClusters': ['clusterNames'],
  '.rollout': ['currentCluster', 'suspendedClusters'],
};

/**
 * The fields at `path` that no suspension has. Those that only bindings have are known on a policy too, but not
 * proposed there.
 */
export function unknownSuspensionFields(
  suspension: unknown,
  path: string,
  on: 'policy' | 'binding' = 'binding',
): readonly UnknownField[] {
  return Object.entries(FIELDS).flatMap(([holder, known]) => {
    const value = holder === '' ? suspension : at(suspension, holder.slice(1));
    const proposed = holder === '' && on === 'policy' ? POLICY : known;
    const foreign = isFields(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
    return foreign.map((key) => {
      const meant = didYouMean(key, proposed);
      const hint = meant || `: the fields here are ${proposed.join(', ')}`;
      return { path: formatPath([key], `${path}${holder}`), message: `is an unknown field${hint}` };
    });
  });
}
