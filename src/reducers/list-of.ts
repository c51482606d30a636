import { compare } from '../kubernetes/compare.js';
import { canonicalText } from '../kubernetes/json.js';
import { isCount, isFields, isName, MAX_SAFE } from '../kubernetes/object.js';
import { mergeParts, type Reducer, reportBelow } from './reducer.js';

/** What is known of the items that are the same, and where the first of them was met. */
interface ItemPart<Part> {
  readonly id: string;
  readonly first: readonly [clusterName: string, at: number];
  readonly part: Part;
}

interface ItemState<State> {
  readonly first: readonly [clusterName: string, at: number];
  readonly state: State;
}

/** Which items of a list are the same, and in which order they come. */
export interface ListOptions<Value> {
  /** What makes an item the same as another: fields, or a text worked out of the item; `undefined` refuses it. */
  readonly by: readonly string[] | ((item: unknown) => string | undefined);
  /** The order of the federation's items; that in which they were first met, by cluster name, where left out. */
  readonly order?: (a: Value, b: Value) => number;
  /** What an item has to be, as messages say it. */
  readonly expected?: string;
}

/**
 * A list with one item for all those that are the same, each reduced on its own; left out when no member reports any.
 *
 * @param reducer - How items that are the same are reduced to one.
 * @param options - Which items are the same, and in which order they come.
 * @returns What a kind declares of the field.
 * @example
 * const status = { ingress: listOf(object({ ip: first() }), { by: ['ip'] }) };
 */
// @__NO_SIDE_EFFECTS__
export function listOf<Value, Part, State>(
  reducer: Reducer<Value, Part, State>,
  options: ListOptions<Value>,
): Reducer<readonly Value[], readonly ItemPart<Part>[], Map<string, ItemState<State>>> {
  const { by, order, expected = 'an object' } = options;
  const idOf = typeof by === 'function' ? by : byFields(by);
  return {
    start: () => new Map(),
    add(states, value, clusterName, processed, report) {
      if (!Array.isArray(value)) {
        if (value === '') return true;
        report?.('', value, 'a list');
        return false;
      }
      let sound = true;
      for (let at = 0; at < value.length; at++) {
        const item: unknown = value[at];
        const id = idOf(item);
        if (id === undefined) {
          sound = false;
          report?.(`[${at}]`, item, expected);
          continue;
        }
        const known = states.get(id);
        const { state } = known ?? { state: reducer.start() };
        if (!reducer.add(state, item, clusterName, processed, reportBelow(report, at))) sound = false;
        // One of which nothing is accepted is in no part, and so must not be the first either.
        if (known === undefined && reducer.part(state) !== undefined)
          states.set(id, { first: [clusterName, at], state });
      }
      return sound;
    },
    part(states) {
      const parts: ItemPart<Part>[] = [];
      for (const [id, { first, state }] of states) {
        const part = reducer.part(state);
        if (part !== undefined) parts.push({ id, first, part });
      }
      return parts.length === 0 ? undefined : parts;
    },
    merge(all) {
      const byId = new Map<string, ItemPart<Part>[]>();
      for (const parts of all) {
        for (const part of parts) {
          const others = byId.get(part.id);
          if (others === undefined) byId.set(part.id, [part]);
          else others.push(part);
        }
      }
      return Array.from(byId, ([id, parts]) => ({
        id,
        first: parts.reduce((a, b) => (byFirst(a, b) < 0 ? a : b)).first,
        part: mergeParts(
          reducer,
          parts.map(({ part }) => part),
        ) as Part,
      })).sort(byFirst);
    },
    finish(parts, federation) {
      if (parts === undefined) return undefined;
      const items = [...parts].sort(byFirst).flatMap(({ part }) => {
        const item = reducer.finish(part, { ...federation, previous: undefined });
        return item === undefined ? [] : [item];
      });
      return order === undefined ? items : items.sort(order);
    },
    isPart: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((part) => isItemPart(part) && reducer.isPart(part.part)) &&
      new Set(value.map(({ id }) => id)).size === value.length,
  };
}

function isItemPart(value: unknown): value is ItemPart<unknown> {
  if (!isFields(value) || typeof value.id !== 'string' || !Array.isArray(value.first)) return false;
  return isName(value.first[0]) && isCount(value.first[1], MAX_SAFE);
}

/** The order in which items are met; two of one place are from a cluster that reports twice. */
function byFirst(a: ItemPart<unknown>, b: ItemPart<unknown>): number {
  return compare(a.first[0], b.first[0]) || a.first[1] - b.first[1] || compare(a.id, b.id);
}

/** Items are the same where all of these fields are; an absent one is one way to be. */
function byFields(fields: readonly string[]): (item: unknown) => string | undefined {
  return (item) =>
    isFields(item)
      ? canonicalText(fields.map((field) => (Object.hasOwn(item, field) ? (item[field] ?? null) : null)))
      : undefined;
}
