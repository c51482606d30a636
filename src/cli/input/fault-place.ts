import { stepsOf } from '../../boundary/steps-of.js';
import { shortened } from '../../errors.js';
import type { Manifest } from './manifest.js';
import type { Place } from './source.js';

/** What the library says of a field that is none, after its path: the key is wrong, whatever its value. */
const OF_KEY = /^(?: is an unknown field|: no \w+ has this key)(?=:|$)/;

/**
 * Where a fault stands in the file.
 *
 * @param manifest - What has the fault.
 * @param path - Its path in it.
 * @param message - Its sentence, which begins with the path.
 * @returns The place of the part that the path names, or of what should have it; of an unknown field, its key.
 */
export function faultPlace(manifest: Manifest, path: string, message = ''): Place {
  const begin = [path, shortened(path)].find((begin) => message.startsWith(begin));
  const ofKey = begin !== undefined && OF_KEY.test(message.slice(begin.length));
  return manifest.locate(stepsOf(path), ofKey ? 'key' : undefined);
}

/**
 * Where a line of a text stands that is a value of a manifest.
 *
 * @param manifest - The manifest.
 * @param path - The path of the text in it.
 * @param line - The line in the text, from 1.
 * @returns The line of the file, where the text stands there line by line, as a literal block of YAML does; else where
 * the text begins.
 */
export function linePlace(manifest: Manifest, path: string, line: number): Place {
  const place = faultPlace(manifest, path);
  const lines = manifest.source.text.split('\n');
  if (lines[place.line - 1]?.[place.column - 1] !== '|') return place;
  const text = lines[place.line + line - 1];
  return text === undefined ? place : { line: place.line + line, column: text.search(/\S|$/) + 1 };
}
