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
  /** The members' names; of a node of nodes there are none. */
  names: readonly string[];
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

function nodeOf({ reducers }: CompiledStatus, first: string, names: readonly string[], nodes?: Node[]): Node {
  return { first, names, nodes, parts: reducers.map(() => STALE) };
}

/**
 * Puts what a member reports in the place of what it reported before; says whether that is anything else.
 *
 * @param values - A value of JSON for each reducer, which may be somebody else's; `undefined` for nothing.
 * @param processes - Whether it has processed another generation than before, which the later reducers are told.
 */
export function putValues(
  { compiled, table, kept, root }: MemberTree,
  clusterName: string,
  values: readonly unknown[],
  processes: boolean,
): boolean {
  const { reducers, early } = compiled;
  const width = reducers.length;
  const row = table.rows.get(clusterName) as number;
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
export function insertMember(tree: MemberTree, clusterName: string): void {
  const { root, compiled } = tree;
  const beside = insert(compiled, root, clusterName);
  if (beside !== undefined) tree.root = nodeOf(compiled, root.first, [], [root, beside]);
}

/** Adds a name below a node; where that gets too many, it hands out what has to stand beside it. */
function insert(compiled: CompiledStatus, node: Node, name: string): Node | undefined {
  const { nodes, names, parts } = node;
  parts.fill(STALE);
  if (name < node.first) node.first = name;
  let at: number;
  if (nodes === undefined) {
    at = names.length;
    while (at > 0 && name < (names[at - 1] as string)) at -= 1;
    // A list that grows by itself keeps room for many more.
    node.names = [...names.slice(0, at), name, ...names.slice(at)];
  } else {
    at = below(nodes, name) + 1;
    const beside = insert(compiled, nodes[at - 1] as Node, name);
    if (beside !== undefined) nodes.splice(at, 0, beside);
  }
  if ((nodes ?? node.names).length <= WIDTH) return undefined;
  // Names that come in their order leave full nodes behind.
  const kept = at === WIDTH ? WIDTH : WIDTH / 2;
  if (nodes === undefined) {
    const moved = node.names.slice(kept);
    node.names = node.names.slice(0, kept);
    return nodeOf(compiled, moved[0] as string, moved);
  }
  const moved = nodes.splice(kept);
  return nodeOf(compiled, (moved[0] as Node).first, [], moved);
}

/** Takes a member out, and forgets what it reported. */
export function removeMember(tree: MemberTree, clusterName: string): void {
  const { compiled, table, kept, root } = tree;
  const row = table.rows.get(clusterName) as number;
  kept.fill(undefined, row * compiled.reducers.length, (row + 1) * compiled.reducers.length);
  remove(root, clusterName);
  while (tree.root.nodes?.length === 1) tree.root = tree.root.nodes[0] as Node;
}

function remove(node: Node, name: string): void {
  const { nodes, names, parts } = node;
  parts.fill(STALE);
  if (nodes === undefined) {
    node.names = names.filter((one) => one !== name);
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
  const { nodes, names, parts } = node;
  if (parts[r] !== STALE) return parts[r];
  const reducer = tree.compiled.reducers[r] as Reducer;
  parts[r] =
    nodes === undefined
      ? partOfMembers(tree, names, r, generation)
      : mergeParts(
          reducer,
          nodes.map((one) => partIn(tree, one, r, generation)),
        );
  return parts[r];
}

/** What members come to, in the order of their names, of a template of that generation or of any. */
export function partOfMembers(
  tree: MemberTree,
  names: readonly string[],
  r: number,
  generation?: number,
): unknown {
  const { compiled, table, kept } = tree;
  const reducer = compiled.reducers[r] as Reducer;
  if (reducer.keep === undefined)
    return mergeParts(
      reducer,
      names.map((name) => kept[(table.rows.get(name) as number) * compiled.reducers.length + r]),
    );
  const state = reducer.start(generation);
  for (let i = 0; i < names.length; i++) addKept(tree, reducer, names[i] as string, r, state);
  return reducer.part(state);
}

/** Adds what is kept of a member to the state of a reducer. */
function addKept(
  { compiled, table, kept }: MemberTree,
  reducer: Reducer,
  clusterName: string,
  r: number,
  state: unknown,
): void {
  const row = table.rows.get(clusterName) as number;
  const value = kept[row * compiled.reducers.length + r];
  if (value === undefined && !reducer.unreported) return;
  // Who reports nothing has processed nothing; `null` is the absent field of one that reports.
  const processed = value === undefined ? NEVER : processedOf(table, row);
  reducer.add(state, value ?? undefined, clusterName, processed);
}

/** The names of all members in their order. */
export function namesOf({ root }: MemberTree): readonly string[] {
  const namesIn = ({ nodes, names }: Node): readonly string[] => nodes?.flatMap(namesIn) ?? names;
  return namesIn(root);
}
