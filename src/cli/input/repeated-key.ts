import type { Fields } from '../../kubernetes/object.js';
import type { JsonFault } from './json-text.js';

/** What is said of a key that stands in one object twice: which of its values counts is up to the parser. */
export const saidTwice = (key: unknown): string => `the key ${key} stands there twice`;

/**
 * The first key that stands in one object of a JSON text twice.
 *
 * @param text - The text of one value, which is JSON.
 * @param value - What `JSON.parse` has made of it, where of each key the last one counts.
 * @returns Where it stands for the second time, in the text.
 */
export function repeatedKey(text: string, value: unknown): JsonFault | undefined {
  // Two counts take a fraction of what `JSON.parse` does, and a set of the keys of each object several times that.
  return keysWritten(text) === keysKept(value) ? undefined : firstRepeated(text);
}

/** How many keys the objects of a text have as they are written. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = afterText(text, at);
    if (isKey(text, at)) keys++;
  }
  return keys;
}

/** How many keys the objects in a value have. */
function keysKept(value: unknown): number {
  let keys = 0;
  // A list in place of recursion: JSON may be deeper than the call stack.
  const left: unknown[] = [value];
  const visit = (part: unknown): void => {
    if (typeof part === 'object' && part !== null) left.push(part);
  };
  for (let holder = left.pop(); holder !== undefined; holder = left.pop()) {
    if (Array.isArray(holder)) holder.forEach(visit);
    else {
      for (const key in holder as Fields) {
        keys++;
        visit((holder as Fields)[key]);
      }
    }
  }
  return keys;
}

function firstRepeated(text: string): JsonFault | undefined {
  const marks = /["{}]/g;
  /** The keys so far of each object that is open. */
  const open: Set<string>[] = [];
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const { 0: character, index: offset } = mark;
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else {
      marks.lastIndex = afterText(text, offset);
      if (!isKey(text, marks.lastIndex)) continue;
      const key: string = JSON.parse(text.slice(offset, marks.lastIndex));
      const keys = open.at(-1);
      if (keys?.has(key)) return { offset, message: saidTwice(key) };
      keys?.add(key);
    }
  }
  return undefined;
}

/** Where it goes on behind the text that begins at an offset. */
function afterText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json.charCodeAt(first - 1) === 0x5c) first--;
  return (at - first) % 2 === 1;
}

/** Whether the text that ends before an offset is a key: a colon follows. */
function isKey(json: string, end: number): boolean {
  let at = end;
  let code = json.charCodeAt(at);
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = json.charCodeAt(++at);
  return code === 0x3a;
}
