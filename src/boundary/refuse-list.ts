import { InterpreterError } from '../errors.js';
import { isFields } from '../kubernetes/object.js';

/**
 * Refuses a list of objects where one object is expected: `kubectl get -o json` gives a `List`, and every list of
 * a typed API is a kind of its own, such as `DeploymentList`.
 *
 * @param object - Any value; only a list is refused.
 * @param path - Its path in messages.
 * @throws InterpreterError `INVALID_OBJECT` with the hint to pass the items.
 */
export function refuseList(object: unknown, path = 'object'): void {
  if (!isFields(object)) return;
  const { kind, items } = object;
  if (typeof kind !== 'string' || !kind.endsWith('List')) return;
  if (kind !== 'List' && !Array.isArray(items)) return;
  const message = `${path} is a ${kind}, not an object: pass its items one by one`;
  throw new InterpreterError('INVALID_OBJECT', message, { faults: [{ path, message }] });
}
