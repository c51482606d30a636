import { isEmpty } from '../kubernetes/json.js';
import { isFields } from '../kubernetes/object.js';
import { withOwn } from './deep-freeze.js';

/** A value without what says nothing: empty texts, lists and objects, which a script reads as absent. */
export function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpties).filter((entry) => !isEmpty(entry));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, withoutEmpties(entry)] as const);
  return withOwn(
    {},
    entries.filter(([, entry]) => !isEmpty(entry)),
  );
}
