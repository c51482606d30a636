import { JSONPath } from 'jsonpath-plus';
import { asJson } from '../kubernetes/json.js';

/**
 * The values at the places to which an expression of {@link parsePath} leads, in the order of the object.
 *
 * This is the one place that knows jsonpath-plus. With `eval: false` it runs no text as code; what else it takes,
 * filters, scripts and steps backwards among them, no expression has.
 *
 * @see https://github.com/JSONPath-Plus/JSONPath/blob/v10.3.0/README.md#properties
 */
export function query(object: object, expression: string): readonly unknown[] {
  // Its descent knows no end: what is no JSON, an object that holds itself for one, has nothing to descend into.
  const json = expression.includes('..') ? asJson(object) : object;
  return json === undefined ? [] : JSONPath({ path: expression, json, eval: false });
}
