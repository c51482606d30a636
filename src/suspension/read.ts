import { invalid } from '../errors.js';
import { type Refuse, typed } from '../objects.js';

/** Refuses by throwing: for what the caller must not go on with. */
export const refuse: Refuse = (path, value, expected) => {
  throw invalid('INVALID_SUSPENSION', path, value, expected);
};

/**
 * Reads a suspension at `path`: the one place that knows its fields and their types. A field of the wrong type
 * is absent, as far as `wrong` lets it pass; an item of `clusterNames` that is no string is still in its place.
 */
export function readSuspension(value: unknown, path: string, wrong: Refuse) {
  const fields = typed(value, path, 'an object', wrong) ?? {};
  const on = `${path}.dispatchingOnClusters`;
  const onClusters = typed(fields.dispatchingOnClusters, on, 'an object', wrong) ?? {};
  const clusterNames = typed(onClusters.clusterNames, `${on}.clusterNames`, 'a list', wrong) ?? [];
  clusterNames.forEach((name, index) => {
    if (typeof name !== 'string') wrong(`${on}.clusterNames[${index}]`, name, 'a string');
  });
  const flag = (name: string) => typed(fields[name], `${path}.${name}`, 'true or false', wrong);
  return {
    fields,
    onClusters,
    clusterNames,
    dispatching: flag('dispatching'),
    scheduling: flag('scheduling'),
  };
}
