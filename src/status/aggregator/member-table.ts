/** What members contribute in numbers: a row for each, in one array, so that a member takes no more than they do. */
export interface MemberTable {
  /** The members' rows by cluster name. */
  readonly rows: ReadonlyMap<string, number>;
  /** The numbers of all rows; another array once a row has been added. */
  readonly cells: Float64Array;
  /** The row of a member; where it has none yet, a new one that ends in `end`, its counts 0. */
  rowOf(clusterName: string, end: number): number;
  /** Gives the row of a member away, whose counts have been taken out. */
  release(clusterName: string): void;
}

/** How much a full table grows: what it keeps free counts as memory that each member takes. */
const GROWTH = 1.25;

/** A table without members, with so many numbers for each. */
export function memberTable(width: number): MemberTable {
  const rows = new Map<string, number>();
  const free: number[] = [];
  let cells = new Float64Array(width);
  return {
    rows,
    get cells() {
      return cells;
    },
    rowOf(clusterName, end) {
      const present = rows.get(clusterName);
      if (present !== undefined) return present;
      const row = free.pop() ?? rows.size;
      // A name that was cut out of a larger text would keep that alive.
      rows.set(JSON.parse(JSON.stringify(clusterName)), row);
      const next = (row + 1) * width;
      if (next > cells.length) {
        const grown = new Float64Array(width * Math.ceil((row + 1) * GROWTH));
        grown.set(cells);
        cells = grown;
      }
      cells[next - 1] = end;
      return row;
    },
    release(clusterName) {
      free.push(rows.get(clusterName) as number);
      rows.delete(clusterName);
    },
  };
}
