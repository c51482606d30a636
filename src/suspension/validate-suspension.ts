import { describe, invalid } from '../errors.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import { readSuspension } from './read-suspension.js';
import type { SuspensionFault, ValidateSuspensionOptions } from './suspension.js';

const ROOT = 'spec.suspension';

/**
 * Finds everything that is wrong with a suspension, whatever it is: nothing that stands in it throws.
 *
 * An error is what the API server or Karmada's webhook refuses, or what no cluster can answer to (an empty
 * name, `scheduling` on a policy). A warning is what is accepted and has no effect: a repeated name, a name
 * that no target cluster has, a field that the API server prunes. `dispatching: false` is no fault: the API's
 * documentation asks for `true` only, but nothing enforces that and it means the same as leaving it out.
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

  const { fields, names } = readSuspension(suspension, ROOT, (path, value, expected) =>
    report('error', path, `must be ${expected}, not ${describe(value)}`),
  );
  if (fields.dispatching === true && names.length > 0) {
    report('error', ROOT, 'must not have both dispatching: true and dispatchingOnClusters.clusterNames');
  }
  if (on === 'policy' && !isAbsent(fields.scheduling)) {
    report('error', `${ROOT}.scheduling`, 'is for bindings, not for policies');
  }
  const seen = new Set<string>();
  for (const [name, path] of names) {
    if (typeof name !== 'string') continue;
    if (name === '') report('error', path, 'must not be empty');
    else if (seen.has(name)) report('warning', path, `${describe(name)} is repeated`);
    else if (targets && !targets.has(name)) report('warning', path, `${describe(name)} is no target cluster`);
    seen.add(name);
  }
  // Only a warning: the API server accepts the object and prunes the field, and a newer Karmada may know it.
  const { dispatching: _, dispatchingOnClusters, scheduling, ...unknown } = fields;
  const { clusterNames: __, ...unknownOn } = isFields(dispatchingOnClusters) ? dispatchingOnClusters : {};
  for (const [path, of] of [
    [ROOT, unknown],
    [`${ROOT}.dispatchingOnClusters`, unknownOn],
  ] as const) {
    for (const key in of) report('warning', `${path}.${key}`, 'is no field that Karmada knows');
  }
  return faults;
}
