import { compare } from '../kubernetes/compare.js';
import { isFields } from '../kubernetes/object.js';
import { mergeParts, type Reducer, reportBelow } from './reducer.js';

/** What is known under each key; no object, as every object inherits a `constructor`. */
type KeyedParts<Part> = readonly (readonly [key: string, part: Part])[];

/**
 * An object with keys of the members' own, the values under each key reduced on their own; left out when no member
 * reports any.
 *
 * @param reducer - How the values under one key are reduced.
 * @param keyOf - The federation's key, from a member's: for maps whose keys mean something in one cluster alone.
 * @returns What a kind declares of the field. Its keys are sorted.
 * @example
 * const status = { disruptedPods: mapOf(latest(), (pod, cluster) => `${cluster}/${pod}`) };
 */
// @__NO_SIDE_EFFECTS__
export function mapOf<Value, Part, State>(
  reducer: Reducer<Value, Part, State>,
  keyOf: (key: string, clusterName: string) => string = (key) => key,
): Reducer<{ readonly [key: string]: Value }, KeyedParts<Part>, Map<string, State>> {
  return {
    start: () => new Map(),
    add(states, value, clusterName, processed, report) {
      if (!isFields(value)) {
        if (value === '') return true;
        report?.('', value, 'an object');
        return false;
      }
      let sound = true;
      for (const name in value) {
        const key = keyOf(name, clusterName);
        let state = states.get(key);
        if (state === undefined) {
          state = reducer.start();
          states.set(key, state);
        }
        if (!reducer.add(state, value[name], clusterName, processed, reportBelow(report, name)))
          sound = false;
      }
      return sound;
    },
    part(states) {
      const parts: [string, Part][] = [];
      for (const [key, state] of states) {
        const part = reducer.part(state);
        if (part !== undefined) parts.push([key, part]);
      }
      return parts.length === 0 ? undefined : parts;
    },
    merge(all) {
      const byKey = new Map<string, Part[]>();
      for (const parts of all) {
        for (const [key, part] of parts) {
          const others = byKey.get(key);
          if (others === undefined) byKey.set(key, [part]);
          else others.push(part);
        }
      }
      return Array.from(byKey, ([key, parts]) => [key, mergeParts(reducer, parts) as Part] as const);
    },
    finish(parts, federation) {
      if (parts === undefined) return undefined;
      const entries = [...parts]
        .sort(([a], [b]) => compare(a, b))
        .map(([key, part]) => {
          const { previous } = federation;
          const before = isFields(previous) && Object.hasOwn(previous, key) ? previous[key] : undefined;
          return [key, reducer.finish(part, { ...federation, previous: before })] as const;
        });
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as {
        [key: string]: Value;
      };
    },
    isPart: (value) =>
      Array.isArray(value) &&
      value.every(
        (entry) => Array.isArray(entry) && typeof entry[0] === 'string' && reducer.isPart(entry[1]),
      ) &&
      new Set(value.map(([key]) => key)).size === value.length,
  };
}
