import { compare } from '../kubernetes/compare.js';
import { isName } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/**
 * A text that all members that report one agree on: left out where they differ, the template's where none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { updateRevision: agreed() };
 */
// @__NO_SIDE_EFFECTS__
export function agreed(): Reducer<string, readonly string[], Set<string>> {
  const partOf = (texts: Set<string>): readonly string[] => [...texts].sort(compare).slice(0, 2);
  return {
    start: () => new Set(),
    add(texts, value, _clusterName, _processed, report) {
      if (typeof value !== 'string') {
        report?.('', value, 'a string');
        return false;
      }
      // Two that differ are all that there is to know.
      if (value !== '' && texts.size < 2) texts.add(value);
      return true;
    },
    part: (texts) => (texts.size === 0 ? undefined : partOf(texts)),
    merge: (parts) => partOf(new Set(parts.flat())),
    keep(place, value) {
      const isText = typeof value === 'string';
      place.value = isText ? value : null;
      return isText;
    },
    finish(texts, { previous }) {
      if (texts === undefined) return typeof previous === 'string' ? previous : undefined;
      return texts.length === 1 ? texts[0] : undefined;
    },
    isPart: (value) =>
      Array.isArray(value) && (value.length === 1 || value.length === 2) && value.every(isName),
  };
}
