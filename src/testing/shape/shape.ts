import { isFields } from '../../kubernetes/object.js';
import { isTime } from '../../kubernetes/time.js';
import type { Reads } from './watch.js';

/** What may stand in a place. */
export type ShapeType = 'count' | 'text' | 'flag' | 'time' | 'quantity' | 'object' | 'list' | 'texts';

/** What is known of the values that stand in a place of the objects of a kind. */
export interface Shape {
  readonly name: string;
  /** Where it stands in. */
  readonly parent: Shape | undefined;
  readonly types: Set<ShapeType>;
  /** Texts that the kind is known to use there. */
  readonly texts: Set<string>;
  readonly fields: Map<string, Shape>;
  item: Shape | undefined;
  /** Of an object with keys of whoever writes it: what stands under each. */
  entry: Shape | undefined;
  /** Whether the types are known. */
  settled: boolean;
}

/** A place of which nothing is known. */
export function newShape(name: string, parent?: Shape): Shape {
  const made = { name, parent, types: new Set<ShapeType>(), texts: new Set<string>() };
  return { ...made, fields: new Map(), item: undefined, entry: undefined, settled: false };
}

/** The shape of a field, made where it is not known yet. */
export function fieldShape(shape: Shape, name: string): Shape {
  const known = shape.fields.get(name) ?? newShape(name, shape);
  shape.fields.set(name, known);
  return known;
}

/** The shape of a list's items, made where it is not known yet. */
export function itemOf(shape: Shape): Shape {
  shape.item ??= newShape(shape.name, shape);
  return shape.item;
}

/** Learns from an example what stands where. */
export function learn(shape: Shape, example: unknown): void {
  if (typeof example === 'number') shape.types.add('count');
  else if (typeof example === 'boolean') shape.types.add('flag');
  else if (typeof example === 'string') {
    shape.types.add(isTime(example) ? 'time' : 'text');
    shape.texts.add(example);
  } else if (Array.isArray(example)) {
    shape.types.add('list');
    for (const item of example) learn(itemOf(shape), item);
  } else if (isFields(example)) {
    shape.types.add('object');
    for (const [key, value] of Object.entries(example)) learn(fieldShape(shape, key), value);
  } else return;
  shape.settled = true;
}

/** Adds the places that have been read. */
export function addReads(shape: Shape, { keys, items }: Reads): void {
  for (const [key, below] of keys) addReads(fieldShape(shape, key), below);
  if (items !== undefined) addReads(itemOf(shape), items);
}

/** A value of each type to try a place with; the later ones only where the text, or the list, is refused. */
export const PROBES: readonly (readonly [ShapeType, unknown])[] = [
  ['count', 1],
  ['text', 'a'],
  ['flag', false],
  ['time', '2026-04-21T21:21:31Z'],
  ['quantity', '1'],
  ['object', {}],
  ['list', [{}]],
  ['texts', ['a']],
];

/**
 * An object with a value in every place of which the types are known.
 *
 * @param probed - A place that gets another value: then lists and objects are left out that do not lead there, since the
 * cost of trying a place would grow with the number of all the others.
 */
export function plainValueOf(shape: Shape, probed?: Shape, probe?: unknown): unknown {
  const above = new Set<Shape>();
  for (let place = probed?.parent; place !== undefined; place = place.parent) above.add(place);
  const sample = (one: Shape): unknown => {
    if (one === probed) return probe;
    const leads = above.has(one);
    if (probed !== undefined && !leads && (one.fields.size > 0 || one.item)) return undefined;
    if (one.entry) return { a: sample(one.entry) };
    if (one.fields.size > 0 && (one.types.has('object') || leads)) {
      const entries = Array.from(one.fields, ([key, field]) => [key, sample(field)] as const);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    if (one.item && (one.types.has('list') || leads)) return [sample(one.item) ?? {}];
    const [text] = one.texts;
    return text ?? PROBES.find(([type]) => one.types.has(type))?.[1];
  };
  return sample(shape);
}
