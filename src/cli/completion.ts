import type { CommandTable, Flag } from './command.js';

/** The shells that there is a completion for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/**
 * The script that completes commands, flags and their values in a shell.
 *
 * @param shell - The shell.
 * @param program - The program's name.
 * @param commands - Its commands.
 * @param shared - The flags that every command has.
 */
export function completionOf(
  shell: (typeof SHELLS)[number],
  program: string,
  commands: readonly CommandTable[],
  shared: readonly Flag[],
): string {
  void [shell, program, commands, shared];
  return '';
}
