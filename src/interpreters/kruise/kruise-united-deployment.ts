import { at, fieldAt, isAbsent, isFields, type KubernetesObject, textAt } from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { namespaceOf, type Placed, placed } from '../../kubernetes/references.js';
import { combine } from '../../reducers/combine.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { replicaTargets } from '../apps/replica-targets.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { numberAt } from '../health/number-at.js';
import { observedHealth } from '../health/observed-health.js';

const status = {
  replicas: sum(),
  updatedReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
  unavailableReplicas: sum(),
  conditions: conditions({ badWhenTrue: ['SubsetFailure'] }),
};
// Each cluster has its own, and the API server takes no status without one.
const summary = combine({}, (_, { previous }) => ({
  currentRevision: at(previous, 'currentRevision') ?? '',
}));
const perCluster = (object: KubernetesObject) => replicaTargets(object, keptBack);

/** The status of `apps.kruise.io` UnitedDeployment, without what else its interpreter brings. */
export const kruiseUnitedDeploymentStatus = defineStatus({ status, summary, perCluster });

/**
 * `apps.kruise.io` UnitedDeployment.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1beta1/uniteddeployment_types.go
 */
export const kruiseUnitedDeployment = defineInterpreter({
  apiVersion: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  kind: 'UnitedDeployment',
  replicas: ['spec', 'replicas'],
  status,
  summary,
  perCluster,
  requirements(object) {
    const { template, path } = subsetTemplate(object);
    return podRequirements(template, { path });
  },
  dependencies(object) {
    const { template, path, claims } = subsetTemplate(object);
    const ownClaims = claims.map((name) => textAt(...name));
    return podDependencies(template, namespaceOf(object), { path, ownClaims });
  },
  health: firstHealth(
    observedHealth(),
    (object) => {
      const counts = countsHealth(object);
      return counts.healthy ? counts : undefined;
    },
    conditionHealth('SubsetFailure', { True: 'Degraded' }),
    countsHealth,
  ),
});

/** The templates of which a UnitedDeployment has one. */
const TEMPLATES = [
  'statefulSetTemplate',
  'advancedStatefulSetTemplate',
  'cloneSetTemplate',
  'deploymentTemplate',
];

/** The pod template of the subsets, where it stands, and the names of the claims that the subsets make themselves. */
function subsetTemplate(object: KubernetesObject): {
  readonly template: unknown;
  readonly path: string;
  readonly claims: readonly Placed[];
} {
  const subset = fieldAt(object, ['spec', 'template']);
  for (const name of TEMPLATES) {
    const path = `spec.template.${name}`;
    const workload = at(subset, name);
    const [found] = placed(workload, path, 'spec.template');
    if (found === undefined || isAbsent(found[0])) continue;
    const claims = placed(workload, path, 'spec.volumeClaimTemplates.*.metadata.name');
    return { template: found[0], path: found[1], claims };
  }
  // What Karmada's own examples have.
  const template = isFields(at(subset, 'spec')) ? subset : undefined;
  return { template, path: 'spec.template', claims: [] };
}

/** How many pods the partitions of all subsets keep at the old version. */
function keptBack(object: KubernetesObject, asked: number): number {
  const partitions = at(object, 'spec', 'updateStrategy', 'manualUpdate', 'partitions');
  const kept = Object.values(isFields(partitions) ? partitions : {}).map((value) => numberAt(value, []));
  return Math.min(
    asked,
    kept.reduce((sum, partition) => sum + partition, 0),
  );
}

/** What the counts of an up-to-date status say of the rollout. */
function countsHealth(object: KubernetesObject): Health {
  const asked = numberAt(object, ['spec', 'replicas'], 1);
  const wanted = asked - keptBack(object, asked);
  const updated = numberAt(object.status, ['updatedReplicas']);
  if (updated < wanted)
    return health('Progressing', 'RollingOut', `${updated} of ${wanted} replicas run the new version`);
  // The API has no count of available pods.
  const reported = !isAbsent(at(object.status, 'availableReplicas'));
  const available = numberAt(object.status, [reported ? 'availableReplicas' : 'readyReplicas']);
  const message = `${available} of ${updated} updated replicas are available`;
  return available < updated
    ? health('Progressing', 'NotAvailable', message)
    : health('Healthy', 'RolledOut', message);
}
