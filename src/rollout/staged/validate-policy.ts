import { didYouMean } from '../../boundary/did-you-mean.js';
import { formatPath } from '../../boundary/format-path.js';
import { describe } from '../../errors.js';
import { at, isAbsent, isFields } from '../../kubernetes/object.js';
import { isPolicyKind } from '../../suspension/read-suspension.js';
import { validateSuspension } from '../../suspension/validate-suspension.js';
import { validateKarmadaStrategy } from './validate-karmada-strategy.js';

/** One thing wrong with a policy or a binding; its message goes on from its path. */
export interface PolicyFault {
  /** Where it stands, from the object's root: `spec.suspension.dispatching`. */
  readonly path: string;
  /** `error`: refused, or not what it looks like. `warning`: accepted, and without effect. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What the validation of a policy may take into account. */
export interface ValidatePolicyOptions {
  /** The names of the target clusters; without them, no name is reported as matching nothing. */
  readonly clusters?: readonly string[] | undefined;
}

/** The fields of `spec` that hold clusters back. */
const HOLDING = ['suspension', 'rolloutStrategy'];

/**
 * Finds everything that is wrong with what a policy or a binding says of who is held back: its `spec.suspension`, its
 * `spec.rolloutStrategy`, and other words for these two, which the API server would drop without a word.
 *
 * @param object - A PropagationPolicy, ClusterPropagationPolicy, ResourceBinding or ClusterResourceBinding, of
 * whatever type; nothing that stands in it throws.
 * @param options - The target clusters.
 * @returns The faults, each with its path from the object's root; empty if there is none.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/validation/validation.go
 *
 * @example
 * validatePolicy({ kind: 'PropagationPolicy', spec: { suspention: { dispatching: true } } });
 * // [{ path: 'spec.suspention', severity: 'error', message: 'is an unknown field: did you mean suspension?' }]
 */
export function validatePolicy(object: unknown, options: ValidatePolicyOptions = {}): readonly PolicyFault[] {
  const spec = at(object, 'spec');
  if (!isFields(spec)) {
    if (isFields(object) && isAbsent(spec)) return [];
    const [path, value] = isFields(object) ? ['spec', spec] : ['', object];
    return [{ path, severity: 'error', message: `must be an object, not ${describe(value)}` }];
  }
  const on = isPolicyKind(at(object, 'kind')) ? 'policy' : 'binding';
  const misspelt = Object.keys(spec).flatMap((key): readonly PolicyFault[] => {
    const hint = didYouMean(key, HOLDING);
    if (hint === '') return [];
    return [{ path: formatPath([key], 'spec'), severity: 'error', message: `is an unknown field${hint}` }];
  });
  return [
    ...misspelt,
    ...validateSuspension(spec.suspension, { ...options, on }),
    ...validateKarmadaStrategy(spec.rolloutStrategy),
  ];
}
