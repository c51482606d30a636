import { describe, invalid } from '../errors.js';
import { at, isAbsent, isFields, isName, type Refuse } from '../kubernetes/object.js';
import type { Placed } from '../kubernetes/references.js';
import { holderOf, readSuspension } from './read-suspension.js';
import { unknownSuspensionFields } from './unknown-suspension-fields.js';

/** One thing wrong with a suspension. */
export interface SuspensionFault {
  /** Where it stands, from the object's root: `spec.suspension.dispatchingOnClusters.clusterNames[2]`. */
  readonly path: string;
  /** `error`: refused, or not what it looks like. `warning`: accepted, and without effect. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What the validation of a suspension may take into account. */
export interface ValidateSuspensionOptions {
  /** The names of the target clusters; without them, no name is reported as matching nothing. */
  readonly clusters?: readonly string[] | undefined;
  /** The kind of object that holds the suspension; without it, the fields of both are accepted. */
  readonly on?: 'policy' | 'binding' | undefined;
}

const ROOT = 'spec.suspension';

/**
 * Finds everything that is wrong with a suspension, whatever it is: nothing that stands in it throws.
 *
 * An error is what the API server or Karmada's webhook refuses, or what does not do what it says: an unknown
 * field, an empty name, `scheduling` or `rollout` on a policy, the whole object in place of its suspension. A
 * warning is what is accepted and has no effect: a repeated name, a name that no target cluster has.
 * `dispatching: false` is no fault: the API's documentation asks for `true` only, but nothing enforces that and it
 * means the same as leaving it out.
 *
 * @param suspension - The value of `spec.suspension`, of whatever type; absent means no fault.
 * @param options - The target clusters, and whether a policy or a binding holds the suspension.
 * @returns The faults, each with its path from the object's root; empty if there is none.
 * @throws {InterpreterError} `INVALID_OPTIONS` if the target clusters are not a list.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/util/validation/validation.go#L63
 *
 * @example
 * validateSuspension({ dispatchingOnClusters: { clusterNames: ['a', ''] } });
 * // [{ path: 'spec.suspension.dispatchingOnClusters.clusterNames[1]', severity: 'error',
 * //    message: 'must not be empty' }]
 */
export function validateSuspension(
  suspension: unknown,
  options: ValidateSuspensionOptions = {},
): readonly SuspensionFault[] {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { clusters, on }: ValidateSuspensionOptions = options;
  if (clusters && !Array.isArray(clusters))
    throw invalid('INVALID_OPTIONS', 'options.clusters', clusters, 'a list');
  const targets = clusters && new Set<unknown>(clusters);
  const faults: SuspensionFault[] = [];
  const report = (severity: SuspensionFault['severity'], path: string, message: string) => {
    faults.push({ path, severity, message });
  };

  const holder = holderOf(suspension);
  if (holder !== undefined) return [{ path: ROOT, severity: 'error', message: holder }];
  const wrong: Refuse = (path, value, expected) =>
    report('error', path, `must be ${expected}, not ${describe(value)}`);
  const { fields, named, rolledOut } = readSuspension(suspension, ROOT, wrong);
  if (fields.dispatching === true && named.length > 0) {
    report('error', ROOT, 'must not have both dispatching: true and dispatchingOnClusters.clusterNames');
  }
  for (const field of ['scheduling', 'rollout']) {
    if (on === 'policy' && !isAbsent(fields[field]))
      report('error', `${ROOT}.${field}`, 'is for bindings, not for policies');
  }
  const compare = (name: unknown, path: string) => {
    if (targets && !targets.has(name)) report('warning', path, `${describe(name)} is no target cluster`);
  };
  const judge = (items: readonly Placed[]) => {
    const seen = new Set<string>();
    for (const [name, path] of items) {
      if (typeof name !== 'string') continue;
      if (name === '') report('error', path, 'must not be empty');
      else if (seen.has(name)) report('warning', path, `${describe(name)} is repeated`);
      else compare(name, path);
      seen.add(name);
    }
  };
  judge(named);
  judge(rolledOut);
  const current = at(fields.rollout, 'currentCluster');
  // Empty is absent, as for every optional text of the API.
  if (isName(current)) compare(current, `${ROOT}.rollout.currentCluster`);
  for (const { path, message } of unknownSuspensionFields(suspension, ROOT, on))
    report('error', path, message);
  return faults;
}
