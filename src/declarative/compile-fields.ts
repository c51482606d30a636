import type { ParsedPath } from '../boundary/parse-path.js';
import { NEVER } from '../generation/processed-generation.js';
import { type Fields, isFields } from '../kubernetes/object.js';
import type { Federation, Reducer } from '../reducers/reducer.js';
import type { KindStatus } from '../status/compiled-status.js';
import { compileReducer, nestedFields, takesList } from './compile-reducer.js';
import type { FieldRule, Reduction } from './interpreter-declaration.js';
import { parsedPath, reader } from './reader.js';

/** Works out how each field of a status is reduced, and where it is collected from. */
export function compileFields(rules: {
  readonly [field: string]: FieldRule;
}): Pick<KindStatus, 'status' | 'gather'> {
  const reducers: [keys: readonly string[], reducer: Reducer][] = [];
  const elsewhere: [keys: readonly string[], collect: (object: object) => unknown][] = [];
  for (const [field, rule] of Object.entries(rules)) {
    const { from, reduce = rule } = typeof rule === 'string' ? {} : rule;
    const keys = field.split('.');
    reducers.push([keys, compileReducer(reduce)]);
    if (from !== undefined) elsewhere.push([keys, collector(parsedPath(from), reduce)]);
  }
  const status = nestedFields(reducers);
  if (elsewhere.length === 0) return { status };
  return {
    status,
    gather: (object) => {
      const given: unknown = object?.status;
      if (!isFields(given)) return object;
      return {
        ...object,
        status: elsewhere.reduce((own, [keys, collect]) => put(own, keys, collect(object)), given),
      };
    },
  };
}

/** Fields with a value at keys of theirs; where there is none, no object is made to hold it. */
function put(fields: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
  if (rest.length === 0) return { ...fields, [key]: value };
  const below = fields[key];
  if (value === undefined && !isFields(below)) return fields;
  return { ...fields, [key]: put(isFields(below) ? below : {}, rest, value) };
}

/**
 * What one member reports of a field: the value at the one place, or what the values at several places come to by
 * the rule by which those of several members do. A malformed one is reported as it is, for the explanation to name.
 */
function collector(path: ParsedPath, rule: Reduction): (object: object) => unknown {
  const read = reader(path);
  if (path.steps) return (object) => read(object)[0];
  if (takesList(rule)) {
    return (object) => {
      const found = read(object);
      return found.length === 0 ? undefined : found;
    };
  }
  const reducer = compileReducer(rule, 'places');
  return (object) => reduced(reducer, read(object));
}

/** What the values of one member come to; a malformed one in their place. */
function reduced(reducer: Reducer, values: readonly unknown[]): unknown {
  const state = reducer.start();
  for (const value of values) if (!reducer.add(state, value, 'member', NEVER)) return value;
  if (values.length === 0) return undefined;
  return reducer.finish(reducer.part(state), ONE_MEMBER);
}

/** What a reducer may know of a federation, which one member is none of. */
const ONE_MEMBER: Federation = {
  ...{ object: {}, previous: undefined, generation: 0, observedGeneration: 0 },
  ...{ settled: true, members: 1, counts: {} },
};
