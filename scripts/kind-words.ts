/** What is to be said of a kind where no declaration says it: of fields and of operations, by their names. */
export interface KindWords {
  readonly fields?: { readonly [field: string]: string };
  readonly operations?: { readonly [operation: string]: string };
}

const FINISHED = 'once the job is finished in every cluster';

const everyAddress = 'the addresses of all clusters, each once with all of its ports, sorted';

const trainingJob: KindWords['fields'] = {
  conditions: `\`Created\` where a cluster has it, \`Running\` where one runs, \`Restarting\` and \`Suspended\` with the clusters that are, and \`Failed\` or \`Succeeded\` ${FINISHED}`,
  completionTime: `the latest, ${FINISHED}`,
};

const containers =
  'one for each name: the state and image of the cluster where it is worst, `ready` where it is in every cluster, `restartCount` added up';

const policy: KindWords = {
  fields: {
    ready:
      'true where it is in every cluster, so that one which does not report it is not ready; left out where none reports it',
  },
};

const roles = (known: string): KindWords => ({
  fields: trainingJob,
  operations: {
    InterpretComponent: `one for each role that there is, of ${known}, with 1 replica where it does not say`,
    InterpretDependency: 'what the pod templates of these use',
  },
});

const rayComponents =
  '`ray-head`, and one for each worker group: its replicas between the least and the most, times `numOfHosts`; none of a group that is suspended';

