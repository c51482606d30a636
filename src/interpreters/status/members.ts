/** What one member contributes to the counts and generations, in the columns of a table. */
export interface MemberTable {
  /** The members' rows by cluster name. */
  readonly rows: ReadonlyMap<string, number>;
  /** The row of a member, a new one of zeros where it has none yet. */
  rowOf(clusterName: string): number;
  release(clusterName: string): void;
  get(row: number, column: number): number;
  set(row: number, column: number, value: number): void;
}

/** How much a full table grows: what it keeps free counts as memory that each member takes. */
const GROWTH = 1.25;

/**
 * An empty table of numbers: one array for all members, so that a member takes no more than its numbers do.
 *
 * @param columns - How many numbers a member has.
 */
export function memberTable(columns: number): MemberTable {
  const rows = new Map<string, number>();
  const free: number[] = [];
  let numbers = new Float64Array(columns * 8);

  return {
    rows,
    rowOf(clusterName) {
      const present = rows.get(clusterName);
      if (present !== undefined) return present;
      const row = free.pop() ?? rows.size;
      rows.set(clusterName, row);
      if ((row + 1) * columns > numbers.length) {
        const grown = new Float64Array(columns * Math.ceil((row + 1) * GROWTH));
        grown.set(numbers);
        numbers = grown;
      }
      numbers.fill(0, row * columns, (row + 1) * columns);
      return row;
    },
    release(clusterName) {
      free.push(rows.get(clusterName) as number);
      rows.delete(clusterName);
    },
    get: (row, column) => numbers[row * columns + column] as number,
    set(row, column, value) {
      numbers[row * columns + column] = value;
    },
  };
}
