/** What a command reads from and writes to: a terminal, a pipe, or a test. */
export interface Terminal {
  /** The directory that relative paths start from. */
  readonly cwd: string;
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** The width of the answer in columns: the terminal's, or 80 where it goes into a pipe. */
  readonly columns: number;
  /** Whether the answer may have colours where `--color` is `auto`. */
  readonly color: boolean;
  /** Whether somebody sees what is written to standard error while it is written. */
  readonly attended: boolean;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Writes to standard output, which has the answer and nothing else. */
  write(text: string): void;
  /** Writes to standard error. */
  note(text: string): void;
}
