import { isEmpty } from '../kubernetes/json.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import {
  type CombinedParts,
  type CombinedState,
  combine,
  field,
  type Reducers,
  type ValuesOf,
  valuesBy,
} from './combine.js';
import { type Reducer, reportBelow } from './reducer.js';

/**
 * An object, each of whose fields is reduced on its own; left out when no member reports it.
 *
 * @param fields - The reducers of its fields.
 * @returns What a kind declares of the field.
 * @example
 * const status = { rulecount: object({ validate: sum(), mutate: sum() }) };
 */
// @__NO_SIDE_EFFECTS__
export function object<Of extends Reducers>(
  fields: Of,
): Reducer<Partial<ValuesOf<Of>>, CombinedParts, CombinedState> {
  const each = Object.fromEntries(
    Object.entries(fields).map(([name, reducer]) => [name, field(name, reducer)]),
  );
  const names = Object.keys(fields);
  const combined = combine(each, (values): Partial<ValuesOf<Of>> | undefined => {
    const some = valuesBy(names, (_, name) => values[name]);
    return isEmpty(some) ? undefined : (some as Partial<ValuesOf<Of>>);
  });
  const reducers = Object.values(fields);
  return {
    ...combined,
    add(state, value, clusterName, processed, report) {
      if (isAbsent(value) || (combined.unreported && isFields(value)))
        return combined.add(state, value, clusterName, processed, report);
      if (value === '') return true;
      if (!isFields(value)) {
        report?.('', value, 'an object');
        return false;
      }
      state.reported = true;
      let sound = true;
      // As in the loop over members: no field is looked up that stands where it is read.
      for (const name in value) {
        let at = 0;
        while (at < names.length && names[at] !== name) at++;
        const found = value[name];
        if (at === names.length || isAbsent(found)) continue;
        const reducer = reducers[at] as Reducer;
        if (!reducer.add(state.states[at], found, clusterName, processed, reportBelow(report, name)))
          sound = false;
      }
      return sound;
    },
    finish: (part, federation) => part && combined.finish(part, federation),
  };
}
