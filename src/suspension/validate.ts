import { describe, invalid } from '../errors.js';
import { type Fields, isAbsent, isFields } from '../objects.js';
import { readSuspension } from './read.js';
import type { SuspensionFault, ValidateSuspensionOptions } from './types.js';

const ROOT = 'spec.suspension';
const ON_CLUSTERS = `${ROOT}.dispatchingOnClusters`;

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
 * @throws {InterpreterError} `INVALID_OPTIONS` if the options are not what their type says.
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
  const { on, targets } = checked(options);
  const faults: SuspensionFault[] = [];
  const report = (severity: SuspensionFault['severity'], path: string, message: string) => {
    faults.push({ path, severity, message });
  };
  // Only a warning: the API server accepts the object and prunes the field, and a newer Karmada may know it.
  const reportUnknown = (fields: Fields, path: string, known: readonly string[]) => {
    for (const key of Object.keys(fields)) {
      if (known.includes(key)) continue;
      const step = /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
      report('warning', path + step, 'is no field that Karmada knows');
    }
  };

  const read = readSuspension(suspension, ROOT, (path, value, expected) => {
    report('error', path, `must be ${expected}, not ${describe(value)}`);
  });
  if (read.dispatching && read.clusterNames.length > 0) {
    report('error', ROOT, 'must not have both dispatching: true and dispatchingOnClusters.clusterNames');
  }
  if (on === 'policy' && !isAbsent(read.fields.scheduling)) {
    report('error', `${ROOT}.scheduling`, 'is for bindings, not for policies');
  }
  const first = new Map<unknown, number>();
  read.clusterNames.forEach((name, index) => {
    if (typeof name !== 'string') return;
    const path = `${ON_CLUSTERS}.clusterNames[${index}]`;
    const earlier = first.get(name);
    if (name === '') report('error', path, 'must not be empty');
    else if (earlier !== undefined) report('warning', path, `repeats clusterNames[${earlier}]`);
    else if (targets?.has(name) === false) report('warning', path, `${describe(name)} is no target cluster`);
    if (earlier === undefined) first.set(name, index);
  });
  reportUnknown(read.fields, ROOT, ['dispatching', 'dispatchingOnClusters', 'scheduling']);
  reportUnknown(read.onClusters, ON_CLUSTERS, ['clusterNames']);
  return faults;
}

function checked(options: unknown) {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { clusters, on } = options;
  if (on !== undefined && on !== 'policy' && on !== 'binding') {
    throw invalid('INVALID_OPTIONS', 'options.on', on, '"policy" or "binding"');
  }
  if (clusters !== undefined && !Array.isArray(clusters)) {
    throw invalid('INVALID_OPTIONS', 'options.clusters', clusters, 'a list');
  }
  return { on, targets: clusters && new Set<unknown>(clusters) };
}
