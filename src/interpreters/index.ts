export { daemonSet, daemonSetStatus } from './apps/daemon-set.js';
export { deployment, deploymentStatus } from './apps/deployment.js';
export { replicaSet, replicaSetStatus } from './apps/replica-set.js';
export { statefulSet, statefulSetStatus } from './apps/stateful-set.js';
export { argoWorkflow } from './argo/argo-workflow.js';
export {
  horizontalPodAutoscaler,
  horizontalPodAutoscalerStatus,
} from './autoscaling/horizontal-pod-autoscaler.js';
export { cronJob, cronJobStatus } from './batch/cron-job.js';
export { job, jobStatus } from './batch/job.js';
export { configMap } from './core/config-map.js';
export { persistentVolume, persistentVolumeStatus } from './core/persistent-volume.js';
export { persistentVolumeClaim, persistentVolumeClaimStatus } from './core/persistent-volume-claim.js';
export { pod, podStatus } from './core/pod.js';
export { secret } from './core/secret.js';
export { service, serviceStatus } from './core/service.js';
export { serviceAccount } from './core/service-account.js';
export { defaultInterpreters } from './default-interpreters.js';
export { flinkDeployment, flinkDeploymentStatus } from './flink/flink-deployment.js';
export { fluxBucket, fluxBucketStatus } from './flux/flux-bucket.js';
export { fluxGitRepository, fluxGitRepositoryStatus } from './flux/flux-git-repository.js';
export { fluxHelmChart, fluxHelmChartStatus } from './flux/flux-helm-chart.js';
export { fluxHelmRelease, fluxHelmReleaseStatus } from './flux/flux-helm-release.js';
export { fluxHelmRepository, fluxHelmRepositoryStatus } from './flux/flux-helm-repository.js';
export { fluxKustomization, fluxKustomizationStatus } from './flux/flux-kustomization.js';
export { fluxOCIRepository, fluxOCIRepositoryStatus } from './flux/flux-oci-repository.js';
export { kruiseAdvancedCronJob, kruiseAdvancedCronJobStatus } from './kruise/kruise-advanced-cron-job.js';
export { kruiseBroadcastJob, kruiseBroadcastJobStatus } from './kruise/kruise-broadcast-job.js';
export {
  kruiseCloneSet,
  kruiseCloneSetStatus,
  kruiseCloneSetV1Beta1,
  kruiseCloneSetV1Beta1Status,
} from './kruise/kruise-clone-set.js';
export {
  kruiseDaemonSet,
  kruiseDaemonSetStatus,
  kruiseDaemonSetV1Beta1,
  kruiseDaemonSetV1Beta1Status,
} from './kruise/kruise-daemon-set.js';
export { kruiseSidecarSet, kruiseSidecarSetStatus } from './kruise/kruise-sidecar-set.js';
export { kruiseStatefulSet, kruiseStatefulSetStatus } from './kruise/kruise-stateful-set.js';
export { kruiseUnitedDeployment, kruiseUnitedDeploymentStatus } from './kruise/kruise-united-deployment.js';
export { kubeflowMPIJob, kubeflowMPIJobStatus } from './kubeflow/kubeflow-mpi-job.js';
export { kubeflowNotebook, kubeflowNotebookStatus } from './kubeflow/kubeflow-notebook.js';
export { kubeflowPyTorchJob, kubeflowPyTorchJobStatus } from './kubeflow/kubeflow-py-torch-job.js';
export { kubeflowTFJob, kubeflowTFJobStatus } from './kubeflow/kubeflow-tf-job.js';
export { kyvernoClusterPolicy, kyvernoClusterPolicyStatus } from './kyverno/kyverno-cluster-policy.js';
export { kyvernoPolicy, kyvernoPolicyStatus } from './kyverno/kyverno-policy.js';
export { serviceImport } from './multicluster/service-import.js';
export { ingress, ingressStatus } from './networking/ingress.js';
export { podDisruptionBudget, podDisruptionBudgetStatus } from './policy/pod-disruption-budget.js';
export { rayCluster, rayClusterStatus } from './ray/ray-cluster.js';
export { rayJob, rayJobStatus } from './ray/ray-job.js';
export { rayService, rayServiceStatus } from './ray/ray-service.js';
export { sparkApplication, sparkApplicationStatus } from './spark/spark-application.js';
export { volcanoJob, volcanoJobStatus } from './volcano/volcano-job.js';
