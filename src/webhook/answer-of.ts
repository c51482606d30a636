import { asJson } from '../kubernetes/json.js';
import { at } from '../kubernetes/object.js';

const ASYNCHRONOUS = 'a promise is no answer: interpreters and reviews have to be synchronous';

/**
 * What an interpreter has given, at once: one that is `async` by mistake gives promises, which pass as objects
 * without fields.
 *
 * @throws TypeError for a promise.
 */
export function synchronous<T>(value: T): T {
  if (isPromise(value)) throw new TypeError(ASYNCHRONOUS);
  return value;
}

/**
 * A value that an interpreter has given, as JSON has it.
 *
 * @returns `undefined` where JSON has no text for it.
 * @throws TypeError for a promise, wherever it stands.
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
