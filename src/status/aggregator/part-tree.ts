import { frozen } from '../../reducers/choice.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';

/** How many parts a node merges: what is merged again for one that has changed. */
const WIDTH = 8;

/** In the place of a part: it has to be merged again, or nothing has come of merging it. */
const STALE = {};
const NOTHING = {};

/** What the members' values of one field come to, while each of them may change at any time. */
export interface PartTree {
  /** Puts a part in the place of what a row holds, `undefined` for nothing; says whether it is another one. */
  set(row: number, part: unknown): boolean;
  /** The part of a row, `undefined` for nothing. */
  leaf(row: number): unknown;
  /** What all rows come to. */
  part(): unknown;
}

/**
 * An empty tree: the parts of single members below, nodes over them, nodes over nodes.
 *
 * A change marks the nodes above it, and asking merges what is marked. So a member leaves at the cost of merging a
 * few parts on each level, and a reducer need not know how to take one out.
 */
export function partTree(reducer: Reducer): PartTree {
  const copies = internedCopies();
  /** The rows, the nodes over them, and so on up to the one node over all; `undefined` where none has been yet. */
  const levels: unknown[][] = [[]];

  const read = (level: number, at: number): unknown => {
    const parts = levels[level] as unknown[];
    if (level === 0) return parts[at];
    if (parts[at] === undefined || parts[at] === STALE) {
      const below = (levels[level - 1] as unknown[]).length;
      const merged: unknown[] = [];
      for (let i = at * WIDTH; i < Math.min(below, (at + 1) * WIDTH); i++) merged.push(read(level - 1, i));
      const part = mergeParts(reducer, merged);
      parts[at] = part === undefined ? NOTHING : part;
    }
    return parts[at] === NOTHING ? undefined : parts[at];
  };

  return {
    set(row, part) {
      const rows = levels[0] as unknown[];
      const before = rows[row];
      if (part === undefined) {
        if (before === undefined) return false;
        rows[row] = undefined;
      } else {
        const text = JSON.stringify(part);
        const known = copies.get(text);
        if (before !== undefined && (known === before || text === JSON.stringify(before))) return false;
        rows[row] = known ?? copies.make(text);
      }
      let at = row;
      for (let level = 1; (levels[level - 1] as unknown[]).length > 1; level++) {
        at = Math.floor(at / WIDTH);
        levels[level] ??= [];
        const nodes = levels[level] as unknown[];
        // Whoever marked this one has marked those above it.
        if (nodes[at] === STALE) break;
        nodes[at] = STALE;
      }
      return true;
    },
    leaf: (row) => levels[0]?.[row],
    part: () => read(levels.length - 1, 0),
  };
}

/** How many parts are shared by the members that report the same. */
const MOST_SHARED = 64;

/**
 * Makes parts of their texts, which keep nothing alive of what they were made of: a text that somebody cut out of a
 * larger one would keep that. Parts of a few texts are made once.
 */
function internedCopies() {
  const known = new Map<string, unknown>();
  return {
    get: (text: string): unknown => known.get(text),
    make(text: string): unknown {
      // A part may be handed out within a result.
      const part: unknown = frozen(JSON.parse(text));
      if (known.size === MOST_SHARED) known.clear();
      known.set(text, part);
      return part;
    },
  };
}
