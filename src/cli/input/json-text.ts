import type { Step } from '../../boundary/parse-path.js';
import { shortened } from '../../errors.js';

/** What keeps a text from being JSON, and where. */
export interface JsonFault {
  readonly offset: number;
  /** The end of the sentence that names the file: `is not JSON: …`. */
  readonly message: string;
}

const SPACE = /[ \t\r\n]*/y;
const TEXT = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const BRACKET = /["[\]{}]/g;

/** What a form of JSON takes at the offset, in characters; `undefined` where it is not of that form. */
function lengthOf(form: RegExp, text: string, offset: number): number | undefined {
  form.lastIndex = offset;
  const match = form.exec(text);
  return match?.[0].length;
}

function skipSpace(text: string, offset: number): number {
  return offset + (lengthOf(SPACE, text, offset) ?? 0);
}

type Expected = 'a value' | 'a value or ]' | 'a key' | 'a key or }' | ':' | ', or ]' | ', or }';

/**
 * The first fault of a text that is not JSON. The engine's own message does not always say where that is.
 *
 * @param text - The text.
 * @param start - Where its one value begins.
 */
export function jsonFault(text: string, start: number): JsonFault {
  /** Where the objects and lists begin that are open. */
  const open: number[] = [];
  const afterValue = (): Expected | undefined =>
    open.length === 0 ? undefined : text[open[open.length - 1] as number] === '{' ? ', or }' : ', or ]';
  let expected: Expected | undefined = 'a value';
  for (let at = skipSpace(text, start); ; at = skipSpace(text, at)) {
    const character = text[at];
    if (character === undefined) return endFault(text, at, open);
    const isKey = expected === 'a key' || expected === 'a key or }';
    const isValue = expected === 'a value' || expected === 'a value or ]';
    if (isValue && (character === '{' || character === '[')) {
      open.push(at++);
      expected = character === '{' ? 'a key or }' : 'a value or ]';
    } else if ((character === '}' || character === ']') && expected?.endsWith(character)) {
      open.pop();
      at++;
      expected = afterValue();
    } else if ((character === ':' || character === ',') && expected?.startsWith(character)) {
      at++;
      expected = character === ':' || expected === ', or ]' ? 'a value' : 'a key';
    } else {
      const length = isKey || isValue ? lengthOf(TEXT, text, at) : undefined;
      const found = length ?? (isValue ? lengthOf(SCALAR, text, at) : undefined);
      if (found === undefined)
        return isCutOff(text, at) ? endFault(text, text.length, open) : unexpected(text, at, expected);
      at += found;
      expected = isKey ? ':' : afterValue();
    }
  }
}

function endFault(text: string, offset: number, open: readonly number[]): JsonFault {
  const outer = open[0];
  const what =
    outer === undefined ? 'before a value' : `within ${text[outer] === '{' ? 'an object' : 'a list'}`;
  return { offset, message: `is not whole: it ends ${what}, as where writing it was broken off` };
}

/** Whether a text ends within what begins at an offset. */
function isCutOff(text: string, offset: number): boolean {
  if (text[offset] !== '"')
    return /^[\w.+-]+$/.test(text.slice(offset, offset + 100)) && text.length < offset + 100;
  for (let at = offset + 1; at < text.length; at++) {
    if (text[at] === '"') return false;
    if (text[at] === '\\') at++;
  }
  return true;
}

function unexpected(text: string, offset: number, expected: Expected | undefined): JsonFault {
  const [found = ''] = /^(?:"|[^\s"[\]{},:]+|.)/u.exec(text.slice(offset, offset + 200)) ?? [];
  const what = found === '"' ? 'a text with a character that has to be escaped' : shortened(found, 20);
  return { offset, message: `is not JSON: ${what} stands where ${expected ?? 'the end'} has to` };
}

/**
 * Where a part of a JSON value stands: a scalar itself, an item of a list itself, an object or list its key.
 *
 * @param text - The text, which is JSON.
 * @param start - Where the value begins.
 * @param steps - The way to the part; where it is not there, the nearest above it.
 * @param of - `key` for the key of the part, whatever its value.
 */
export function offsetInJson(text: string, start: number, steps: readonly Step[], of?: 'key'): number {
  let found = skipSpace(text, start);
  let value = found;
  for (const [i, step] of steps.entries()) {
    const part = text[value] === '{' ? memberOf(text, value, step) : itemOf(text, value, step);
    if (!part) return found;
    value = part.value;
    const ofKey = (of === 'key' && i === steps.length - 1) || /[[{]/.test(text[value] as string);
    found = (ofKey ? part.key : undefined) ?? value;
  }
  return found;
}

interface Part {
  readonly key?: number;
  readonly value: number;
}

function memberOf(text: string, object: number, name: Step): Part | undefined {
  let part: Part | undefined;
  for (let key = skipSpace(text, object + 1); text[key] === '"'; ) {
    const length = lengthOf(TEXT, text, key) ?? 0;
    const value = skipSpace(text, skipSpace(text, key + length) + 1);
    // Of a key that stands there twice, the last counts.
    if (JSON.parse(text.slice(key, key + length)) === String(name)) part = { key, value };
    key = nextPart(text, value);
  }
  return part;
}

function itemOf(text: string, list: number, index: Step): Part | undefined {
  if (text[list] !== '[') return undefined;
  let value = skipSpace(text, list + 1);
  for (let i = 0; i < Number(index) && value < text.length; i++) value = nextPart(text, value);
  return /[^\]]/.test(text[value] ?? ']') ? { value } : undefined;
}

/** Where the next member or item begins, or the bracket that closes. */
function nextPart(text: string, value: number): number {
  const end = skipSpace(text, endOf(text, value));
  return text[end] === ',' ? skipSpace(text, end + 1) : end;
}

function endOf(text: string, value: number): number {
  if (text[value] === '"') return value + (lengthOf(TEXT, text, value) ?? 0);
  if (!/[[{]/.test(text[value] ?? '')) return value + (lengthOf(SCALAR, text, value) ?? 0);
  let depth = 0;
  BRACKET.lastIndex = value;
  for (let match = BRACKET.exec(text); match; match = BRACKET.exec(text)) {
    const [bracket] = match;
    if (bracket === '"') BRACKET.lastIndex = match.index + (lengthOf(TEXT, text, match.index) ?? 1);
    else if (bracket === '[' || bracket === '{') depth++;
    else if (--depth === 0) return match.index + 1;
  }
  return text.length;
}
