import { at } from '../../kubernetes/object.js';
import { madeConditions } from '../../reducers/conditions/made-conditions.js';
import type { ConditionStatus } from '../../reducers/conditions/member-condition.js';
import { mapOf } from '../../reducers/map-of.js';
import { object } from '../../reducers/object-of.js';
import type { Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { earliest, latest } from '../../reducers/times.js';
import { jobEnds } from '../job-end.js';

/** The status fields that the training jobs of Kubeflow have in common, but for those that {@link kubeflowJobSummary} makes. */
// @__NO_SIDE_EFFECTS__
export function kubeflowJobFields() {
  return {
    replicaStatuses: mapOf(object({ active: sum(), succeeded: sum(), failed: sum() })),
    startTime: earliest(),
    lastReconcileTime: latest(),
  };
}

/**
 * The conditions of a training job and its `completionTime`, which says that it is finished in every member cluster.
 *
 * @param kind - The kind, by which the reasons and messages of its conditions are called.
 * @see https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/common_types.go
 */
// @__NO_SIDE_EFFECTS__
export function kubeflowJobSummary(kind: string): Reducer<object> {
  return jobEnds(
    'Succeeded',
    ['Restarting', 'Suspended'],
    ({ finished, failed, ended, completed, held }, { previous }) => {
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
        ...(finished && failed.length > 0
          ? make('Failed', 'True', `executed failed in member clusters: ${failed.join(', ')}`, ended)
          : []),
        ...(finished && failed.length === 0
          ? make('Succeeded', 'True', 'is successfully completed.', ended)
          : []),
      ];
      const times = ['lastUpdateTime', 'lastTransitionTime'] as const;
      return {
        conditions: made.length === 0 ? undefined : madeConditions(made, at(previous, 'conditions'), times),
        completionTime: finished ? completed : undefined,
      };
    },
  );
}
