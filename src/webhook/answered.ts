import { describe, shortened } from '../errors.js';
import { at } from '../kubernetes/object.js';

/**
 * An answer with the `uid` of its request, which even a malformed request gets; `''` where it has none. `failed`
 * makes an answer of whatever `answer` throws.
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

/** The longest message that is sent, in UTF-16 units: an interpreter may throw an error with any message. */
const LONGEST_MESSAGE = 10_000;

/** The message of anything that was thrown; reading an error may itself throw. */
export function errorMessage(error: unknown): string {
  try {
    const message: unknown = error instanceof Error ? error.message : undefined;
    return typeof message === 'string'
      ? shortened(message, LONGEST_MESSAGE)
      : `${describe(error)} was thrown`;
  } catch {
    return 'an error that cannot be read was thrown';
  }
}
