import type * as z from 'zod/mini';
import { faultsOf } from '../boundary/faults-of.js';
import { formatPath } from '../boundary/format-path.js';
import { type Fault, mismatch } from '../errors.js';
import { isFields } from '../kubernetes/object.js';
import { DeclarationError } from './declaration-error.js';

/** The limits of a declaration, against alias bombs and sparse lists. */
const DEEPEST = 40;
const MOST_VALUES = 2000;

/**
 * A copy of a declaration, checked by a schema, without the keys that have no value.
 *
 * @throws DeclarationError with every fault.
 */
export function validated<T>(schema: z.ZodMiniType<T>, declaration: unknown): T {
  const copy = copied(declaration);
  const faults = faultsOf(schema, copy, 'declaration');
  if (faults.length > 0) throw new DeclarationError(faults);
  return copy as T;
}

/** Copies before anything is checked: a getter may return another value each time. */
function copied(declaration: unknown): unknown {
  let unfit: Fault | undefined;
  try {
    unfit = unfitFault(declaration);
    if (unfit === undefined) return withoutNulls(declaration);
  } catch (cause) {
    throw new DeclarationError([{ path: '', message: 'declaration cannot be read' }], { cause });
  }
  throw new DeclarationError([unfit]);
}

/**
 * What is no data, or not within the limits. YAML aliases make a huge value of a few lines, and a sparse list of
 * JavaScript has any length.
 */
function unfitFault(declaration: unknown): Fault | undefined {
  let left = MOST_VALUES;
  const faultAt = (keys: readonly PropertyKey[], value: unknown, expected: string): Fault => {
    const path = formatPath(keys);
    return { path, message: mismatch(path || 'declaration', value, expected) };
  };
  const faultIn = (entry: unknown, keys: readonly PropertyKey[]): Fault | undefined => {
    left -= 1;
    const isLong = left < 0 || (Array.isArray(entry) && entry.length > left);
    const isHolder = typeof entry === 'object' && entry !== null;
    if (isLong || (isHolder && keys.length === DEEPEST))
      return faultAt([], declaration, `data of at most ${MOST_VALUES} values, ${DEEPEST} levels deep`);
    if (!isHolder) return undefined;
    if (!isData(entry)) return faultAt(keys, entry, 'data as JSON has it, in which dates are texts');
    for (const [key, next] of Object.entries(entry)) {
      const place = [...keys, Array.isArray(entry) ? Number(key) : key];
      // Zod ignores it in records.
      const fault =
        key === '__proto__' ? faultAt(place, next, 'a field of a declaration') : faultIn(next, place);
      if (fault) return fault;
    }
    return undefined;
  };
  return faultIn(declaration, []);
}

/** Whether a value is a list or a plain object, not bytes, a date or a map. */
function isData(value: object): boolean {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}

/** A copy without the keys that are `null` or `undefined`; YAML reads a key without a value as `null`. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutNulls(entry)]));
}
