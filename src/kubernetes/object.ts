import { invalid } from '../errors.js';

/** The part of `metadata` that interpreters read. */
export interface ObjectMeta {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly generation?: number | undefined;
  /** A text, or a `Date` in the classes of client-node. */
  readonly deletionTimestamp?: string | object | null | undefined;
  readonly labels?: { readonly [key: string]: string } | undefined;
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/**
 * A Kubernetes object as plain JSON. Every field is optional, so that a parsed manifest and the classes of
 * `@kubernetes/client-node` are accepted as they are.
 */
export interface KubernetesObject {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata?: ObjectMeta | null | undefined;
  readonly spec?: object | null | undefined;
  readonly status?: object | null | undefined;
}

/** A kind of object, as its `apiVersion` and `kind` name it. */
export interface KindReference {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
}

/** An object whose fields have not been looked at yet. */
export type Fields = { readonly [key: string]: unknown };

/** The largest int32, the most that Kubernetes counts replicas to. */
export const MAX_INT32 = 2147483647;

/** The largest integer that a JSON number holds exactly: what there is of an int64. */
export const MAX_SAFE = 9007199254740991;

/** Whether a value is an object with fields: not `null` and not a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field is not set: JSON's `null` and a missing key mean the same to Kubernetes. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value is a text that says something, as every name does. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a value is a whole number from 0 to `max`. */
export function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= max && Number.isInteger(value);
}

/**
 * What JSON has in a value's place: of a `Date` its text, of everything without a `toJSON` the value itself.
 * `undefined` where that method throws.
 */
export function jsonValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  try {
    const { toJSON } = value as { toJSON?: unknown };
    return typeof toJSON === 'function' ? toJSON.call(value, '') : value;
  } catch {
    return undefined;
  }
}

/** The value behind a chain of keys, `undefined` where the chain breaks off. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) found = isFields(found) ? found[key] : undefined;
  return found;
}

/** What a place may ask for, by how messages call it. */
interface Types {
  'an object': Fields;
  'a list': readonly unknown[];
  'a string': string;
  'true or false': boolean;
}

/** What to do about a value of the wrong type; it counts as absent if this returns. */
export type Refuse = (path: string, value: unknown, expected: string) => void;

/** Refuses by throwing: the caller's mistake. */
export function refuse(path: string, value: unknown, expected: string): never {
  throw invalid('INVALID_OBJECT', path, value, expected);
}

/** The value at `path`, `undefined` where it is absent, `null` or not of the expected type. */
export function typed<Name extends keyof Types>(
  value: unknown,
  path: string,
  expected: Name,
  wrong: Refuse = refuse,
): Types[Name] | undefined {
  if (isAbsent(value)) return undefined;
  if (isOfType(value, expected)) return value as Types[Name];
  wrong(path, value, expected);
  return undefined;
}

function isOfType(value: unknown, expected: keyof Types): boolean {
  switch (expected) {
    case 'an object':
      return isFields(value);
    case 'a list':
      return Array.isArray(value);
    case 'a string':
      return typeof value === 'string';
    case 'true or false':
      return typeof value === 'boolean';
  }
}

/** Sets a field, also one of the name by which a prototype would be set. */
export function setField(fields: Record<string, unknown>, field: string, value: unknown): void {
  if (field === '__proto__')
    Object.defineProperty(fields, field, { value, enumerable: true, configurable: true, writable: true });
  else fields[field] = value;
}

/** The value at a path of a caller's object; only objects may stand on the way to it. */
export function fieldAt(object: object, path: readonly string[]): unknown {
  let found: unknown = object;
  for (let i = 0; i < path.length; i++) {
    // Most are objects, of which no message has to say where they stand.
    const holder = isFields(found) ? found : objectAt(found, path.slice(0, i).join('.'));
    found = holder?.[path[i] as string];
  }
  return found;
}

/** The object at `path`, `undefined` where it is absent or `null`; anything else is the caller's mistake. */
export function objectAt(value: unknown, path: string): Fields | undefined {
  return typed(value, path, 'an object');
}

/** The text at `path`, empty where it is absent or `null`; anything else is the caller's mistake. */
export function textAt(value: unknown, path: string): string {
  return typed(value, path, 'a string') ?? '';
}

/** The count at `path`, `undefined` where it is absent or `null`; anything else is the caller's mistake. */
export function countAt(value: unknown, path: string, max: number): number | undefined {
  if (isAbsent(value)) return undefined;
  if (!isCount(value, max)) refuse(path, value, `an integer from 0 to ${max}`);
  // `-0` would not survive a round trip through JSON.
  return value + 0;
}

/**
 * A copy of `object` with `value` at `path`, or `object` itself where it is there already. Objects that are
 * absent on the way are made.
 */
export function withValueAt<T extends object>(object: T, path: readonly string[], value: unknown): T {
  fieldAt(object, path);
  return path.reduceRight<unknown>((next, key, i) => {
    const holder = (at(object, ...path.slice(0, i)) ?? {}) as Fields;
    return holder[key] === next ? holder : { ...holder, [key]: next };
  }, value) as T;
}
