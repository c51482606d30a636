import { at, type Fields } from '../../kubernetes/object.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { combine, field, select } from '../../reducers/combine.js';
import { heldConditions } from '../../reducers/conditions/held-conditions.js';
import { madeConditions } from '../../reducers/conditions/made-conditions.js';
import type { ConditionStatus } from '../../reducers/conditions/member-condition.js';
import { mapOf } from '../../reducers/map-of.js';
import { object } from '../../reducers/object-of.js';
import { outcome } from '../../reducers/outcome.js';
import type { Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { earliest, latest } from '../../reducers/times.js';
import { endCondition, endTime } from '../job-end.js';

/** The status fields that the training jobs of Kubeflow have in common, but for those that {@link kubeflowJobSummary} makes. */
// @__NO_SIDE_EFFECTS__
export function kubeflowJobFields() {
  return {
    replicaStatuses: mapOf(object({ active: sum(), succeeded: sum(), failed: sum() })),
    startTime: earliest(),
    lastReconcileTime: latest(),
  };
}

const STATES = {
  underway: ['Underway'],
  failed: ['Failed'],
  complete: ['Succeeded'],
  unreported: 'Underway',
};

/**
 * The conditions of a training job and its `completionTime`, which says that it is finished in every member cluster.
 *
 * @param kind - The kind, by which the reasons and messages of its conditions are called.
 * @see https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/common_types.go
 */
// @__NO_SIDE_EFFECTS__
export function kubeflowJobSummary(kind: string): Reducer<object> {
  return combine(
    {
      outcome: outcome(
        stateOf,
        STATES,
        clustersWhere(() => true),
      ),
      held: field('conditions', heldConditions(['Restarting', 'Suspended'])),
      completed: field('completionTime', latest()),
      ended: select((status) => endTime(status, 'Succeeded'), latest()),
    },
    ({ outcome, held = [], completed, ended }, { previous }) => {
      const { finished = false, failed = false, value: clusters = [] } = outcome ?? {};
      const find = (type: string, status: ConditionStatus) =>
        held.find((one) => one.type === type && one.status === status);
      const make = (type: string, status: ConditionStatus, says: string, time: string | undefined) => [
        { type, status, reason: `${kind}${type}`, message: `${kind} ${says}`, time },
      ];
      const runs = !finished && find('Running', 'True') !== undefined ? 'True' : 'False';
      const underway = finished ? [] : ['Restarting', 'Suspended'];
      const made = [
        ...(find('Created', 'True')
          ? make('Created', 'True', 'is created.', find('Created', 'True')?.time)
          : []),
        ...(held.some(({ type }) => type === 'Running')
          ? make('Running', runs, 'is running.', finished ? ended : find('Running', runs)?.time)
          : []),
        ...underway.flatMap((type) => {
          const said = find(type, 'True');
          const says = `is ${type.toLowerCase()} in member clusters: ${said?.clusters.join(', ')}`;
          return said ? make(type, 'True', says, said.time) : [];
        }),
        ...(failed
          ? make('Failed', 'True', `executed failed in member clusters: ${clusters.join(', ')}`, ended)
          : []),
        ...(finished && !failed ? make('Succeeded', 'True', 'is successfully completed.', ended) : []),
      ];
      const times = ['lastUpdateTime', 'lastTransitionTime'] as const;
      return {
        conditions: made.length === 0 ? undefined : madeConditions(made, at(previous, 'conditions'), times),
        completionTime: finished ? completed : undefined,
      };
    },
  );
}

function stateOf(status: Fields): unknown {
  return endCondition(status, 'Succeeded')?.type ?? 'Underway';
}
