import { clip, columnsOf } from '../../binding/columns.js';
import { plain } from '../../rollout/timeline/chart.js';
import { type Mark, type Style, styleOf } from './style.js';

const GAP = '  ';

/** What stands in a cell: a text, or one with its mark. */
export type Cell = string | readonly [mark: Mark, text: string];

/**
 * Rows under a head, in columns as wide as their longest cell.
 *
 * @param head - The titles of the columns.
 * @param rows - The cells; each row has as many as the head.
 * @param width - The longest line; what is longer is clipped.
 * @param style - How marked cells are written.
 * @returns Lines, the last without its end.
 */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
  style: Style = styleOf(false),
): string {
  const all = [head, ...rows].map((row) => row.map(cellOf));
  const widths = head.map((_, i) =>
    all.reduce((most, row) => Math.max(most, columnsOf(row[i]?.text ?? '')), 0),
  );
  return all.map((row) => lineOf(row, widths, width, style)).join('\n');
}

interface MarkedText {
  readonly mark?: Mark;
  readonly text: string;
}

function cellOf(cell: Cell): MarkedText {
  return typeof cell === 'string' ? { text: plain(cell) } : { mark: cell[0], text: plain(cell[1]) };
}

function lineOf(row: readonly MarkedText[], widths: readonly number[], width: number, style: Style): string {
  let line = '';
  let left = width;
  let gap = '';
  for (const [i, { mark, text }] of row.entries()) {
    if (text !== '') {
      const room = left - gap.length;
      // There is no room for a character and the dots that stand for the rest.
      if (room < Math.min(3, columnsOf(text))) return line;
      const shown = clip(text, room);
      line += gap + (mark ? style(mark, shown) : shown);
      left -= gap.length + columnsOf(shown);
      gap = '';
    }
    gap += ' '.repeat(Math.max(0, (widths[i] ?? 0) - columnsOf(text))) + GAP;
  }
  return line;
}
