import { stringify } from 'yaml';

/** A line of a value as YAML, with what has become of it. */
export interface StatusLine {
  readonly mark: 'same' | 'added' | 'changed' | 'removed';
  readonly text: string;
  /** What stood there before, in one line. */
  readonly was?: string;
}

/**
 * A value as YAML with what has changed marked, line by line: fields by their keys, conditions and the like by their
 * type or name.
 */
export function statusLines(before: unknown, after: unknown): readonly StatusLine[] {
  if (isFields(after)) return fieldsLines(isFields(before) ? before : {}, after, '');
  if (Array.isArray(after) && after.length > 0)
    return itemsLines(Array.isArray(before) ? before : [], after, '');
  const mark = equal(before, after) ? 'same' : 'changed';
  return [
    { mark, text: flow(after), ...(mark === 'changed' && before !== undefined && { was: flow(before) }) },
  ];
}

type Fields = { readonly [key: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsLines(before: Fields, after: Fields, indent: string): readonly StatusLine[] {
  const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
  return keys.flatMap((key) => {
    const own = (fields: Fields) => (Object.hasOwn(fields, key) ? fields[key] : undefined);
    const head = `${indent}${keyText(key)}:`;
    if (own(after) === undefined && own(before) !== undefined)
      return whole(head, own(before), indent, 'removed');
    return entryLines(head, own(before), own(after), indent);
  });
}

/** A key, or the dash of an item, with its value. */
function entryLines(head: string, before: unknown, after: unknown, indent: string): readonly StatusLine[] {
  if (before === undefined) return whole(head, after, indent, 'added');
  if (equal(before, after)) return whole(head, after, indent, 'same');
  const inner = `${indent}  `;
  if (isFields(before) && isFields(after) && !isEmpty(after)) {
    return [{ mark: 'same', text: head }, ...fieldsLines(before, after, inner)];
  }
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0) {
    return [{ mark: 'same', text: head }, ...itemsLines(before, after, inner)];
  }
  return whole(head, after, indent, 'changed').map((line, i) =>
    i === 0 ? { ...line, was: flow(before) } : line,
  );
}

function itemsLines(
  before: readonly unknown[],
  after: readonly unknown[],
  indent: string,
): readonly StatusLine[] {
  const left = new Map(before.map((item, i) => [nameOf(item, i), item]));
  const lines = after.flatMap((item, i) => {
    const name = nameOf(item, i);
    const known = left.get(name);
    left.delete(name);
    return itemLines(known, item, indent);
  });
  return [...lines, ...[...left.values()].flatMap((item) => itemLines(item, undefined, indent))];
}

function itemLines(before: unknown, after: unknown, indent: string): readonly StatusLine[] {
  const lines =
    isFields(after) && isFields(before) && !isEmpty(after)
      ? fieldsLines(before, after, `${indent}  `)
      : after === undefined
        ? whole('', before, indent, 'removed')
        : isFields(after) && !isEmpty(after)
          ? fieldsLines({}, after, `${indent}  `)
          : entryLines('', before, after, indent);
  const flowing = (text: string) => text.slice(indent.length).trimStart();
  return lines.map((line, i) => (i === 0 ? { ...line, text: `${indent}- ${flowing(line.text)}` } : line));
}

/** What tells the items of a list apart, whatever their order. */
function nameOf(item: unknown, place: number): string {
  const name = isFields(item) ? (item.type ?? item.name ?? item.clusterName) : undefined;
  return typeof name === 'string' ? name : `${place}`;
}

function whole(
  head: string,
  value: unknown,
  indent: string,
  mark: StatusLine['mark'],
): readonly StatusLine[] {
  if (typeof value !== 'object' || value === null || isEmpty(value)) {
    const text = head === '' ? `${indent}${flow(value)}` : `${head} ${flow(value)}`;
    return [{ mark, text }];
  }
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  const inner = head === '' ? indent : `${indent}  `;
  return [
    ...(head === '' ? [] : [{ mark, text: head }]),
    ...lines.map((text) => ({ mark, text: inner + text })),
  ];
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function keyText(key: string): string {
  return /^[\w./-]+$/.test(key) ? key : JSON.stringify(key);
}

/** A value in one line. */
function flow(value: unknown): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (typeof value === 'string' && value.includes('\n')) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal((a as Fields)[key], (b as Fields)[key]))
  );
}
