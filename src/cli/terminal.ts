/** What a command reads from and writes to: a terminal, a pipe, or a test. */
export interface Terminal {
  /** The directory that relative paths start from. */
  readonly cwd: string;
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** The present width of the answer in columns: the terminal's, or 80 where it goes into a pipe. */
  readonly columns: number;
  /** Whether the answer goes to a terminal, which can be redrawn. */
  readonly live: boolean;
  /** Whether the answer has colours; a command is given what `--color` says. */
  readonly color: boolean;
  /** The same for standard error. */
  readonly noteColor: boolean;
  /** The present width of standard error, likewise. */
  readonly noteColumns: number;
  /** Whether somebody sees what is written to standard error while it is written, and a line of it can be redrawn. */
  readonly attended: boolean;
  /** Whether the stack of an error is shown, as the environment's `KARMADA_INTERPRETER_DEBUG` says. */
  readonly debug: boolean;
  /**
   * Aborted as soon as the program is asked to end. From the first call on, being asked once does not end it by itself;
   * being asked again does.
   */
  stopped(): AbortSignal;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Writes to standard output, which has the answer and nothing else. */
  write(text: string): void;
  /** Writes to standard error. */
  note(text: string): void;
}
