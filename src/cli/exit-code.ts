/** What a command ends with, for scripts to branch on; `--help` documents it. */
export const EXIT = {
  /** All is as it should be. */
  ok: 0,
  /** Something has failed, is unhealthy, or is wrong in a file. */
  failed: 1,
  /** The command cannot be carried out: a wrong flag, or a file that cannot be read. */
  refused: 2,
  /** Nothing has failed, and not all is settled yet. */
  underWay: 3,
  /** The program itself is at fault; the number is that of `sysexits.h`. */
  internal: 70,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
