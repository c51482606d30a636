import { invalid } from '../errors.js';
import type { AggregatedStatusItem, AggregatedStatusItems } from '../generation/items.js';
import { GENERATION_FIELDS } from '../generation/settled.js';
import { isFields } from '../kubernetes/object.js';
import type { Reducer, StatusField, Sum } from '../reducers/reducers.js';
import type { AddCounts } from './counts.js';
import { WRITTEN } from './written.js';

/** The status fields of a kind, as it declares them. */
export type StatusDeclaration = { readonly [field: string]: StatusField };

/** How a kind writes a generation. */
export type GenerationFormat = 'number' | 'text';

/** What is worked out of a kind's declaration once, so that the loop over members need not. */
export interface StatusShape {
  /** The fields that are added up, and where their sums stop. */
  readonly counted: readonly string[];
  readonly limits: readonly number[];
  /** The fields that a reducer folds, and the reducers. */
  readonly folded: readonly string[];
  readonly reducers: readonly Reducer[];
  /** All fields that are read of a member: the former, the latter, and the generations. */
  readonly names: readonly string[];
  /** Adds a status up quickly, where the kind has nothing but counts. */
  readonly add: AddCounts | undefined;
  /** Every field that is collected from a member, but for the generations. */
  readonly collected: readonly string[];
  readonly declared: StatusDeclaration;
  readonly generationFormat: GenerationFormat;
}

/** Sorts a kind's status fields into what the loop over members asks for. */
export function shapeOf(
  declared: StatusDeclaration,
  generationFormat: GenerationFormat = 'number',
): StatusShape {
  const collected = Object.keys(declared);
  const having = (key: string): string[] => collected.filter((field) => key in Object(declared[field]));
  const counted = having('limit');
  const folded = having('start');
  const known = new Set([...counted, ...folded, ...having('reflectOnly')]);
  // Every object has a `constructor`.
  for (const reserved of [...Object.getOwnPropertyNames(Object.prototype), ...GENERATION_FIELDS])
    known.delete(reserved);
  for (const field of collected) {
    if (known.has(field)) continue;
    throw invalid(
      'INVALID_DECLARATION',
      `status.${field}`,
      declared[field],
      'a reducer such as sum(), under a name of its own',
    );
  }
  return {
    counted,
    limits: counted.map((field) => (declared[field] as Sum).limit),
    folded,
    reducers: folded.map((field) => declared[field] as Reducer),
    names: [...counted, ...folded, ...GENERATION_FIELDS],
    add: folded.length === 0 ? WRITTEN[counted.join(' ')] : undefined,
    collected,
    declared,
    generationFormat,
  };
}

/** Digits, as an annotation holds a generation; an int64 that a JSON number can hold has no more of them. */
const DIGITS = /^\+?\d{1,16}$/;

/** What a text of digits says, and any other value as it is. */
export function numberIn(value: unknown): unknown {
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
}

/** An `observedGeneration` of the kind, a number where it is well-formed. */
export function generationIn({ generationFormat }: StatusShape, value: unknown): unknown {
  return generationFormat === 'text' ? numberIn(value) : value;
}

/** The items with their generations made numbers, for a kind that writes one as a text. */
export function numbered(shape: StatusShape, items: AggregatedStatusItems): AggregatedStatusItems {
  if (shape.generationFormat === 'number' || !Array.isArray(items)) return items;
  return items.map((item: AggregatedStatusItem) => numberedItem(shape, item));
}

/** One item, as {@link numbered} makes it. */
export function numberedItem(
  { generationFormat }: StatusShape,
  item: AggregatedStatusItem,
): AggregatedStatusItem {
  const status: unknown = item?.status;
  if (generationFormat === 'number' || !isFields(status)) return item;
  const observedGeneration = numberIn(status.observedGeneration);
  if (observedGeneration === status.observedGeneration) return item;
  return { ...item, status: { ...status, observedGeneration } };
}
