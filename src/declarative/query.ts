import { JSONPath } from 'jsonpath-plus';
import type { Segment } from '../boundary/parse-path.js';

/**
 * The most objects and lists that a path descends to: more than an object in etcd can have. The limit ends the descent
 * into a value that contains itself, or contains one value in very many places.
 */
const MOST_HOLDERS = 2 ** 20;

/**
 * The values to which segments lead, in the order of the object.
 *
 * This is the only user of jsonpath-plus. With `eval: false` it runs no text as code, and the parser of paths lets no
 * filter, script or parent step through. The descent is done here: that of jsonpath-plus recurses once a level and
 * overflows the stack for a deep object.
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

/** A result of jsonpath-plus. */
interface Found {
  readonly value: unknown;
  readonly parent: unknown;
  readonly parentProperty: unknown;
}

/** The values to which an expression without a descent leads. */
function select(json: unknown, expression: string): readonly unknown[] {
  if (expression === '') return [json];
  if (typeof json !== 'object' || json === null) return [];
  const found: readonly Found[] = JSONPath({ path: `$${expression}`, json, eval: false, resultType: 'all' });
  return found.filter(isInJson).map(({ value }) => value);
}

/** Whether a result exists in JSON, unlike the characters and the length of a text, and the length of a list. */
function isInJson({ parent, parentProperty }: Found): boolean {
  return typeof parent === 'object' && !(Array.isArray(parent) && parentProperty === 'length');
}

/** Objects and lists with their descendants in preorder; none where there are more than the limit. */
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
