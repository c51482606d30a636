import * as z from 'zod/mini';
import { lazy } from '../../boundary/lazy.js';
import { isAbsent } from '../../kubernetes/object.js';
import { millisecondsOf } from '../strategy/duration.js';
import type { RolloutFault } from '../strategy/rollout-error.js';
import {
  fields,
  list,
  must,
  oneOf,
  optional,
  rolloutFaults,
  tested,
  text,
} from '../strategy/schema-helpers.js';
import type { KarmadaRolloutStrategy } from './karmada-rollout.js';

/** One thing wrong with a strategy of Karmada's. */
export interface KarmadaStrategyFault extends RolloutFault {
  /** `error`: refused. `warning`: accepted, and not what it looks like. */
  readonly severity: 'error' | 'warning';
}

/** How long a cluster may take where the strategy does not say. */
export const DEFAULT_TIMEOUT = '30m';

const schema = /* @__PURE__ */ lazy(() => {
  const duration = () =>
    tested(
      (value) => typeof value === 'string' && millisecondsOf(value) !== undefined,
      'a Go duration from "0s" to "876000h", such as "1h30m"',
    );
  const condition = fields({ type: text(), status: optional(oneOf('True', 'False', 'Unknown')) });
  const gate = fields({
    requireHealthy: optional(z.boolean(must('true or false'))),
    requiredConditions: optional(list(condition)),
    minSuccessTime: optional(duration()),
  });
  const staged = fields({
    gate: optional(gate),
    timeout: optional(duration()),
    onFailure: optional(fields({ action: optional(oneOf('Pause', 'Continue')) })),
  });
  return fields({ type: optional(oneOf('AllAtOnce', 'Staged')), staged: optional(staged) });
});

/**
 * Finds everything that is wrong with a `spec.rolloutStrategy`, whatever it is: nothing that stands in it throws.
 *
 * @param strategy - The value of `spec.rolloutStrategy`, of whatever type; absent means no fault.
 * @returns The faults, each with its path from the policy's root. A `minSuccessTime` that is no shorter than the
 * timeout is a warning: the soak counts as part of the timeout, so that no cluster could pass.
 * @see https://github.com/karmada-io/karmada/pull/7891
 *
 * @example
 * validateKarmadaStrategy({ type: 'staged' });
 * // [{ path: 'spec.rolloutStrategy.type', severity: 'error',
 * //    message: 'must be "AllAtOnce" or "Staged", not "staged": did you mean Staged?' }]
 */
export function validateKarmadaStrategy(strategy: unknown): readonly KarmadaStrategyFault[] {
  return karmadaStrategyFaults(strategy, 'spec.rolloutStrategy');
}

/** The faults of a strategy that stands at `root`. */
export function karmadaStrategyFaults(strategy: unknown, root: string): readonly KarmadaStrategyFault[] {
  if (isAbsent(strategy)) return [];
  const faults = rolloutFaults(schema(), strategy, root).map(({ path, message }) =>
    fault(path, 'error', message),
  );
  if (faults.length > 0) return faults;
  const { type, staged }: KarmadaRolloutStrategy = strategy;
  if (type !== 'Staged') return [];
  if (isAbsent(staged))
    return [fault(`${root}.staged`, 'error', 'must be an object with type "Staged", not missing')];
  const timeout = staged.timeout ?? DEFAULT_TIMEOUT;
  const soak = millisecondsOf(staged.gate?.minSuccessTime ?? '0s') ?? 0;
  if (soak === 0 || soak < (millisecondsOf(timeout) ?? 0)) return [];
  const message = `is ${staged.gate?.minSuccessTime}, and the timeout of ${timeout} is no longer: no cluster can pass`;
  return [fault(`${root}.staged.gate.minSuccessTime`, 'warning', message)];
}

function fault(
  path: string,
  severity: KarmadaStrategyFault['severity'],
  message: string,
): KarmadaStrategyFault {
  return { path, severity, message };
}
