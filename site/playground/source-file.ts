/** A text of the editor, as one of its tabs holds it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** How many characters all files may have together. */
export const MOST_CHARACTERS = 1_000_000;

/** Why files are not read: they are longer than what a browser answers at once. */
export function tooLong(files: readonly SourceFile[]): string | undefined {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MOST_CHARACTERS) return undefined;
  return `This is ${megabytes(length)} of text; the playground reads up to ${megabytes(MOST_CHARACTERS)}.`;
}

/** A number of characters as people say it. */
export function megabytes(characters: number): string {
  return `${Math.round(characters / 100_000) / 10} MB`;
}

/** Something that is wrong with a file, where it stands there. */
export interface SourceFault {
  /** The place of the file in the list of files. */
  readonly file: number;
  /** From 1. */
  readonly line: number;
  /** Offsets in the file's text. */
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
