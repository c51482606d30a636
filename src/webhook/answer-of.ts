import { asJson } from '../kubernetes/json.js';
import { at } from '../kubernetes/object.js';

const ASYNCHRONOUS = 'a promise is no answer: interpreters and reviews have to be synchronous';

/**
 * Passes a result on unless it is a promise: an interpreter that is `async` by mistake returns those, and a promise
 * looks like an object without fields.
 *
 * @throws TypeError for a promise.
 */
export function synchronous<T>(value: T): T {
  if (isPromise(value)) throw new TypeError(ASYNCHRONOUS);
  return value;
}

/**
 * An interpreter's result as JSON.
 *
 * @returns `undefined` for a result that JSON cannot write.
 * @throws TypeError for a promise anywhere in the result.
 */
export function answerOf(value: unknown): unknown {
  let promised = false;
  const json = asJson(value, (entry) => {
    promised ||= isPromise(entry);
  });
  if (promised) throw new TypeError(ASYNCHRONOUS);
  return json;
}

function isPromise(value: unknown): boolean {
  return typeof at(value, 'then') === 'function';
}
