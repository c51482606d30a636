/** How wide the bar itself is, in columns. */
const CELLS = 30;

/**
 * A bar that is redrawn in its place.
 *
 * @param done - How much of the whole is done.
 * @param all - The whole.
 * @param what - What is done.
 * @returns A line that begins at the left margin and is not ended.
 */
export function progressBar(done: number, all: number, what: string): string {
  const part = all === 0 ? 1 : Math.min(1, done / all);
  const cells = Math.floor(part * CELLS);
  return `\r[${'#'.repeat(cells)}${' '.repeat(CELLS - cells)}] ${Math.floor(part * 100)}% ${what}`;
}

/** Takes a bar away. */
export const CLEAR_LINE = '\r\u001b[K';
