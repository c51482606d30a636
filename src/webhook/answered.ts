import { describe, shortened } from '../errors.js';
import { at } from '../kubernetes/object.js';

/**
 * An answer under the name of its request, so that even a malformed message is answered by name; `''` where it
 * has none. `failed` answers what is thrown on the way: by an interpreter, or by a message that is no JSON.
 */
export function answered<T extends object>(
  message: unknown,
  answer: (message: unknown) => T,
  failed: (error: unknown) => T,
): T & { readonly uid: string } {
  let uid = '';
  try {
    const given = at(message, 'request', 'uid');
    if (typeof given === 'string') uid = given;
    return { uid, ...answer(message) };
  } catch (error) {
    return { uid, ...failed(error) };
  }
}

/** The longest message that is sent: what an interpreter of somebody else's says has no bound of its own. */
const LONGEST_MESSAGE = 10_000;

/** What an error says, whatever has been thrown: an error may throw another one when it is read. */
export function messageOf(error: unknown): string {
  try {
    const message: unknown = error instanceof Error ? error.message : undefined;
    return typeof message === 'string'
      ? shortened(message, LONGEST_MESSAGE)
      : `${describe(error)} was thrown`;
  } catch {
    return 'an error that cannot be read was thrown';
  }
}
