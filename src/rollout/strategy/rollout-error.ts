import { InterpreterError } from '../../errors.js';

/** One thing wrong with what a rollout was asked for. */
export interface RolloutFault {
  /** Where it stands in the strategy, or in the argument that it names: `stages[1].maxConcurrency`, `now`. */
  readonly path: string;
  readonly message: string;
}

/**
 * A rollout that cannot be: everything that is wrong with it, at once.
 *
 * @example
 * try {
 *   planRollout({ maxConcurrency: '150%' }, clusters);
 * } catch (error) {
 *   if (error instanceof RolloutError) error.faults[0]?.path; // 'maxConcurrency'
 * }
 */
export class RolloutError extends InterpreterError {
  override readonly name = 'RolloutError';

  constructor(faults: readonly RolloutFault[]) {
    const shown = faults.slice(0, LISTED).map(({ path, message }) => `${path} ${message}`);
    const more = faults.length > LISTED ? [`and ${faults.length - LISTED} more`] : [];
    super('INVALID_ROLLOUT', [...shown, ...more].join('; '), { faults });
  }
}

/** How many faults a message lists: a selector may overlap in thousands of clusters. */
const LISTED = 5;

/** Throws if anything is wrong. */
export function refuseFaults(faults: readonly RolloutFault[]): void {
  if (faults.length > 0) throw new RolloutError(faults);
}
