import { clip } from '../../binding/columns.js';

/** How wide the bar itself is at most, and at least if there is to be one, in columns. */
const [WIDEST, NARROWEST] = [30, 8];

/** Takes a bar away. */
export const CLEAR_LINE = '\r\u001b[K';

/**
 * A bar that is redrawn in its place.
 *
 * @param done - How much of the whole is done.
 * @param all - The whole.
 * @param what - What is done.
 * @param width - The width of the terminal: a line that is wrapped could not be redrawn in its place.
 * @returns A line that begins at the left margin and is not ended; in a narrow terminal the numbers alone.
 */
export function progressBar(done: number, all: number, what: string, width: number): string {
  const part = all === 0 ? 1 : Math.min(1, done / all);
  const numbers = `${Math.floor(part * 100)}% ${what}`;
  // Some terminals wrap a line that fills the last column.
  const room = width - 1 - numbers.length - '[] '.length;
  if (room < NARROWEST) return `\r${clip(numbers, width - 1)}`;
  const cells = Math.min(WIDEST, room);
  const filled = Math.floor(part * cells);
  return `\r[${'#'.repeat(filled)}${' '.repeat(cells - filled)}] ${numbers}`;
}
