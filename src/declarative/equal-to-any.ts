import { asJson } from '../kubernetes/json.js';
import { isFields } from '../kubernetes/object.js';

/**
 * Whether a value is equal to any of several, as a function of the value: one look-up, however many there are.
 * Objects and lists are equal where their JSON is, whatever the order of keys.
 */
export function equalToAny(others: readonly unknown[]): (value: unknown) => boolean {
  const known = new Set(others.map(identityOf));
  return (value) => known.has(identityOf(value));
}

/** A key that equal values share and no others do. */
function identityOf(value: unknown): unknown {
  if (typeof value === 'string') return `"${value}`;
  if (typeof value !== 'object' || value === null) return value;
  const json = asJson(value);
  if (typeof json !== 'object' || json === null) return json === undefined ? value : identityOf(json);
  try {
    return JSON.stringify(json, (_, entry: unknown) => (isFields(entry) ? inOrder(entry) : entry));
  } catch {
    // Too deep for JSON.stringify: equal to itself alone.
    return value;
  }
}

function inOrder(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
