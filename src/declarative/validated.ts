import type * as z from 'zod/mini';
import { faultsOf } from '../boundary/faults-of.js';
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
  try {
    if (isFit(declaration)) return withoutNulls(declaration);
  } catch (cause) {
    throw new DeclarationError([{ path: '', message: 'declaration cannot be read' }], { cause });
  }
  throw new DeclarationError([unfitFault(declaration)]);
}

function unfitFault(declaration: unknown): Fault {
  const expected = `data of at most ${MOST_VALUES} values, ${DEEPEST} levels deep, without __proto__`;
  return { path: '', message: mismatch('declaration', declaration, expected) };
}

/**
 * Whether a value is within the limits. YAML aliases make a huge value of a few lines, and a sparse list of JavaScript
 * has any length.
 */
function isFit(declaration: unknown): boolean {
  let left = MOST_VALUES;
  const fits = (entry: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || (Array.isArray(entry) && entry.length > left)) return false;
    if (typeof entry !== 'object' || entry === null) return true;
    // Zod ignores `__proto__` in records.
    if (depth === DEEPEST || Object.hasOwn(entry, '__proto__') || !isData(entry)) return false;
    return Object.values(entry).every((next) => fits(next, depth + 1));
  };
  return fits(declaration, 0);
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
