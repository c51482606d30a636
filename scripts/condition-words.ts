import { conditions, createInterpreter, defaultInterpreters, defineInterpreter } from '../src/index.js';
import type { Words } from './error-words.js';

/** A reason of a federated condition that the library writes itself, with a member of which it does. */
interface ConditionWords extends Words {
  readonly object: object;
  /** What the one member reports. */
  readonly status: object;
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
const container = (state: object) => ({ conditions: [], readyReplicas: 0, containerState: state });

const logs = 'look at the pods in the clusters that the message names, with their logs';

/** The words of a PyTorchJob's condition of that type; the same is said of Kubeflow's other jobs, by their kinds. */
function trainingWords(type: string, means: string, help = nothing): Record<string, ConditionWords> {
  const status = { conditions: [{ type, status: 'True', lastTransitionTime: END }] };
  const words = { means: `${means}; so of a TFJob and an MPIJob, by their kinds.`, help };
  return { [`PyTorchJob${type}`]: { ...words, object: training, status } };
}

export const CONDITION_WORDS: { readonly [reason: string]: ConditionWords } = {
  Completed: {
    means: 'Every member has completed the Job, or the BroadcastJob.',
    help: nothing,
    object: job,
    status: ended('Complete'),
  },
  CompletionsReached: {
    means:
      'Every member has met the success criteria of the Job; Kubernetes asks for the condition before `Complete`.',
    help: nothing,
    object: job,
    status: ended('Complete'),
  },
  JobFailed: {
    means: 'All members are finished and some have failed, or the Job is bound to fail once they are.',
    help: logs,
    object: job,
    status: ended('Failed'),
  },
  MinimumReplicasAvailable: {
    means: 'The Deployment has as many available pods as its strategy asks for, in every cluster.',
    help: nothing,
    object: deployment,
    status: up,
  },
  MinimumReplicasUnavailable: {
    means: 'Over all clusters, fewer pods are available than the strategy of the Deployment asks for.',
    help: 'look at the clusters that lack pods: `explainStatus` and `explain` name them',
    object: deployment,
    status: down,
  },
  NewReplicaSetAvailable: {
    means: 'Every cluster has rolled the present template of the Deployment out.',
    help: nothing,
    object: deployment,
    status: up,
  },
  NotReported: {
    means: 'A member lacks a condition that its kind declares as `required`.',
    help: "see whether the condition is collected, and whether the kind's controller runs in that cluster",
    object: widget,
    status: processed,
  },
  NotebookFailed: {
    means: 'The container of the Notebook has failed in some clusters.',
    help: logs,
    object: notebook,
    status: container({ terminated: { exitCode: 1, finishedAt: END, reason: 'Error' } }),
  },
  ...trainingWords('Created', 'Some member has created the job'),
  ...trainingWords('Failed', 'All members are finished and some have failed', logs),
  ...trainingWords('Restarting', 'Some member restarts the job', logs),
  ...trainingWords('Running', 'True while some member runs the job and not all are finished'),
  ...trainingWords('Succeeded', 'Every member has completed the job'),
  ...trainingWords(
    'Suspended',
    'Some member has suspended the job',
    'resume it in the spec, or find out which queue holds it back',
  ),
  Ready: {
    means: 'The Notebook runs in every cluster.',
    help: nothing,
    object: notebook,
    status: { ...container({ running: { startedAt: END } }), readyReplicas: 1 },
  },
  ReplicaSetUpdated: {
    means: 'The present template of the Deployment is being rolled out.',
    help: 'wait; if it does not end, look at the clusters that lag',
    object: deployment,
    status: rolling,
  },
  TemplateNotObserved: {
    means: 'Some member has not processed the present template: what it says is of another one.',
    help: '`explainStatus` and `explain` say of each cluster why it lags',
    object: deployment,
    status: behind,
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
  const { object, status: reported } = CONDITION_WORDS[reason] as ConditionWords;
  const items = [{ clusterName: 'member1', applied: true, status: reported }];
  const { status } = interpreter.aggregateStatus(object, items) as Conditioned;
  return status?.conditions?.find((condition) => condition.reason === reason)?.message;
}
