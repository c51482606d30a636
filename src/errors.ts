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

/** One thing that is wrong with a value. */
export interface Fault {
  /** Where it stands, below the value that was given: `spec.rules[0].name`; empty for that value itself. */
  readonly path: string;
  /** The whole sentence, path included: `spec.rules[0].name is 5, not a name`. */
  readonly message: string;
}

/** What an {@link InterpreterError} has beside its code and message. */
export interface InterpreterErrorOptions {
  readonly cause?: unknown;
  readonly faults?: readonly Fault[] | undefined;
}

/**
 * The error for a mistake of the caller, never for the state of a member cluster. `DeclarationError` and
 * `RolloutError` are of this class too.
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
  // Its message says all of it already, so that whoever prints the error need not read it twice.
  readonly #faults: readonly Fault[];

  constructor(code: InterpreterErrorCode, message: string, options: InterpreterErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.#faults = options.faults ?? [];
  }

  /** Every fault with its path; empty where the mistake has no place, as a call of an unsupported operation. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }
}

/** The error for a value that is not what its place asks for: `spec.replicas is "3", not an integer …`. */
export function invalid(
  code: InterpreterErrorCode,
  path: string,
  value: unknown,
  expected: string,
): InterpreterError {
  const message = mismatch(path, value, expected);
  return new InterpreterError(code, message, { faults: [{ path, message }] });
}

/** The sentence for such a value. */
export function mismatch(path: string, value: unknown, expected: string): string {
  return `${shortened(path)} is ${describe(value)}, not ${expected}`;
}

/** How many faults a message spells out: a list of faults may be as long as its sender likes. */
const MOST_LISTED = 20;

/** Sentences as one, of which the first 20 are spelt out: `…; …; and 3 more`. */
export function listed(sentences: readonly string[]): string {
  const left = sentences.length - MOST_LISTED;
  const shown = sentences.slice(0, MOST_LISTED);
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

/** The longest key or value that a message shows whole; its sender may make it as long as they like. */
const LONGEST_SHOWN = 100;

/** A text as a message shows it: cut between two characters, not within one. */
export function shortened(text: string, longest = LONGEST_SHOWN): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
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
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'bigint') return `${shortened(`${value}`)}n`;
  return (value !== null && WORDS[typeof value]) || shortened(String(value));
}
