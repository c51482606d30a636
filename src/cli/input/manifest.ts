import type { Step } from '../../boundary/parse-path.js';
import type { Fields } from '../../kubernetes/object.js';
import type { Place, Source } from './source.js';

/** An object that was read, and where it stands. */
export interface Manifest {
  readonly value: Fields;
  readonly source: Source;
  /**
   * Where a part of it stands: a scalar or an item of a list itself, an object or list its key, and with `key` every
   * field its key; the nearest place above where there is no such part.
   */
  locate(steps: readonly Step[], part?: 'key'): Place;
}
