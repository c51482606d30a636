import {
  at,
  type Fields,
  fieldAt,
  isAbsent,
  isFields,
  type KubernetesObject,
} from '../../kubernetes/object.js';
import { podRequirements, type ReplicaRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { timeText } from '../../kubernetes/time.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { combine, field, select } from '../../reducers/combine.js';
import { madeConditions } from '../../reducers/conditions/made-conditions.js';
import { sum } from '../../reducers/sum.js';
import { latest } from '../../reducers/times.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { containerRank, worstContainer } from './worst-container.js';

const status = { readyReplicas: sum() };
const reflects = ['containerState', 'conditions'] as const;
const summary = combine(
  {
    worst: field('containerState', worstContainer()),
    failed: clustersWhere(({ containerState }) => containerRank(containerState) === 'failed'),
    running: clustersWhere(({ containerState }) => containerRank(containerState) === 'running'),
    finishedAt: select(
      ({ containerState }) =>
        containerRank(containerState) === 'failed'
          ? timeText(at(containerState, 'terminated', 'finishedAt'))
          : undefined,
      latest(),
    ),
    startedAt: select(({ containerState }) => timeText(at(containerState, 'running', 'startedAt')), latest()),
  },
  ({ worst, failed = [], running = [], finishedAt, startedAt }, { previous, members }) => {
    const message = `Notebook executed failed in member clusters: ${failed.join(', ')}`;
    const made = [
      ...(failed.length > 0 ? [{ type: 'Failed', reason: 'NotebookFailed', message, time: finishedAt }] : []),
      ...(members > 0 && running.length === members
        ? [{ type: 'Ready', reason: 'Ready', message: 'All notebooks are ready', time: startedAt }]
        : []),
    ].map((condition) => ({ ...condition, status: 'True' as const }));
    const runs = containerRank(worst?.state) === 'running' && startedAt !== undefined;
    // The API asks for both, also where there is nothing to say.
    return {
      containerState: (runs ? { running: { startedAt } } : worst?.state) ?? {},
      conditions: madeConditions(made, at(previous, 'conditions'), ['lastProbeTime', 'lastTransitionTime']),
    };
  },
);

/** The status of `kubeflow.org` Notebook, without what else its interpreter brings. */
export const kubeflowNotebookStatus = defineStatus({ status, summary, reflects, observedGeneration: 'none' });

/**
 * `kubeflow.org` Notebook.
 *
 * @see https://github.com/kubeflow/notebooks/blob/177b098656264a36af71ea27d098c2ad14999eec/components/notebook-controller/api/v1/notebook_types.go
 */
export const kubeflowNotebook = defineInterpreter({
  apiVersion: ['kubeflow.org/v1', 'kubeflow.org/v1beta1', 'kubeflow.org/v1alpha1'],
  kind: 'Notebook',
  replicas: () => 1,
  requirements: notebookRequirements,
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  health: firstHealth(observedHealth('none'), containerHealth),
});

/** What the one pod of a notebook needs. Karmada knows no dependencies of a notebook, so that `podTemplate` is not declared. */
function notebookRequirements(notebook: KubernetesObject): ReplicaRequirements | undefined {
  return podRequirements(fieldAt(notebook, ['spec', 'template']), { path: 'spec.template' });
}

/** The health of the container, as the controller has it from the pod. */
function containerHealth({ metadata, status }: KubernetesObject): Health {
  const state = at(status, 'containerState');
  const [form] = isFields(state) ? Object.keys(state).filter((key) => isFields(state[key])) : [];
  if (form === undefined) {
    // The controller scales the notebook to 0.
    return isAbsent(metadata?.annotations?.['kubeflow-resource-stopped'])
      ? health('Progressing', 'NoContainer', 'the container has no state yet')
      : health('Suspended', 'Stopped', 'the notebook is stopped');
  }
  const words = isFields(at(state, form)) ? (at(state, form) as Fields) : undefined;
  const rank = containerRank(state);
  if (rank === 'failed') return health('Degraded', 'ContainerFailed', `the container is ${form}`, words);
  if (rank === 'waiting' && words?.reason !== 'ContainerCreating')
    return health('Progressing', 'ContainerWaiting', 'the container is waiting', words);
  return health('Healthy', 'ContainerFine', `the container is ${form}`, words);
}
