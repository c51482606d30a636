import { invalid } from '../errors.js';
import { isName } from '../kubernetes/object.js';
import type { Component } from './replicas.js';

/** The longest name of a component that a ResourceBinding takes. */
const LONGEST_NAME = 32;

/**
 * The components as they are, where each has a name of at most 32 characters and of its own: a ResourceBinding takes no
 * others.
 *
 * @param components - The components of a workload.
 * @throws InterpreterError `INVALID_OBJECT` for any other name.
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/apis/work/v1alpha2/binding_types.go
 */
export function checkedComponents(components: readonly Component[]): readonly Component[] {
  const names = new Set<string>();
  components.forEach(({ name }, i) => {
    const path = `components[${i}].name`;
    if (!isName(name) || [...name].length > LONGEST_NAME)
      throw invalid('INVALID_OBJECT', path, name, `a name of at most ${LONGEST_NAME} characters`);
    if (names.has(name)) throw invalid('INVALID_OBJECT', path, name, 'a name that no other component has');
    names.add(name);
  });
  return components;
}
