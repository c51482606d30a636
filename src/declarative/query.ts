import { JSONPath } from 'jsonpath-plus';
import type { Segment } from '../boundary/parse-path.js';

/**
 * The most objects and lists that a path may descend to: more than an object in etcd can have, and the end of what
 * holds itself, or holds the same value in many places.
 */
const MOST_HOLDERS = 2 ** 20;

/**
 * The values at the places to which segments lead, in the order of the object.
 *
 * This is the one place that knows jsonpath-plus. With `eval: false` it runs no text as code; what else it takes,
 * filters, scripts and steps backwards among them, no segment has. It never descends: its `..` calls itself once a
 * level, and so has no stack left for a deep object.
 *
 * @see https://github.com/JSONPath-Plus/JSONPath/blob/v10.3.0/README.md#properties
 */
export function query(object: object, segments: readonly Segment[]): readonly unknown[] {
  const descends = segments.findIndex(({ expression }) => expression === '..');
  if (descends < 0) return select(object, expressionOf(segments));
  const holders = select(object, expressionOf(segments.slice(0, descends)));
  const rest = expressionOf(segments.slice(descends + 1));
  return withDescendants(holders).flatMap((holder) => select(holder, rest));
}

function expressionOf(segments: readonly Segment[]): string {
  return segments.map(({ expression }) => expression).join('');
}

/** One place to which jsonpath-plus has come. */
interface Found {
  readonly value: unknown;
  readonly parent: unknown;
  readonly parentProperty: unknown;
}

/** The values at the places to which an expression leads that does not descend. */
function select(json: unknown, expression: string): readonly unknown[] {
  if (expression === '') return [json];
  if (typeof json !== 'object' || json === null) return [];
  const found: readonly Found[] = JSONPath({ path: `$${expression}`, json, eval: false, resultType: 'all' });
  return found.filter(isInJson).map(({ value }) => value);
}

/** Whether JSON has that place: JavaScript gives texts characters, and texts and lists a length. */
function isInJson({ parent, parentProperty }: Found): boolean {
  return typeof parent === 'object' && !(Array.isArray(parent) && parentProperty === 'length');
}

/** Objects and lists, each before what it holds, however deep that is; nothing where it has no end. */
function withDescendants(holders: readonly unknown[]): readonly object[] {
  const descended: object[] = [];
  const open = [...holders].reverse();
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (descended.length === MOST_HOLDERS) return [];
    descended.push(value);
    const entries = Object.values(value);
    for (let i = entries.length - 1; i >= 0; i--) open.push(entries[i]);
  }
  return descended;
}
