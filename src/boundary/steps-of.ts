import type { Step } from './parse-path.js';

/** A step as `formatPath` writes it: an index, a key in quotes, a plain key. */
const STEP = /\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\.?([\w/-]+)/suy;

/**
 * The steps of a path that `formatPath` has written, whatever the keys are; `parsePath` is for paths that people write,
 * and refuses what they must not.
 *
 * @param path - The path of a fault.
 * @returns The steps as far as the text is a path: all of a fault's, none of a sentence's.
 */
export function stepsOf(path: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(path); match; match = STEP.exec(path)) {
    const [, index, quoted, plain] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(quoted?.replace(/\\(.)/gsu, '$1') ?? (plain as string));
    if (STEP.lastIndex === path.length) return steps;
  }
  return steps;
}
