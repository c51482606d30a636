import { clip, columnsOf, pad } from '../../binding/columns.js';

const GAP = '  ';

/**
 * Rows under a head, in columns as wide as their longest cell.
 *
 * @param head - The titles of the columns.
 * @param rows - The cells; each row has as many as the head.
 * @param width - The longest line; what is longer is clipped at the last column.
 * @returns Lines, the last without its end.
 */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => all.reduce((most, row) => Math.max(most, columnsOf(row[i] ?? '')), 0));
  return all
    .map((row) =>
      clip(
        row
          .map((cell, i) => pad(cell, widths[i] ?? 0))
          .join(GAP)
          .trimEnd(),
        width,
      ),
    )
    .join('\n');
}
