import type { Flag } from './command.js';

/** `-o`, with the first choice where it is not given. */
export const output = (...choices: readonly string[]): Flag => ({
  flags: '-o, --output <format>',
  summary: 'how the answer is written',
  choices,
  fallback: choices[0] as string,
});
/** `-f`. */
export const customizations: Flag = {
  flags: '-f, --customization <file>',
  summary: 'ResourceInterpreterCustomization objects, or declarations of kinds, to interpret by',
  repeatable: true,
  file: true,
};
/** `--watch` of files. */
export const watch: Flag = { flags: '-w, --watch', summary: 'go on, and answer again at each change' };

/** What ends a command with 2. */
export const REFUSED = 'a wrong flag, or a file that cannot be read or is neither YAML nor JSON';

/** The same of a command for which a fault of syntax is one of the faults that end it with 1. */
export const UNREADABLE = 'a wrong flag, or a file that is not there or may not be read';
