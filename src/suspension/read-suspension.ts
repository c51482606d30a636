import { invalid } from '../errors.js';
import { type Refuse, typed } from '../kubernetes/object.js';
import { placed } from '../kubernetes/references.js';

/** Refuses by throwing: for what the caller must not go on with. */
export const refuse: Refuse = (path, value, expected) => {
  throw invalid('INVALID_SUSPENSION', path, value, expected);
};

/**
 * Reads a suspension at `path`: the one place that knows its fields and their types. As far as `wrong` lets a value
 * of the wrong type pass, it is still in its place: flags are to be compared with `true`. Each item of
 * `clusterNames` comes with its path.
 */
export function readSuspension(value: unknown, path: string, wrong: Refuse) {
  const fields = typed(value, path, 'an object', wrong) ?? {};
  const names = placed(fields, path, 'dispatchingOnClusters.clusterNames.*', wrong);
  for (const [name, where] of names) if (typeof name !== 'string') wrong(where, name, 'a string');
  for (const flag of ['dispatching', 'scheduling'])
    typed(fields[flag], `${path}.${flag}`, 'true or false', wrong);
  return { fields, names };
}
