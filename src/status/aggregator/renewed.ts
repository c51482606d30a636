import { type Fields, isFields } from '../../kubernetes/object.js';
import { sharedText } from '../../kubernetes/own-text.js';
import { frozen } from '../../reducers/choice.js';
import { isAlike } from './is-alike.js';

/**
 * A value of JSON that shares nothing with whoever reported it, and with what is kept already all that is the same.
 *
 * @param before - What stood in its place: it comes back itself where nothing has changed.
 * @param beside - What stands in the place beside it: workloads report much the same from everywhere.
 * @param value - A value of JSON.
 */
export function renewed(before: unknown, beside: unknown, value: unknown): unknown {
  // Much the same is reported again and again: then there is nothing to be made.
  if (isAlike(before, value)) return before;
  return isAlike(beside, value) ? beside : shared(before, beside, value);
}

/** The same, and piece by piece. */
function shared(before: unknown, beside: unknown, value: unknown): unknown {
  if (typeof value === 'string') return sharedText(value, before, beside);
  if (Array.isArray(value)) {
    const [old, other] = [listOf(before), listOf(beside)];
    return kept(
      before,
      beside,
      value.map((entry, i) => shared(old?.[i], other?.[i], entry)),
    );
  }
  if (!isFields(value)) return value;
  // Which would set a prototype and make no field.
  if (Object.hasOwn(value, '__proto__'))
    return isAlike(before, value) ? before : frozen(JSON.parse(JSON.stringify(value)));
  const [old, other] = [fieldsOf(before), fieldsOf(beside)];
  const next: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    if (value[key] !== undefined) next[key] = shared(ownField(old, key), ownField(other, key), value[key]);
  return kept(before, beside, next);
}

/** What is kept already, where it is made up of the same: what is alike below has been found out and is the same. */
function kept(before: unknown, beside: unknown, next: object): unknown {
  if (isAlike(before, next, Object.is)) return before;
  return isAlike(beside, next, Object.is) ? beside : Object.freeze(next);
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

/** A field of the object itself: every object inherits a `constructor`. */
function ownField(fields: Fields | undefined, key: string): unknown {
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}
