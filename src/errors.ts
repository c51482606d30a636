/** What a caller did wrong, as a stable code that programs may branch on. */
export type InterpreterErrorCode =
  | 'INVALID_DECLARATION'
  | 'INVALID_ITEMS'
  | 'INVALID_OBJECT'
  | 'INVALID_OPTIONS'
  | 'INVALID_PARTIAL'
  | 'INVALID_REPLICAS'
  | 'INVALID_SUSPENSION'
  | 'UNSUPPORTED_OPERATION';

/**
 * The one error that this library throws: a mistake of the caller, never the state of a member cluster.
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
  override readonly name = 'InterpreterError';

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
  return new InterpreterError(code, `${short(path)} is ${describe(value)}, not ${expected}`);
}

const LONGEST_TEXT = 60;
const LONGEST_PATH = 300;

/** A path as a message shows it; a key may be as long as its sender likes. */
function short(path: string): string {
  return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
}

/** A value as a message shows it: short whatever its size, and safe for what JSON cannot write. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
    case 'function':
      return 'a function';
    case 'undefined':
      return 'missing';
    case 'bigint':
      return `${value}n`;
    default:
      return String(value);
  }
}
