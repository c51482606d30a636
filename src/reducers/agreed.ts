import { compare } from '../kubernetes/compare.js';
import { isName } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/** The first text that is met, and one that differs from it; empty where there is none. */
export interface AgreedState {
  one: string;
  other: string;
}

/**
 * A text that all members that report one agree on: left out where they differ, the template's where none does.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { updateRevision: agreed() };
 */
// @__NO_SIDE_EFFECTS__
export function agreed(): Reducer<string, readonly string[], AgreedState> {
  return {
    start: () => ({ one: '', other: '' }),
    add(state, value, _clusterName, _processed, report) {
      if (typeof value !== 'string') {
        report?.('', value, 'a string');
        return false;
      }
      // Two that differ are all that there is to know.
      if (state.one === '') state.one = value;
      else if (state.other === '' && value !== state.one) state.other = value;
      return true;
    },
    part({ one, other }) {
      if (other !== '') return one < other ? [one, other] : [other, one];
      return one === '' ? undefined : [one];
    },
    merge: (parts) => [...new Set(parts.flat())].sort(compare).slice(0, 2),
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
