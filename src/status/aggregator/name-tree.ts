/** How many members or nodes a node has at the most: what is gone through again for one that has changed. */
const WIDTH = 16;

/** In the place of a part that has not been made yet. */
export const UNMADE = {};

/** In the place of one node below: it may be so in any of them. */
export const ALL = -1;

/** Members that follow one another by name, or nodes of them, and what each reducer makes of them. */
export interface Node {
  /** No name in it comes before this one. */
  first: string;
  /** The members' names and rows; of a node of nodes there are none. */
  names: readonly string[];
  rows: readonly number[];
  readonly nodes: Node[] | undefined;
  readonly parts: unknown[];
  /** The reducers whose parts may be others by now, and the one node below in which that is so. */
  stale: readonly number[];
  place: number;
}

/** So many parts that have not been made yet, over some members. */
export function leafOf(
  reducers: number,
  first: string,
  names: readonly string[],
  rows: readonly number[],
): Node {
  return {
    first,
    names,
    rows,
    nodes: undefined,
    parts: new Array(reducers).fill(UNMADE),
    stale: NONE,
    place: ALL,
  };
}

function nodeOf(reducers: number, nodes: Node[]): Node {
  return { ...leafOf(reducers, (nodes[0] as Node).first, NONE, NONE), nodes };
}

const NONE: readonly never[] = [];

/** The row of a member, `undefined` where there is none of that name. */
export function rowIn(root: Node, clusterName: string): number | undefined {
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

/** Puts a name in its place, and hands out the root that the tree has then. */
export function withName(root: Node, name: string, row: number): Node {
  const reducers = root.parts.length;
  const beside = insert(reducers, root, name, row);
  return beside === undefined ? root : nodeOf(reducers, [root, beside]);
}

/** Adds a name below a node; where that gets too many, it hands out what has to stand beside it. */
function insert(reducers: number, node: Node, name: string, row: number): Node | undefined {
  const { nodes, names, rows, parts } = node;
  parts.fill(UNMADE);
  if (name < node.first) node.first = name;
  let at: number;
  if (nodes === undefined) {
    at = placeIn(names, name);
    // A list that grows by itself keeps room for many more.
    node.names = [...names.slice(0, at), name, ...names.slice(at)];
    node.rows = [...rows.slice(0, at), row, ...rows.slice(at)];
  } else {
    at = below(nodes, name) + 1;
    const beside = insert(reducers, nodes[at - 1] as Node, name, row);
    if (beside !== undefined) nodes.splice(at, 0, beside);
  }
  if ((nodes ?? node.names).length <= WIDTH) return undefined;
  // Names that come in their order leave full nodes behind.
  const kept = at === WIDTH ? WIDTH : WIDTH / 2;
  if (nodes === undefined) {
    const [moved, rowsMoved] = [node.names.slice(kept), node.rows.slice(kept)];
    node.names = node.names.slice(0, kept);
    node.rows = node.rows.slice(0, kept);
    return leafOf(reducers, moved[0] as string, moved, rowsMoved);
  }
  return nodeOf(reducers, nodes.splice(kept));
}

/** Takes a name out, and hands out the root that the tree has then. */
export function withoutName(root: Node, name: string): Node {
  remove(root, name);
  let next = root;
  while (next.nodes?.length === 1) next = next.nodes[0] as Node;
  return next;
}

function remove(node: Node, name: string): void {
  const { nodes, names, rows, parts } = node;
  parts.fill(UNMADE);
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
export function below(nodes: readonly Node[], name: string): number {
  let at = 0;
  let end = nodes.length;
  while (end - at > 1) {
    const middle = (at + end) >> 1;
    if (name < (nodes[middle] as Node).first) end = middle;
    else at = middle;
  }
  return at;
}

/** Calls back for each member in the order of their names. */
export function forEachIn(
  { nodes, names, rows }: Node,
  visit: (clusterName: string, row: number) => void,
): void {
  if (nodes !== undefined) for (const node of nodes) forEachIn(node, visit);
  else for (let i = 0; i < rows.length; i++) visit(names[i] as string, rows[i] as number);
}
