import { isEmpty, isJson, sameJson } from '../../kubernetes/json.js';
import { at, isFields, type KubernetesObject, withValueAt } from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { namespaceOf } from '../../kubernetes/references.js';
import { withoutValueAt } from '../../kubernetes/without-value-at.js';
import { phase } from '../../reducers/phase.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { containerStatuses } from './container-statuses.js';
import { podHealth } from './pod-health.js';

const status = {
  phase: phase(['Failed', 'Unknown', 'Pending', 'Running', 'Succeeded'], { unreported: 'Pending' }),
  containerStatuses: containerStatuses(),
  initContainerStatuses: containerStatuses(),
};

/** The status of `v1` Pod, without what else its interpreter brings. */
export const podStatus = defineStatus({ status, reflects: 'whole' });

/**
 * `v1` Pod.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L442-L512
 */
export const pod = defineInterpreter({
  apiVersion: 'v1',
  kind: 'Pod',
  replicas: () => 1,
  requirements: (object) => podRequirements(object, { path: '' }),
  dependencies: (object) => podDependencies(object, namespaceOf(object), { path: '' }),
  status,
  reflects: 'whole',
  retain: retainPlacement,
  health: podHealth,
});

/**
 * What the member's scheduler and admission have filled in, and the API server lets nobody change.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/retain.go#L49-L90
 */
function retainPlacement<T extends KubernetesObject>(desired: T, observed: KubernetesObject): T {
  let kept = desired;
  for (const field of ['nodeName', 'serviceAccountName', 'volumes'])
    kept = withObserved(kept, observed, ['spec', field]);
  for (const list of ['containers', 'initContainers']) {
    const own = at(desired, 'spec', list);
    const others = at(observed, 'spec', list);
    if (!Array.isArray(own) || !Array.isArray(others)) continue;
    // Of several of one name, the first.
    const named = new Map([...others].reverse().map((other: unknown) => [at(other, 'name'), other]));
    const containers = own.map((container: unknown) => {
      const other = named.get(at(container, 'name'));
      return isFields(container) && isFields(other)
        ? withObserved(container, other, ['volumeMounts'])
        : container;
    });
    if (containers.some((container, i) => container !== own[i]))
      kept = withValueAt(kept, ['spec', list], containers);
  }
  return kept;
}

/** The desired object with the observed value, also where that is none. */
function withObserved<T extends object>(desired: T, observed: object, path: readonly string[]): T {
  const value = at(observed, ...path);
  // What is empty in both differs in nothing that the API server would see.
  if (isEmpty(value)) return isEmpty(at(desired, ...path)) ? desired : withoutValueAt(desired, path);
  if (!isJson(value) || sameJson(at(desired, ...path), value)) return desired;
  return withValueAt(desired, path, value);
}
