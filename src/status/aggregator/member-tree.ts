import { NEVER } from '../../generation/processed-generation.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import type { CompiledStatus } from '../compiled-status.js';
import { isAlike } from './is-alike.js';
import { type MemberTable, processedOf } from './member-table.js';
import {
  ALL,
  below,
  forEachIn,
  leafOf,
  type Node,
  rowIn,
  UNMADE,
  withName,
  withoutName,
} from './name-tree.js';
import { ownText, renewed } from './renewed.js';

/**
 * Members in the order of their names, what they report in the fields that are not just added up, and what that comes
 * to while each of them may change at any time.
 *
 * A change marks the nodes above a member, and asking goes through those that are marked: a few members below, a few
 * nodes on each level. So a reducer need not know how to take a member out, and adds and merges in the order of names.
 */
export interface MemberTree {
  readonly compiled: CompiledStatus;
  readonly table: MemberTable;
  /** What is kept of the members, a value for each reducer, by their rows. */
  readonly kept: unknown[];
  /** How many members there are. */
  size: number;
  root: Node;
}

/** A tree without members. */
export function memberTree(compiled: CompiledStatus, table: MemberTable): MemberTree {
  return { compiled, table, kept: [], size: 0, root: leafOf(compiled.reducers.length, '', [], []) };
}

/**
 * Puts what a member reports in the place of what it reported before; says whether that is anything else.
 *
 * @param values - A value of JSON for each reducer, which may be somebody else's; `undefined` for nothing.
 * @param processes - Whether it has processed another generation than before, which the later reducers are told.
 */
export function putValues(
  { compiled, kept, root }: MemberTree,
  clusterName: string,
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
  let node: Node | undefined = root;
  while (node !== undefined) {
    const place: number = node.nodes === undefined ? ALL : below(node.nodes, clusterName);
    if (node.stale.length === 0) {
      // Nearly always nothing is marked yet, so that one list does for all nodes.
      node.stale = changed;
      node.place = place;
    } else {
      node.stale = [...new Set([...node.stale, ...changed])];
      if (node.place !== place) node.place = ALL;
    }
    node = node.nodes?.[place];
  }
  return true;
}

/** Marks everything as changed. */
export function markAll(tree: MemberTree): void {
  const mark = ({ parts, nodes }: Node): void => {
    parts.fill(UNMADE);
    nodes?.forEach(mark);
  };
  mark(tree.root);
}

/** The row of a member, `undefined` where there is none of that name. */
export function rowOf({ root }: MemberTree, clusterName: string): number | undefined {
  return rowIn(root, clusterName);
}

/** Calls back for each member in the order of their names. */
export function forEachMember({ root }: MemberTree, visit: (clusterName: string, row: number) => void): void {
  forEachIn(root, visit);
}

/** Puts a new member in its place. */
export function insertMember(tree: MemberTree, clusterName: string, row: number): void {
  tree.root = withName(tree.root, ownText(clusterName), row);
  tree.size += 1;
}

/** Takes a member out, and forgets what it reported. */
export function removeMember(tree: MemberTree, clusterName: string, row: number): void {
  const { compiled, table, kept } = tree;
  kept.fill(undefined, row * compiled.reducers.length, (row + 1) * compiled.reducers.length);
  table.free.push(row);
  tree.root = withoutName(tree.root, clusterName);
  tree.size -= 1;
}

/** What all members come to, of a template of that generation. */
export function partOf(tree: MemberTree, r: number, generation: number): unknown {
  return partIn(tree, tree.root, r, generation);
}

function partIn(tree: MemberTree, node: Node, r: number, generation: number): unknown {
  const { nodes, names, rows, parts } = node;
  const before = parts[r];
  if (before !== UNMADE && !node.stale.includes(r)) return before;
  node.stale = node.stale.filter((one) => one !== r);
  if (nodes === undefined) {
    const part = partOfMembers(tree, names, rows, r, generation);
    // Often one member makes no difference: then nothing has to be merged above it.
    if (before === UNMADE || !isAlike(before, part)) parts[r] = part;
    return parts[r];
  }
  if (before !== UNMADE && node.place !== ALL) {
    // Most nodes of a large tree are in no cache: those that are not marked are not looked at.
    const one = nodes[node.place] as Node;
    const old = one.parts[r];
    if (partIn(tree, one, r, generation) === old) return before;
  }
  const merged = nodes.map((one) => partIn(tree, one, r, generation));
  parts[r] = mergeParts(tree.compiled.reducers[r] as Reducer, merged);
  return parts[r];
}

/** What members come to, in the order of their names, of a template of that generation or of any. */
export function partOfMembers(
  { compiled, table, kept }: MemberTree,
  names: readonly string[],
  rows: readonly number[],
  r: number,
  generation?: number,
): unknown {
  const reducer = compiled.reducers[r] as Reducer;
  const width = compiled.reducers.length;
  if (reducer.keep === undefined)
    return mergeParts(
      reducer,
      rows.map((row) => kept[row * width + r]),
    );
  const state = reducer.start(generation);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const value = kept[row * width + r];
    if (value === undefined && !reducer.unreported) continue;
    // Who reports nothing has processed nothing; `null` is the absent field of one that reports.
    const processed = value === undefined ? NEVER : processedOf(table, row);
    reducer.add(state, value ?? undefined, names[i] as string, processed);
  }
  return reducer.part(state);
}
