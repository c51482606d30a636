import { asJson } from '../kubernetes/json.js';
import { isAbsent } from '../kubernetes/object.js';
import type { Chosen } from './choice.js';
import type { Report } from './reducer.js';

/** Adds a text, of which the last holds that is not empty: nearly all kinds have some, so that the loop over members knows it. */
export function addLastText(
  state: Chosen<string>,
  given: unknown,
  clusterName: string,
  _processed?: number,
  report?: Report,
): boolean {
  if (isAbsent(given)) return true;
  const value = typeof given === 'string' ? given : asJson(given);
  if (typeof value !== 'string') {
    report?.('', given, 'a string');
    return false;
  }
  if (value !== '') {
    state.clusterName = clusterName;
    state.value = value;
  }
  return true;
}
