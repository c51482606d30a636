import { forEachLeaf, type Node } from './member-tree.js';
import { partOfMembers } from './node-parts.js';
import { type PartialAggregate, partialOf } from './partial-aggregate.js';
import { type AggregatedKind, forEachTold } from './read-member.js';

/** What the members of a tree come to, whose counts come to these. */
export function partialOfTree(kind: AggregatedKind, root: Node, counts: readonly number[]): PartialAggregate {
  const { compiled, name, width, each } = kind;
  const clusters = new Map<string, number | null>();
  forEachLeaf(root, ({ entries }) => {
    for (let i = 0; i < entries.length; i += each) clusters.set(entries[i] as string, null);
  });
  const told = { entries: [] as unknown[], cells: [] as number[] };
  forEachTold(kind, root, (clusterName, { entries, cells }, at) => {
    clusters.set(clusterName, cells[(at + 1) * width - 1] as number);
    for (let i = at * width; i < (at + 1) * width; i++) told.cells.push(cells[i] as number);
    for (let i = at * each; i < (at + 1) * each; i++) told.entries.push(entries[i]);
  });
  const parts = compiled.reducers.map((_, r) => partOfMembers(compiled, told, r));
  return partialOf(compiled, name, clusters, counts, parts);
}
