import type { Place, Source } from '../input/source.js';

/** Something wrong, and where. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** A whole sentence. */
  readonly message: string;
  readonly source?: Source;
  readonly place?: Place;
}
