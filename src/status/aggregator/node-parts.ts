import { NEVER } from '../../generation/processed-generation.js';
import { isAbsent } from '../../kubernetes/object.js';
import type { Chosen } from '../../reducers/choice.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import type { CompiledStatus } from '../compiled-status.js';
import { isAlike } from './is-alike.js';
import { type Members, type Node, UNMADE } from './member-tree.js';

/**
 * What a reducer makes of all members below a node, of a template of that generation.
 *
 * A change marks the nodes above a member, and asking goes through those that are marked: a few members below, a few
 * nodes on each level. So a reducer need not know how to take a member out, and adds and merges in the order of names.
 * Where there is no level above them, members are just added again.
 */
export function partOfTree(compiled: CompiledStatus, root: Node, r: number, generation: number): unknown {
  if (root.nodes === undefined) return partOfMembers(compiled, root, r, generation);
  return partIn(compiled, root, r, generation);
}

function partIn(compiled: CompiledStatus, node: Node, r: number, generation: number): unknown {
  if (node.parts.length === 0) node.parts = new Array(compiled.reducers.length).fill(UNMADE);
  const { nodes, parts } = node;
  const before = parts[r];
  if (before !== UNMADE && !node.stale.includes(r)) return before;
  node.stale = node.stale.filter((one) => one !== r);
  if (nodes === undefined) {
    const part = partOfMembers(compiled, node, r, generation);
    // Often one member makes no difference: then nothing has to be merged above it.
    if (before === UNMADE || !isAlike(before, part)) parts[r] = part;
    return parts[r];
  }
  const one = node.place;
  if (before !== UNMADE && one !== undefined) {
    // Most nodes of a large tree are in no cache: those that are not marked are not looked at.
    const old = one.parts[r];
    if (partIn(compiled, one, r, generation) === old) return before;
  }
  const merged = nodes.map((one) => partIn(compiled, one, r, generation));
  parts[r] = mergeParts(compiled.reducers[r] as Reducer, merged);
  return parts[r];
}

/** What members come to, in the order of their names, of a template of that generation or of any. */
export function partOfMembers(
  { reducers, texts }: CompiledStatus,
  { entries, cells }: Members,
  r: number,
  generation?: number,
): unknown {
  const reducer = reducers[r] as Reducer;
  const each = reducers.length + 1;
  if (r < texts) return lastTextIn(entries, r, each);
  if (reducer.keep === undefined) {
    const parts: unknown[] = [];
    for (let at = r + 1; at < entries.length; at += each) parts.push(entries[at]);
    return mergeParts(reducer, parts);
  }
  const state = reducer.start(generation);
  const width = (cells.length * each) / entries.length;
  for (let start = 0, end = width; start < entries.length; start += each, end += width) {
    const name = entries[start] as string;
    const kept = entries[start + r + 1];
    const processed = cells[end - 1] as number;
    if (isAbsent(kept)) {
      // Who reports nothing has processed nothing; `null` is the absent field of one that reports.
      if (reducer.unreported) reducer.add(state, undefined, name, kept === null ? processed : NEVER);
    } else if (reducer.addKept) reducer.addKept(state, kept, name, processed);
    else reducer.add(state, kept, name, processed);
  }
  return reducer.part(state);
}

/** The last text that is not empty, and who reports it. */
function lastTextIn(entries: readonly unknown[], r: number, each: number): Chosen<unknown> | undefined {
  let start = entries.length - each;
  while (start >= 0 && !entries[start + r + 1]) start -= each;
  return start < 0 ? undefined : { clusterName: entries[start] as string, value: entries[start + r + 1] };
}
