import { isAbsent, isFields } from '../kubernetes/object.js';
import {
  type CombinedParts,
  type CombinedState,
  combine,
  field,
  type Reducers,
  type ValuesOf,
} from './combine.js';
import type { Reducer } from './reducer.js';

/**
 * An object, each of whose fields is reduced on its own; left out when no member reports it.
 *
 * @param fields - The reducers of its fields.
 * @returns What a kind declares of the field.
 * @example
 * status: { rulecount: object({ validate: sum(), mutate: sum() }) }
 */
// @__NO_SIDE_EFFECTS__
export function object<Of extends Reducers>(
  fields: Of,
): Reducer<Partial<ValuesOf<Of>>, CombinedParts, CombinedState> {
  const each = Object.fromEntries(
    Object.entries(fields).map(([name, reducer]) => [name, field(name, reducer)]),
  );
  const combined = combine(each, (values): Partial<ValuesOf<Of>> | undefined => {
    const some = Object.entries(values).filter(([, value]) => value !== undefined);
    return some.length === 0 ? undefined : (Object.fromEntries(some) as Partial<ValuesOf<Of>>);
  });
  return {
    ...combined,
    add(state, value, clusterName, processed, report) {
      if (isAbsent(value) || isFields(value))
        return combined.add(state, value, clusterName, processed, report);
      if (value === '') return true;
      report?.('', value, 'an object');
      return false;
    },
    finish: (part, federation) => part && combined.finish(part, federation),
  };
}
