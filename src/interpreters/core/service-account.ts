import { isJson } from '../../kubernetes/json.js';
import { at, type Fields, isFields, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { defineInterpreter } from '../define-interpreter.js';
import { dataHealth } from '../health/data-health.js';

/**
 * `v1` ServiceAccount.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/lifted/retain.go#L97-L150
 */
export const serviceAccount = defineInterpreter({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  retain: (desired, observed) =>
    withNamesOf(withNamesOf(desired, observed, 'secrets'), observed, 'imagePullSecrets'),
  health: dataHealth,
});

/** The desired entries, and those of the member that have other names: its control plane may have made them. */
function withNamesOf<T extends KubernetesObject>(desired: T, observed: KubernetesObject, field: string): T {
  const own = entriesIn(desired, field);
  const names = new Set(own.map((entry) => at(entry, 'name')));
  const others = entriesIn(observed, field).filter((entry): entry is Fields => {
    const name = at(entry, 'name');
    if (!isName(name) || names.has(name) || !isFields(entry) || !isJson(entry)) return false;
    names.add(name);
    return true;
  });
  return others.length === 0 ? desired : { ...desired, [field]: [...own, ...others] };
}

function entriesIn(object: KubernetesObject, field: string): readonly unknown[] {
  const entries = at(object, field);
  return Array.isArray(entries) ? entries : [];
}
