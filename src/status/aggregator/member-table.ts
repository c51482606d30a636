/** What members contribute in numbers: a row for each, in one array, so that a member takes no more than they do. */
export interface MemberTable {
  /** How many numbers a row has. */
  readonly width: number;
  /** How many rows there are, and which of them have been given away. */
  rows: number;
  readonly free: number[];
  /** The numbers of all rows; another array once a row has been added. */
  cells: Float64Array;
}

/** How much a full table grows: what it keeps free counts as memory that each member takes. */
const GROWTH = 1.125;

/** A table without members, with so many numbers for each. */
export function memberTable(width: number): MemberTable {
  return { width, rows: 0, free: [], cells: new Float64Array(0) };
}

/** A new row, which ends in `end`; its other numbers are those of who had it before. */
export function addRow(table: MemberTable, end: number): number {
  const row = table.free.pop() ?? table.rows++;
  const next = (row + 1) * table.width;
  if (next > table.cells.length) {
    const grown = new Float64Array(table.width * Math.ceil((row + 1) * GROWTH));
    grown.set(table.cells);
    table.cells = grown;
  }
  table.cells[next - 1] = end;
  return row;
}

/** The last number of a row: the generation of the template that the member has processed. */
export function processedOf({ cells, width }: MemberTable, row: number): number {
  return cells[(row + 1) * width - 1] as number;
}
