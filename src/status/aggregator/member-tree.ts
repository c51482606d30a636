/** How many members or nodes a node has at the most: what is gone through again for one that has changed. */
const WIDTH = 16;

/** In the place of a part that has not been made yet. */
export const UNMADE = {};

/** Stands for every list of nothing: nobody writes to it, so that nodes without parts or values share it. */
const NONE: never[] = [];

/** Members in the order of their names. */
export interface Members {
  /** Of each member its name, and what is kept of it: a value for each reducer. */
  readonly entries: readonly unknown[];
  /** So many numbers of each. */
  readonly cells: readonly number[];
}

/**
 * Members that follow one another by name, or nodes of them. Few members make one node, which is all that there is
 * then.
 */
export interface Node extends Members {
  /** The nodes below; members have none. */
  readonly nodes: Node[] | undefined;
  /** Of a node of nodes, for each of them a name before which none in it comes. */
  entries: unknown[];
  cells: number[];
  /** What each reducer makes of it, where it is a part of a larger tree; none before the first is asked for. */
  parts: unknown[];
  /** The reducers whose parts may be others by now, and the one node below in which that is so; none where it may be any. */
  stale: readonly number[];
  place: Node | undefined;
  /** The node above, which has whatever is stale here among what is stale there. */
  above: Node | undefined;
}

/** A tree without members. */
export function emptyTree(): Node {
  return nodeOf(undefined, NONE, NONE);
}

function nodeOf(nodes: Node[] | undefined, entries: unknown[], cells: number[]): Node {
  const node = { nodes, entries, cells, parts: NONE, stale: NONE, place: undefined, above: undefined };
  for (const one of nodes ?? []) one.above = node;
  return node;
}

/** The node in whose range a name is. */
export function leafFor(root: Node, name: string): Node {
  let node = root;
  while (node.nodes !== undefined) node = node.nodes[below(node, name)] as Node;
  return node;
}

/** Where a member stands among others, each of which has so many entries, or is to be put. */
export function placeIn({ entries }: Members, each: number, name: string): number {
  let at = 0;
  let end = entries.length / each;
  while (at < end) {
    const middle = (at + end) >> 1;
    if ((entries[middle * each] as string) < name) at = middle + 1;
    else end = middle;
  }
  return at;
}

/** The one of a node's nodes in which a name has its place. */
function below({ entries }: Node, name: string): number {
  let at = 0;
  let end = entries.length;
  while (end - at > 1) {
    const middle = (at + end) >> 1;
    if (name < (entries[middle] as string)) end = middle;
    else at = middle;
  }
  return at;
}

/**
 * Writes over what a member has said.
 *
 * @param early - From which reducer on another value is made of the same, as they are told what else has changed.
 * @param changed - Where to put the reducers that may make something else of it, where anybody asks.
 * @returns Whether there are any.
 */
export function writeMember(
  leaf: Node,
  at: number,
  entries: readonly unknown[],
  cells: readonly number[],
  early: number,
  changed?: number[],
): boolean {
  const from = at * cells.length;
  for (let i = 0; i < cells.length; i++) leaf.cells[from + i] = cells[i] as number;
  let isOther = false;
  const start = at * entries.length;
  for (let i = 1; i < entries.length; i++) {
    const entry = entries[i];
    if (leaf.entries[start + i] === entry && i <= early) continue;
    leaf.entries[start + i] = entry;
    isOther = true;
    changed?.push(i - 1);
  }
  return isOther;
}

/** Takes down that some reducers may make something else of the nodes above a member. */
export function markChanged(leaf: Node, changed: readonly number[]): void {
  let child: Node | undefined;
  for (let node: Node | undefined = leaf; node !== undefined; node = node.above) {
    const { stale, place } = node;
    const isFirst = stale.length === 0;
    // Nearly always nothing is marked yet, so that one list does for all nodes.
    for (const r of changed)
      if (!node.stale.includes(r)) node.stale = isFirst ? changed : node.stale.concat(r);
    node.place = isFirst || place === child ? child : undefined;
    // Then all that is above has been told.
    if (node.stale === stale) return;
    child = node;
  }
}

/** Takes down the same of all reducers and nodes. */
export function forgetParts(node: Node): void {
  node.parts = NONE;
  node.nodes?.forEach(forgetParts);
}

/** Puts a new member in its place, and hands out the root that the tree has then. */
export function withMember(root: Node, entries: readonly unknown[], cells: readonly number[]): Node {
  const beside = insert(root, entries[0] as string, entries, cells);
  return beside === undefined ? root : nodeOf([root, beside], [root.entries[0], beside.entries[0]], NONE);
}

/** Adds a member below a node; where that gets too many, it hands out what has to stand beside it. */
function insert(
  node: Node,
  name: string,
  entries: readonly unknown[],
  cells: readonly number[],
): Node | undefined {
  const { nodes } = node;
  node.parts = NONE;
  if (nodes !== undefined) {
    const at = below(node, name);
    if (name < (node.entries[at] as string)) node.entries[at] = name;
    const beside = insert(nodes[at] as Node, name, entries, cells);
    if (beside === undefined) return undefined;
    beside.above = node;
    nodes.splice(at + 1, 0, beside);
    node.entries.splice(at + 1, 0, beside.entries[0]);
    if (nodes.length <= WIDTH) return undefined;
    const left = keptOf(at + 1);
    return nodeOf(nodes.splice(left), node.entries.splice(left), NONE);
  }
  const at = placeIn(node, entries.length, name);
  node.entries = spliced(node.entries, at * entries.length, entries);
  node.cells = spliced(node.cells, at * cells.length, cells);
  if (node.entries.length <= WIDTH * entries.length) return undefined;
  const left = keptOf(at);
  const moved = node.entries.slice(left * entries.length);
  const beside = nodeOf(undefined, moved, node.cells.slice(left * cells.length));
  node.entries = node.entries.slice(0, left * entries.length);
  node.cells = node.cells.slice(0, left * cells.length);
  return beside;
}

/** How much of a node that is too full stays in it: names that come in their order leave full nodes behind. */
function keptOf(added: number): number {
  return added === WIDTH ? WIDTH : WIDTH / 2;
}

/** A list with others put into it, as long as it has to be: one that grows by itself keeps room for more. */
function spliced<T>(list: readonly T[], at: number, added: readonly T[]): T[] {
  return list.slice(0, at).concat(added, list.slice(at));
}

/** Takes a member out, and hands out the root that the tree has then. */
export function withoutMember(root: Node, each: number, name: string): Node {
  remove(root, each, name);
  let next = root;
  while (next.nodes?.length === 1) next = next.nodes[0] as Node;
  next.above = undefined;
  return next;
}

function remove(node: Node, each: number, name: string): void {
  const { nodes, entries, cells } = node;
  node.parts = NONE;
  if (nodes === undefined) {
    const at = placeIn(node, each, name);
    node.entries = without(entries, at, each);
    node.cells = without(cells, at, (cells.length * each) / entries.length);
    return;
  }
  const at = below(node, name);
  const next = nodes[at] as Node;
  remove(next, each, name);
  if (next.entries.length > 0) return;
  nodes.splice(at, 1);
  entries.splice(at, 1);
}

/** A list without the entries of one of its members, each of whom has so many. */
function without<T>(list: readonly T[], member: number, each: number): T[] {
  return list.slice(0, member * each).concat(list.slice((member + 1) * each));
}

/** Calls back for each node of members, in the order of their names. */
export function forEachLeaf(node: Node, visit: (members: Node) => void): void {
  if (node.nodes === undefined) visit(node);
  else for (const one of node.nodes) forEachLeaf(one, visit);
}
