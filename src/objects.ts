import { invalid } from './errors.js';

/** The part of `metadata` that interpreters read. */
export interface ObjectMeta {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly generation?: number | undefined;
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

/** An object whose fields have not been looked at yet. */
export type Fields = { readonly [key: string]: unknown };

/** The largest int32, the most that Kubernetes counts replicas to. */
export const MAX_INT32 = 2147483647;

/** Whether a value is an object with fields: not `null` and not a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field is not set: JSON's `null` and a missing key mean the same to Kubernetes. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value is a whole number from 0 to `max`. */
export function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= max && Number.isInteger(value);
}

/** The value behind a chain of keys, `undefined` where the chain breaks off. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (!isFields(found)) return undefined;
    found = found[key];
  }
  return found;
}

/** The value at a path of a caller's object; only objects may stand on the way to it. */
export function fieldAt(object: object, path: readonly string[]): unknown {
  let found: unknown = object;
  path.forEach((key, i) => {
    found = objectAt(found, path.slice(0, i).join('.'))?.[key];
  });
  return found;
}

/** The object at `path`, `undefined` where it is absent or `null`; anything else is the caller's mistake. */
export function objectAt(value: unknown, path: string): Fields | undefined {
  if (isAbsent(value)) return undefined;
  if (!isFields(value)) throw invalid('INVALID_OBJECT', path, value, 'an object');
  return value;
}

/** The list at `path`, empty where it is absent or `null`; anything else is the caller's mistake. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw invalid('INVALID_OBJECT', path, value, 'a list');
  return value;
}

/** The text at `path`, empty where it is absent or `null`; anything else is the caller's mistake. */
export function textAt(value: unknown, path: string): string {
  if (isAbsent(value)) return '';
  if (typeof value !== 'string') throw invalid('INVALID_OBJECT', path, value, 'a string');
  return value;
}

/** The count at `path`, `undefined` where it is absent or `null`; anything else is the caller's mistake. */
export function countAt(value: unknown, path: string, max: number): number | undefined {
  if (isAbsent(value)) return undefined;
  if (!isCount(value, max)) throw invalid('INVALID_OBJECT', path, value, `an integer from 0 to ${max}`);
  // `-0` would not survive a round trip through JSON.
  return value === 0 ? 0 : value;
}

/**
 * A copy of `object` with `value` at `path`, or `object` itself where it is there already. Objects that are
 * absent on the way are made.
 */
export function withValueAt<T extends object>(
  object: T,
  path: readonly string[],
  value: unknown,
  depth = 0,
): T {
  const key = path[depth];
  if (key === undefined) return object;
  const present = (object as Fields)[key];
  const next =
    depth === path.length - 1
      ? value
      : withValueAt(objectAt(present, path.slice(0, depth + 1).join('.')) ?? {}, path, value, depth + 1);
  return next === present ? object : { ...object, [key]: next };
}
