import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** One use of a command, after its flags have been read. */
export interface Call {
  /** What stands on the command line beside flags: files, or a kind. */
  readonly args: readonly string[];
  /** The flags by their names in camelCase, as the command's table declares them. */
  readonly flags: { readonly [name: string]: unknown };
  readonly terminal: Terminal;
}

/** What carries out a command. */
export type Run = (call: Call) => Promise<ExitCode>;

/** A flag, as `--help`, the parser and the completion of shells know it. */
export interface Flag {
  /** As it is written: `-o, --output <format>`; in `<>` what it takes. */
  readonly flags: string;
  readonly summary: string;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  /** Whether it may be given several times; its value is a list then. */
  readonly repeatable?: boolean;
  /** The value where it is not given. */
  readonly fallback?: string;
  /** Whether the command needs it. */
  readonly required?: boolean;
  /** Whether its value is a file or a directory, for the completion of shells. */
  readonly file?: boolean;
}

/** A command as data: the parser, `--help`, the completion of shells and the docs are made of it. */
export interface CommandTable {
  readonly name: string;
  /** The arguments as commander writes them: `<file...>`, `[kind]`. */
  readonly args?: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** Two command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** What each exit code means here. */
  readonly exits: { readonly [code in ExitCode]?: string };
  /** Loads what carries it out, which no other command pays for. */
  load(): Promise<Run>;
}
