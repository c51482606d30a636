import { NEVER } from '../../generation/processed-generation.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import type { CompiledStatus } from '../compiled-status.js';
import { type MemberTable, processedOf } from './member-table.js';
import { ownText, renewed } from './renewed.js';

/** How many members or nodes a node has at the most: what is gone through again for one that has changed. */
const WIDTH = 16;

/** In the place of a part that has to be made again. */
const STALE = {};

/** Members that follow one another by name, or nodes of them, and what each reducer makes of them. */
interface Node {
  /** No name in it comes before this one. */
  first: string;
  /** The members' names and rows; of a node of nodes there are none. */
  names: readonly string[];
  rows: readonly number[];
  readonly nodes: Node[] | undefined;
  readonly parts: unknown[];
}

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
  return { compiled, table, kept: [], size: 0, root: leafOf(compiled, '', [], []) };
}

function leafOf(
  { reducers }: CompiledStatus,
  first: string,
  names: readonly string[],
  rows: readonly number[],
): Node {
  return { first, names, rows, nodes: undefined, parts: reducers.map(() => STALE) };
}

function nodeOf(compiled: CompiledStatus, nodes: Node[]): Node {
  return { ...leafOf(compiled, (nodes[0] as Node).first, NONE, NONE), nodes };
}

const NONE: readonly never[] = [];

/** The row of a member, `undefined` where there is none of that name. */
export function rowOf({ root }: MemberTree, clusterName: string): number | undefined {
  let node = root;
  while (node.nodes !== undefined) node = node.nodes[below(node.nodes, clusterName)] as Node;
  const at = placeIn(node.names, clusterName);
  return node.names[at] === clusterName ? node.rows[at] : undefined;
}

/** Where a name stands among others, or is to be put. */
function placeIn(names: readonly string[], name: string): number {
  let at = 0;
  let end = names.length;
  while (at < end) {
    const middle = (at + end) >> 1;
    if ((names[middle] as string) < name) at = middle + 1;
    else end = middle;
  }
  return at;
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
export function insertMember(tree: MemberTree, clusterName: string, row: number): void {
  const { root, compiled } = tree;
  const beside = insert(compiled, root, ownText(clusterName), row);
  if (beside !== undefined) tree.root = nodeOf(compiled, [root, beside]);
  tree.size += 1;
}

/** Adds a name below a node; where that gets too many, it hands out what has to stand beside it. */
function insert(compiled: CompiledStatus, node: Node, name: string, row: number): Node | undefined {
  const { nodes, names, rows, parts } = node;
  parts.fill(STALE);
  if (name < node.first) node.first = name;
  let at: number;
  if (nodes === undefined) {
    at = placeIn(names, name);
    // A list that grows by itself keeps room for many more.
    node.names = [...names.slice(0, at), name, ...names.slice(at)];
    node.rows = [...rows.slice(0, at), row, ...rows.slice(at)];
  } else {
    at = below(nodes, name) + 1;
    const beside = insert(compiled, nodes[at - 1] as Node, name, row);
    if (beside !== undefined) nodes.splice(at, 0, beside);
  }
  if ((nodes ?? node.names).length <= WIDTH) return undefined;
  // Names that come in their order leave full nodes behind.
  const kept = at === WIDTH ? WIDTH : WIDTH / 2;
  if (nodes === undefined) {
    const [moved, rowsMoved] = [node.names.slice(kept), node.rows.slice(kept)];
    node.names = node.names.slice(0, kept);
    node.rows = node.rows.slice(0, kept);
    return leafOf(compiled, moved[0] as string, moved, rowsMoved);
  }
  return nodeOf(compiled, nodes.splice(kept));
}

/** Takes a member out, and forgets what it reported. */
export function removeMember(tree: MemberTree, clusterName: string, row: number): void {
  const { compiled, table, kept, root } = tree;
  kept.fill(undefined, row * compiled.reducers.length, (row + 1) * compiled.reducers.length);
  table.free.push(row);
  remove(root, clusterName);
  while (tree.root.nodes?.length === 1) tree.root = tree.root.nodes[0] as Node;
  tree.size -= 1;
}

function remove(node: Node, name: string): void {
  const { nodes, names, rows, parts } = node;
  parts.fill(STALE);
  if (nodes === undefined) {
    const at = placeIn(names, name);
    node.names = names.filter((_, i) => i !== at);
    node.rows = rows.filter((_, i) => i !== at);
    return;
  }
  const at = below(nodes, name);
  const next = nodes[at] as Node;
  remove(next, name);
  if ((next.nodes ?? next.names).length === 0) nodes.splice(at, 1);
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
  const { nodes, names, rows, parts } = node;
  if (parts[r] !== STALE) return parts[r];
  const reducer = tree.compiled.reducers[r] as Reducer;
  parts[r] =
    nodes === undefined
      ? partOfMembers(tree, names, rows, r, generation)
      : mergeParts(
          reducer,
          nodes.map((one) => partIn(tree, one, r, generation)),
        );
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

/** Calls back for each member in the order of their names. */
export function forEachMember({ root }: MemberTree, visit: (clusterName: string, row: number) => void): void {
  const walk = ({ nodes, names, rows }: Node): void => {
    if (nodes !== undefined) for (const node of nodes) walk(node);
    else for (let i = 0; i < rows.length; i++) visit(names[i] as string, rows[i] as number);
  };
  walk(root);
}
