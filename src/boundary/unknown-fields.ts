import type { Fault } from '../errors.js';
import { InterpreterError, listed, shortened } from '../errors.js';
import type { Fields } from '../kubernetes/object.js';
import { didYouMean } from './did-you-mean.js';
import { formatPath } from './format-path.js';

/**
 * The fault for an unknown field: `options.cluster is an unknown field: did you mean clusters?`. Where nothing is near,
 * `more` stands behind the known fields.
 */
export function unknownField(path: string, key: string, known: readonly string[], more?: string): Fault {
  const place = formatPath([key], path);
  const hint =
    didYouMean(key, known) ||
    `: known fields are ${known.join(', ')}${more === undefined ? '' : `; ${more}`}`;
  return { path: place, message: `${shortened(place)} is an unknown field${hint}` };
}

/** A fault for each field of an object that is set and unknown. */
function unknownFields(value: Fields, path: string, known: readonly string[]): readonly Fault[] {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined && !known.includes(key));
  return keys.map((key) => unknownField(path, key, known));
}

/**
 * Refuses options with an unknown field: a misspelt option would be ignored.
 *
 * @throws InterpreterError `INVALID_OPTIONS` with a fault for each.
 */
export function checkOptions(options: object, known: readonly string[], path = 'options'): void {
  const faults = unknownFields(options as Fields, path, known);
  if (faults.length === 0) return;
  throw new InterpreterError('INVALID_OPTIONS', listed(faults.map(({ message }) => message)), { faults });
}
