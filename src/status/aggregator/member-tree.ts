import { NEVER } from '../../generation/processed-generation.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import type { CompiledStatus } from '../compiled-status.js';
import { type MemberTable, processedOf } from './member-table.js';
import { renewed } from './renewed.js';

/** How many members or nodes a node has at the most: what is gone through again for one that has changed. */
const WIDTH = 16;

/** In the place of a part that has to be made again. */
const STALE = {};

/** Members that follow one another by name, or nodes of them, and what each reducer makes of them. */
interface Node {
  /** No name in it comes before this one. */
  first: string;
  /** The members' rows; of a node of nodes there are none. */
  rows: readonly number[];
  readonly nodes: Node[] | undefined;
  readonly parts: unknown[];
}

/**
 * What members report in the fields that are not just added up, in the order of their names, and what that comes to
 * while each of them may change at any time.
 *
 * A change marks the nodes above a member, and asking goes through those that are marked: a few members below, a few
 * nodes on each level. So a reducer need not know how to take a member out, and adds and merges in the order of names.
 */
export interface MemberTree {
  readonly compiled: CompiledStatus;
  readonly table: MemberTable;
  /** What is kept of the members, a value for each reducer, by their rows. */
  readonly kept: unknown[];
  root: Node;
}

/** A tree without members. */
export function memberTree(compiled: CompiledStatus, table: MemberTable): MemberTree {
  return { compiled, table, kept: [], root: nodeOf(compiled, '', []) };
}

function nodeOf({ reducers }: CompiledStatus, first: string, rows: readonly number[], nodes?: Node[]): Node {
  return { first, rows, nodes, parts: reducers.map(() => STALE) };
}

/**
 * Puts what a member reports in the place of what it reported before; says whether that is anything else.
 *
 * @param values - A value of JSON for each reducer, which may be somebody else's; `undefined` for nothing.
 * @param processes - Whether it has processed another generation than before, which the later reducers are told.
 */
export function putValues(
  { compiled, table, kept, root }: MemberTree,
  row: number,
  values: readonly unknown[],
  processes: boolean,
): boolean {
  const { reducers, early } = compiled;
  const width = reducers.length;
  const changed: number[] = [];
  for (let r = 0; r < width; r++) {
    const at = row * width + r;
    const before = kept[at];
    kept[at] = renewed(before, kept[at < width ? at + width : at - width], values[r]);
    if (kept[at] !== before || (processes && r >= early)) changed.push(r);
  }
  if (changed.length === 0) return false;
  const clusterName = table.names[row] as string;
  let node: Node | undefined = root;
  while (node !== undefined) {
    for (let i = 0; i < changed.length; i++) node.parts[changed[i] as number] = STALE;
    node = node.nodes?.[below(node.nodes, clusterName)];
  }
  return true;
}

/** Marks everything as changed. */
export function markAll(tree: MemberTree): void {
  const mark = ({ parts, nodes }: Node): void => {
    parts.fill(STALE);
    nodes?.forEach(mark);
  };
  mark(tree.root);
}

/** Puts a new member in its place. */
export function insertMember(tree: MemberTree, row: number): void {
  const { root, compiled, table } = tree;
  const beside = insert(tree, root, table.names[row] as string, row);
  if (beside !== undefined) tree.root = nodeOf(compiled, root.first, [], [root, beside]);
}

