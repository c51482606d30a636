import { stepsOf } from '../../boundary/steps-of.js';
import type { Manifest } from './manifest.js';
import type { Place } from './source.js';

/** Where a fault stands in the file: the part that its path names, or what should have it. */
export function faultPlace(manifest: Manifest, path: string): Place {
  return manifest.locate(stepsOf(path));
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
