/** What a caller did wrong, as a stable code that programs may branch on. */
export type InterpreterErrorCode =
  | 'INVALID_CUSTOMIZATION'
  | 'INVALID_DECLARATION'
  | 'INVALID_ITEMS'
  | 'INVALID_OBJECT'
  | 'INVALID_OPTIONS'
  | 'INVALID_PARTIAL'
  | 'INVALID_REPLICAS'
  | 'INVALID_ROLLOUT'
  | 'INVALID_SUSPENSION'
  | 'LUA_ERROR'
  | 'UNSUPPORTED_OPERATION';

/**
 * The error for a mistake of the caller, never for the state of a member cluster. Errors with more to say, such as
 * those of rollouts and declarations, are of this class too.
 *
 * @example
 * try {
 *   deployment.reviseReplica(template, -1);
 * } catch (error) {
 *   if (error instanceof InterpreterError && error.code === 'INVALID_REPLICAS') report(error.message);
 * }
 */
export class InterpreterError extends Error {
  /** The kind of mistake; messages may change between versions, codes do not. */
  readonly code: InterpreterErrorCode;
  override readonly name: string = 'InterpreterError';

  constructor(code: InterpreterErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The error for a value that is not what its place asks for: `spec.replicas is "3", not an integer …`. */
export function invalid(
  code: InterpreterErrorCode,
  path: string,
  value: unknown,
  expected: string,
): InterpreterError {
  return new InterpreterError(code, mismatch(path, value, expected));
}

/** The sentence for such a value. */
export function mismatch(path: string, value: unknown, expected: string): string {
  return `${short(path)} is ${describe(value)}, not ${expected}`;
}

const LONGEST = 100;

/** A text as a message shows it; a key or a value may be as long as its sender likes. */
function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What a message calls a value that it does not show. */
const WORDS: { readonly [type: string]: string } = {
  object: 'an object',
  function: 'a function',
  undefined: 'missing',
};

/** A value as a message shows it: short whatever its size, and safe for what JSON cannot write. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return JSON.stringify(short(value));
  if (typeof value === 'bigint') return `${value}n`;
  return (value !== null && WORDS[typeof value]) || String(value);
}
