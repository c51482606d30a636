import { InterpreterError, invalid } from '../../errors.js';
import type { AggregatedStatusItem, AggregatedStatusItems } from '../../generation/items.js';
import { GENERATION_FIELDS } from '../../generation/settled.js';
import { isFields } from '../../objects.js';
import { type AddCounts, addByName } from './counts.js';
import type { Reducer, Reflected, StatusField, Sum } from './reducers.js';
import { WRITTEN } from './written.js';

/** The status fields of a kind, as it declares them. */
export type StatusDeclaration = { readonly [field: string]: StatusField };

/** How a kind writes a generation. */
export type GenerationFormat = 'number' | 'text';

/** What is worked out of a kind's declaration once, so that the loop over members need not. */
export interface StatusShape {
  /** The fields that are added up, and what of. */
  readonly counted: readonly string[];
  readonly counts: readonly Sum[];
  /** The fields that a reducer folds, and the reducers. */
  readonly folded: readonly string[];
  readonly reducers: readonly Reducer[];
  /** Adds the counts of a status: quickly where that can be done, and whatever they are. */
  readonly add: AddCounts;
  readonly addClosely: AddCounts;
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
  for (const field of collected) {
    if (!isStatusField(declared[field])) {
      throw invalid(
        'INVALID_DECLARATION',
        `status.${field}`,
        declared[field],
        'what a reducer such as sum() gives',
      );
    }
    if (field === '__proto__' || (GENERATION_FIELDS as readonly string[]).includes(field)) {
      throw new InterpreterError('INVALID_DECLARATION', `status.${field} is reserved and cannot be declared`);
    }
  }
  const counted = collected.filter((field) => isSum(declared[field] as StatusField));
  const folded = collected.filter((field) => isReducer(declared[field] as StatusField));
  const counts = counted.map((field) => declared[field] as Sum);
  const limits = counts.map(({ limit }) => limit);
  const addClosely = addByName(counted, limits);
  return {
    counted,
    counts,
    folded,
    reducers: folded.map((field) => declared[field] as Reducer),
    add: WRITTEN[counted.join(' ')] ?? addClosely,
    addClosely,
    collected,
    declared,
    generationFormat,
  };
}

/** Whether the aggregation's loop adds a field up itself. */
function isSum(field: StatusField): field is Sum {
  return 'limit' in field;
}

/** Whether a field is folded by a reducer of its own. */
function isReducer(field: StatusField): field is Reducer {
  return !isSum(field) && !isReflected(field);
}

function isStatusField(field: unknown): boolean {
  return (
    isFields(field) &&
    (typeof field.limit === 'number' || 'reflectOnly' in field || typeof field.add === 'function')
  );
}

function isReflected(field: StatusField): field is Reflected {
  return 'reflectOnly' in field;
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
