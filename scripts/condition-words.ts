import { conditions, createInterpreter, defaultInterpreters, defineInterpreter } from '../src/index.js';
import type { Words } from './error-words.js';

/** A reason of a federated condition that the library writes itself, with members of whom it does. */
interface ConditionWords extends Words {
  readonly object: object;
  /** What each member reports; `member1` first. */
  readonly statuses: readonly object[];
}

const nothing = 'nothing';
const federation = { name: 'web', namespace: 'shop', generation: 7 };
const deployment = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
  ...{ metadata: federation, spec: { replicas: 4 }, status: { observedGeneration: 6 } },
};
const processed = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
const up = { ...processed, replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4 };
const rolling = { ...up, replicas: 5, updatedReplicas: 1 };
const down = { ...up, readyReplicas: 1, availableReplicas: 1 };
const behind = { ...up, resourceTemplateGeneration: 6 };
const widget = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: federation };
const widgets = defineInterpreter({
  ...{ apiVersion: 'example.org/v1', kind: 'Widget' },
  status: { conditions: conditions({ required: ['Ready'] }) },
});
const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: federation, spec: { completions: 1 } };
const notebook = { apiVersion: 'kubeflow.org/v1', kind: 'Notebook', metadata: federation };
const training = { apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', metadata: federation };

const END = '2026-10-05T08:00:00Z';
const ended = (type: string) => ({
  startTime: END,
  completionTime: END,
  conditions: [{ type, status: 'True', lastTransitionTime: END }],
});
const trains = (type: string) => ({ conditions: [{ type, status: 'True', lastTransitionTime: END }] });
const container = (state: object) => ({ conditions: [], readyReplicas: 0, containerState: state });

/** The same is said of Kubeflow's other jobs, by their kinds. */
const jobs = 'so of a TFJob and an MPIJob, by their kinds';
const logs = 'look at the pods in the clusters that the message names, with their logs';

export const CONDITION_WORDS: { readonly [reason: string]: ConditionWords } = {
  Completed: {
    means: 'Every member has completed the Job, or the BroadcastJob.',
    help: nothing,
    object: job,
    statuses: [ended('Complete')],
  },
  CompletionsReached: {
    means:
      'Every member has met the success criteria of the Job; Kubernetes asks for the condition before `Complete`.',
    help: nothing,
    object: job,
    statuses: [ended('Complete')],
  },
  JobFailed: {
    means: 'All members are finished and some have failed, or the Job is bound to fail once they are.',
    help: logs,
    object: job,
    statuses: [ended('Failed')],
  },
  MinimumReplicasAvailable: {
    means: 'The Deployment has as many available pods as its strategy asks for, in every cluster.',
    help: nothing,
    object: deployment,
    statuses: [up],
  },
  MinimumReplicasUnavailable: {
    means: 'Over all clusters, fewer pods are available than the strategy of the Deployment asks for.',
    help: 'look at the clusters that lack pods: `explainStatus` and `explain` name them',
    object: deployment,
    statuses: [down],
  },
  NewReplicaSetAvailable: {
    means: 'Every cluster has rolled the present template of the Deployment out.',
    help: nothing,
    object: deployment,
    statuses: [up],
  },
  NotReported: {
    means: 'A member lacks a condition that its kind declares as `required`.',
    help: "see whether the condition is collected, and whether the kind's controller runs in that cluster",
    object: widget,
    statuses: [processed],
  },
  NotebookFailed: {
    means: 'The container of the Notebook has failed in some clusters.',
    help: logs,
    object: notebook,
    statuses: [container({ terminated: { exitCode: 1, finishedAt: END, reason: 'Error' } })],
  },
  PyTorchJobCreated: {
    means: `Some member has created the job; ${jobs}.`,
    help: nothing,
    object: training,
    statuses: [trains('Created')],
  },
  PyTorchJobFailed: {
    means: `All members are finished and some have failed; ${jobs}.`,
    help: logs,
    object: training,
    statuses: [trains('Failed')],
  },
  PyTorchJobRestarting: {
    means: `Some member restarts the job; ${jobs}.`,
    help: logs,
    object: training,
    statuses: [trains('Restarting')],
  },
  PyTorchJobRunning: {
    means: `True while some member runs the job and not all are finished; ${jobs}.`,
    help: nothing,
    object: training,
    statuses: [trains('Running')],
  },
  PyTorchJobSucceeded: {
    means: `Every member has completed the job; ${jobs}.`,
    help: nothing,
    object: training,
    statuses: [trains('Succeeded')],
  },
  PyTorchJobSuspended: {
    means: `Some member has suspended the job; ${jobs}.`,
    help: 'resume it in the spec, or find out which queue holds it back',
    object: training,
    statuses: [trains('Suspended')],
  },
  Ready: {
    means: 'The Notebook runs in every cluster.',
    help: nothing,
    object: notebook,
    statuses: [{ ...container({ running: { startedAt: END } }), readyReplicas: 1 }],
  },
  ReplicaSetUpdated: {
    means: 'The present template of the Deployment is being rolled out.',
    help: 'wait; if it does not end, look at the clusters that lag',
    object: deployment,
    statuses: [rolling],
  },
  TemplateNotObserved: {
    means: 'Some member has not processed the present template: what it says is of another one.',
    help: '`explainStatus` and `explain` say of each cluster why it lags',
    object: deployment,
    statuses: [behind],
  },
};

const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, widgets] });

interface Conditioned {
  readonly status?: {
    readonly conditions?: readonly { readonly reason: string; readonly message: string }[];
  };
}

/** What the federated condition with this reason says of its example. */
export function conditionMessage(reason: string): string | undefined {
  const { object, statuses } = CONDITION_WORDS[reason] as ConditionWords;
  const items = statuses.map((status, i) => ({ clusterName: `member${i + 1}`, applied: true, status }));
  const { status } = interpreter.aggregateStatus(object, items) as Conditioned;
  return status?.conditions?.find((condition) => condition.reason === reason)?.message;
}
