import { invalid } from '../errors.js';
import { type Fields, isAbsent, isFields } from '../objects.js';

/** What to do about a value of the wrong type; it counts as absent if this returns. */
export type Refuse = (path: string, value: unknown, expected: string) => void;

/** A suspension whose fields have the right types, as far as `Refuse` let pass what had not. */
export interface ReadSuspension {
  readonly fields: Fields;
  readonly onClusters: Fields;
  readonly dispatching: boolean | undefined;
  readonly scheduling: boolean | undefined;
  /** As it stands in the suspension: an item that is no string is still in its place. */
  readonly clusterNames: readonly unknown[];
}

/** Refuses by throwing: for what the caller must not go on with. */
export const refuse: Refuse = (path, value, expected) => {
  throw invalid('INVALID_SUSPENSION', path, value, expected);
};

/** Reads a suspension at `path`: the one place that knows its fields and their types. */
export function readSuspension(value: unknown, path: string, wrong: Refuse): ReadSuspension {
  const fields = take(value, isFields, path, 'an object', wrong) ?? {};
  const clustersPath = `${path}.dispatchingOnClusters`;
  const onClusters = take(fields.dispatchingOnClusters, isFields, clustersPath, 'an object', wrong) ?? {};
  const namesPath = `${clustersPath}.clusterNames`;
  const clusterNames = take(onClusters.clusterNames, isList, namesPath, 'a list', wrong) ?? [];
  clusterNames.forEach((name, index) => {
    if (typeof name !== 'string') wrong(`${namesPath}[${index}]`, name, 'a string');
  });
  return {
    fields,
    onClusters,
    dispatching: take(fields.dispatching, isFlag, `${path}.dispatching`, 'true or false', wrong),
    scheduling: take(fields.scheduling, isFlag, `${path}.scheduling`, 'true or false', wrong),
    clusterNames,
  };
}

function take<T>(
  value: unknown,
  is: (value: unknown) => value is T,
  path: string,
  expected: string,
  wrong: Refuse,
): T | undefined {
  if (is(value)) return value;
  if (!isAbsent(value)) wrong(path, value, expected);
  return undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