/** By group and kind. */
export const KIND_WORDS: { readonly [kind: string]: KindWords } = {
  'apps Deployment': {
    fields: {
      conditions:
        '`Available` and `Progressing` by the worst of what the clusters report and of what the sums say, `ReplicaFailure` where a cluster has it',
    },
  },
  'apps StatefulSet': {
    operations: {
      InterpretDependency: 'what the pod template uses, but for the claims that it makes itself',
    },
  },
  'apps.kruise.io CloneSet': {
    operations: {
      InterpretDependency: 'what the pod template uses, but for the claims that it makes itself',
    },
  },
  'apps.kruise.io StatefulSet': {
    operations: {
      InterpretDependency: 'what the pod template uses, but for the claims that it makes itself',
    },
  },
  'source.toolkit.fluxcd.io HelmRepository': {
    fields: {
      observedGeneration:
        "the template's generation, once every cluster has observed it; of type `oci`, whose status Flux leaves empty, once every cluster runs it",
    },
  },
  'argoproj.io Workflow': {
    operations: {
      InterpretReplica: '`spec.parallelism`, 1 where it is absent; of requirements, where the pods may run',
      ReviseReplica: '`spec.parallelism` where it is a number: an absent one means that there is no limit',
      InterpretDependency: 'what the spec and its templates use, but for the claims that it makes itself',
    },
  },
  'flink.apache.org FlinkDeployment': {
    fields: Object.fromEntries(
      [
        'clusterInfo',
        'error',
        'jobManagerDeploymentStatus',
        'jobStatus',
        'lifecycleState',
        'reconciliationStatus',
        'taskManager',
      ].map((field) => [field, 'all from the one cluster whose job fares worst']),
    ),
    operations: {
      InterpretReplica: 'job managers and task managers; each replica needs the greater of what the two need',
      InterpretComponent:
        '`jobmanager` and `taskmanager`, of which there are as many as the parallelism needs slots where `replicas` is absent',
    },
  },
  'kyverno.io ClusterPolicy': policy,
  'kyverno.io Policy': policy,
  'ray.io RayCluster': {
    fields: {
      state:
        '`failed` where a cluster is, else `suspended` where one is, `ready` where every cluster is; else left out',
      reason: 'that of the first cluster by name in this state',
    },
    operations: { InterpretComponent: rayComponents },
  },
  'ray.io RayJob': {
    fields: {
      jobDeploymentStatus: `the worst of those under way, \`Initializing\` for a cluster that reports none; ${FINISHED}, \`Failed\`, \`ValidationFailed\` or \`Complete\`, the first of these that a cluster is in`,
      jobStatus: `\`PENDING\` where a cluster is or has none, else \`RUNNING\` where one is; ${FINISHED}, \`FAILED\`, \`STOPPED\` or \`SUCCEEDED\`, the first of these that a cluster is in; left out where none reports one`,
      reason: 'that of the first cluster by name in this `jobDeploymentStatus`',
      message: '`cluster=message` of the clusters in this `jobDeploymentStatus`',
      endTime: `the latest, ${FINISHED}`,
    },
    operations: {
      InterpretComponent: rayComponents,
      InterpretDependency: 'what the pods of head, workers and submitter use',
    },
  },
  'ray.io RayService': {
    fields: {
      activeServiceStatus:
        'that of the first cluster by name which reports one, with the applications of all, each as it is where it is worst',
      serviceStatus: '`Running` where it is in every cluster, else left out',
    },
    operations: {
      InterpretReplica:
        'the head and the pods of all worker groups; each needs the greatest of what these need',
      ReviseReplica: 'what is left beside the head, over the worker groups in proportion to their pods',
      InterpretDependency: 'what the pods of head and workers use',
    },
  },
  'sparkoperator.k8s.io SparkApplication': {
    fields: {
      driverInfo:
        'that of the last cluster by name which reports one, `{}` where none does: the API requires it',
      applicationState:
        'the worst state of those under way, `SUBMITTED` for a cluster that reports none; once the application is finished in every cluster, `FAILED` or `COMPLETED`; `cluster=message` of the clusters in this state',
      terminationTime: 'the latest, once the application is finished in every cluster',
    },
    operations: {
      InterpretComponent: '`driver`, and `executor` with `instances`, or what dynamic allocation begins with',
    },
  },
  'apps.kruise.io AdvancedCronJob': {
    operations: { InterpretDependency: 'what the template of its jobs uses' },
  },
  'apps.kruise.io BroadcastJob': {
    fields: {
      phase: `\`paused\` where clusters are and none runs, else \`running\`; ${FINISHED}, \`failed\` where one failed, else \`completed\``,
      conditions: `\`Failed\` or \`Complete\`, ${FINISHED}`,
      completionTime: 'the latest, once every cluster is complete',
    },
    operations: {
      InterpretReplica: '`spec.parallelism` where it is a number, else 1',
      ReviseReplica: '`spec.parallelism` where it is a number: without one there is no limit',
    },
  },
  'apps.kruise.io SidecarSet': {
    operations: {
      InterpretReplica: '0: it has no pods of its own',
      Retain: 'nothing',
      InterpretDependency: 'what its containers use, in the one namespace that it selects; else none',
    },
  },
  'apps.kruise.io UnitedDeployment': {
    fields: { currentRevision: "the template's own, else empty: each cluster has its own" },
    operations: {
      InterpretDependency:
        'what the template of its subsets uses, but for the claims that these make themselves',
    },
  },
  'batch.volcano.sh Job': {
    fields: {
      state: `the worst phase of those under way, \`Pending\` for a cluster that reports none, with its messages; ${FINISHED}, \`Failed\`, \`Terminated\` or \`Completed\`, the first of these that a cluster is in`,
      runningDuration: 'the longest',
      conditions: 'one of each phase that the job has been in, the latest',
    },
    operations: {
      InterpretComponent: 'one for each task: `minAvailable`, else `replicas`',
    },
  },
  'kubeflow.org MPIJob': {
    fields: trainingJob,
    operations: {
      InterpretComponent: 'one for each replica spec, the launcher first; 1 launcher where it does not say',
    },
  },
  'kubeflow.org Notebook': {
    fields: {
      containerState:
        'the worst: one that has failed, one that waits or is not reported, one that runs, with the latest start',
      conditions:
        '`Failed` with the clusters whose container has failed, `Ready` where it runs in every cluster',
    },
    operations: { InterpretReplica: '1' },
  },
  'kubeflow.org PyTorchJob': roles('`master` and `worker`'),
  'kubeflow.org TFJob': roles('those that TensorFlow has'),
  'batch Job': {
    fields: {
      active: `added up; 0 ${FINISHED}`,
      succeeded:
        'added up, and no less than the template has, which the API server would refuse, but for a Job that is scaled by its index',
      failed: 'added up, and no less than the template has, which the API server would refuse',
      conditions:
        '`Suspended` by the worst; `FailureTarget` as soon as a cluster failed; `SuccessCriteriaMet` and `Complete` when every cluster is complete; `Failed` when every cluster is finished and one failed. One that is `Complete` or `Failed` never changes again',
      startTime: `the template's own, else the earliest, once every cluster reports one or ${FINISHED.replace('once ', '')}`,
      completionTime: "with `Complete`: the template's own, else the latest, and never before `startTime`",
    },
    operations: { InterpretReplica: '`spec.parallelism`, 1 where it is absent, at most `spec.completions`' },
  },
  ' Pod': {
    fields: { containerStatuses: containers, initContainerStatuses: containers },
    operations: {
      InterpretReplica: '1',
      Retain:
        '`spec.nodeName`, `spec.serviceAccountName`, `spec.volumes`, and the `volumeMounts` of containers of the same name',
      InterpretDependency: 'what the pod uses',
    },
  },
  ' Service': {
    fields: { loadBalancer: `of type LoadBalancer, ${everyAddress}; of any other type left out` },
    operations: {
      Retain:
        '`spec.healthCheckNodePort` above 0, and `spec.clusterIP` unless `None` or the type `ExternalName` is desired',
    },
  },
  'networking.k8s.io Ingress': {
    fields: { loadBalancer: everyAddress },
    operations: { InterpretDependency: 'the Secrets of `spec.tls`' },
  },
  ' ServiceAccount': {
    operations: { Retain: 'entries of `secrets` and `imagePullSecrets` with names that are not desired' },
  },
  ' Secret': { operations: { Retain: '`data` of type `kubernetes.io/service-account-token`' } },
  'multicluster.x-k8s.io ServiceImport': {
    operations: { InterpretDependency: 'the derived Service, and the EndpointSlices of it by their label' },
  },
};