/** Adds a row below a node; where that gets too many, it hands out what has to stand beside it. */
function insert(tree: MemberTree, node: Node, name: string, row: number): Node | undefined {
  const { compiled, table } = tree;
  const { nodes, rows, parts } = node;
  parts.fill(STALE);
  if (name < node.first) node.first = name;
  let at: number;
  if (nodes === undefined) {
    at = rows.length;
    while (at > 0 && name < (table.names[rows[at - 1] as number] as string)) at -= 1;
    // A list that grows by itself keeps room for many more.
    node.rows = [...rows.slice(0, at), row, ...rows.slice(at)];
  } else {
    at = below(nodes, name) + 1;
    const beside = insert(tree, nodes[at - 1] as Node, name, row);
    if (beside !== undefined) nodes.splice(at, 0, beside);
  }
  if ((nodes ?? node.rows).length <= WIDTH) return undefined;
  // Names that come in their order leave full nodes behind.
  const kept = at === WIDTH ? WIDTH : WIDTH / 2;
  if (nodes === undefined) {
    const moved = node.rows.slice(kept);
    node.rows = node.rows.slice(0, kept);
    return nodeOf(compiled, table.names[moved[0] as number] as string, moved);
  }
  const moved = nodes.splice(kept);
  return nodeOf(compiled, (moved[0] as Node).first, [], moved);
}

/** Takes a member out, and forgets what it reported. */
export function removeMember(tree: MemberTree, row: number): void {
  const { compiled, table, kept, root } = tree;
  kept.fill(undefined, row * compiled.reducers.length, (row + 1) * compiled.reducers.length);
  remove(root, table.names[row] as string, row);
  while (tree.root.nodes?.length === 1) tree.root = tree.root.nodes[0] as Node;
}

function remove(node: Node, name: string, row: number): void {
  const { nodes, rows, parts } = node;
  parts.fill(STALE);
  if (nodes === undefined) {
    node.rows = rows.filter((one) => one !== row);
    return;
  }
  const at = below(nodes, name);
  const next = nodes[at] as Node;
  remove(next, name, row);
  if ((next.nodes ?? next.rows).length === 0) nodes.splice(at, 1);
}

/** The one of some nodes in which a name has its place. */
function below(nodes: readonly Node[], name: string): number {
  let at = 0;
  let end = nodes.length;
  while (end - at > 1) {
    const middle = (at + end) >> 1;
    if (name < (nodes[middle] as Node).first) end = middle;
    else at = middle;
  }
  return at;
}

/** What all members come to, of a template of that generation. */
export function partOf(tree: MemberTree, r: number, generation: number): unknown {
  return partIn(tree, tree.root, r, generation);
}

function partIn(tree: MemberTree, node: Node, r: number, generation: number): unknown {
  const { nodes, rows, parts } = node;
  if (parts[r] !== STALE) return parts[r];
  const reducer = tree.compiled.reducers[r] as Reducer;
  parts[r] =
    nodes === undefined
      ? partOfRows(tree, rows, r, generation)
      : mergeParts(
          reducer,
          nodes.map((one) => partIn(tree, one, r, generation)),
        );
  return parts[r];
}

/** What members come to, in the order of their names, of a template of that generation or of any. */
export function partOfRows(
  tree: MemberTree,
  rows: readonly number[],
  r: number,
  generation?: number,
): unknown {
  const { compiled, kept } = tree;
  const reducer = compiled.reducers[r] as Reducer;
  if (reducer.keep === undefined)
    return mergeParts(
      reducer,
      rows.map((row) => kept[row * compiled.reducers.length + r]),
    );
  const state = reducer.start(generation);
  for (let i = 0; i < rows.length; i++) addKept(tree, reducer, rows[i] as number, r, state);
  return reducer.part(state);
}

/** Adds what is kept of a member to the state of a reducer. */
function addKept(
  { compiled, table, kept }: MemberTree,
  reducer: Reducer,
  row: number,
  r: number,
  state: unknown,
): void {
  const value = kept[row * compiled.reducers.length + r];
  if (value === undefined && !reducer.unreported) return;
  // Who reports nothing has processed nothing; `null` is the absent field of one that reports.
  const processed = value === undefined ? NEVER : processedOf(table, row);
  reducer.add(state, value ?? undefined, table.names[row] as string, processed);
}

/** The rows of all members in the order of their names. */
export function rowsOf({ root }: MemberTree): readonly number[] {
  const rowsIn = ({ nodes, rows }: Node): readonly number[] => nodes?.flatMap(rowsIn) ?? rows;
  return rowsIn(root);
}
