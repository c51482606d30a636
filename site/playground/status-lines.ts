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
 * type or name. What is no longer there stands among the lines, marked as removed.
 *
 * @param before - The value that it was; undefined where there was none.
 * @param after - The value as JSON has it; undefined where there is none any more.
 */
export function statusLines(before: unknown, after: unknown): readonly StatusLine[] {
  if (after === undefined)
    return before === undefined ? [] : marked('removed', statusLines(undefined, before));
  if (!hasParts(after)) return [oneLine(before, after)];
  if (before === undefined || Array.isArray(before) !== Array.isArray(after) || !isObject(before)) {
    const lines = partsLines(Array.isArray(after) ? [] : {}, after);
    if (before === undefined) return lines;
    return marked('changed', lines).map((line, i) => (i === 0 ? { ...line, was: flow(before) } : line));
  }
  return partsLines(before, after);
}

type Fields = { readonly [key: string]: unknown };

function partsLines(before: object, after: object): readonly StatusLine[] {
  return Array.isArray(after)
    ? itemsLines(before as readonly unknown[], after)
    : fieldsLines(before as Fields, after as Fields);
}

function fieldsLines(before: Fields, after: Fields): readonly StatusLine[] {
  const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
  return keys.flatMap((key) => {
    const [old, now] = [own(before, key), own(after, key)];
    const lines = statusLines(old, now);
    const head = `${keyText(key)}:`;
    if (!hasParts(now === undefined ? old : now))
      return lines.map((line) => ({ ...line, text: `${head} ${line.text}` }));
    const mark = lines.every((line) => line.mark === lines[0]?.mark) ? (lines[0]?.mark ?? 'same') : 'same';
    return [{ mark, text: head }, ...lines.map((line) => ({ ...line, text: `  ${line.text}` }))];
  });
}

function itemsLines(before: readonly unknown[], after: readonly unknown[]): readonly StatusLine[] {
  const left = new Map(before.map((item, i) => [nameOf(item, i), item]));
  const now = after.flatMap((item, i) => {
    const name = nameOf(item, i);
    const old = left.get(name);
    left.delete(name);
    return itemLines(old, item);
  });
  return [...now, ...[...left.values()].flatMap((item) => itemLines(item, undefined))];
}

function itemLines(before: unknown, after: unknown): readonly StatusLine[] {
  return statusLines(before, after).map((line, i) => ({
    ...line,
    text: `${i === 0 ? '-' : ' '} ${line.text}`,
  }));
}

/** What tells the items of a list apart, whatever their order. */
function nameOf(item: unknown, place: number): string {
  const { type, name, clusterName } = isObject(item) ? (item as Fields) : {};
  const known = type ?? name ?? clusterName;
  return typeof known === 'string' ? known : `${place}`;
}

function oneLine(before: unknown, after: unknown): StatusLine {
  const text = flow(after);
  if (before === undefined) return { mark: 'added', text };
  const was = flow(before);
  return was === text ? { mark: 'same', text } : { mark: 'changed', text, was };
}

function marked(mark: StatusLine['mark'], lines: readonly StatusLine[]): readonly StatusLine[] {
  return lines.map(({ text }) => ({ mark, text }));
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a value takes lines of its own. */
function hasParts(value: unknown): value is object {
  return isObject(value) && Object.keys(value).length > 0;
}

function keyText(key: string): string {
  return /^[A-Za-z][\w./-]*$/.test(key) ? key : JSON.stringify(key);
}

/** A value in one line. */
function flow(value: unknown): string {
  if (isObject(value) || (typeof value === 'string' && /[\n\r]/.test(value))) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0 }).trimEnd();
}
