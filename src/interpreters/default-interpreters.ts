import { daemonSet } from './apps/daemon-set.js';
import { deployment } from './apps/deployment.js';
import { replicaSet } from './apps/replica-set.js';
import { statefulSet } from './apps/stateful-set.js';
import { argoWorkflow } from './argo/argo-workflow.js';
import { horizontalPodAutoscaler } from './autoscaling/horizontal-pod-autoscaler.js';
import { cronJob } from './batch/cron-job.js';
import { job } from './batch/job.js';
import { configMap } from './core/config-map.js';
import { persistentVolume } from './core/persistent-volume.js';
import { persistentVolumeClaim } from './core/persistent-volume-claim.js';
import { pod } from './core/pod.js';
import { secret } from './core/secret.js';
import { service } from './core/service.js';
import { serviceAccount } from './core/service-account.js';
import { flinkDeployment } from './flink/flink-deployment.js';
import { fluxBucket } from './flux/flux-bucket.js';
import { fluxGitRepository } from './flux/flux-git-repository.js';
import { fluxHelmChart } from './flux/flux-helm-chart.js';
import { fluxHelmRelease } from './flux/flux-helm-release.js';
import { fluxHelmRepository } from './flux/flux-helm-repository.js';
import { fluxKustomization } from './flux/flux-kustomization.js';
import { fluxOCIRepository } from './flux/flux-oci-repository.js';
import type { KindInterpreter } from './kind-interpreter.js';
import { kruiseAdvancedCronJob } from './kruise/kruise-advanced-cron-job.js';
import { kruiseBroadcastJob } from './kruise/kruise-broadcast-job.js';
import { kruiseCloneSet, kruiseCloneSetV1Beta1 } from './kruise/kruise-clone-set.js';
import { kruiseDaemonSet, kruiseDaemonSetV1Beta1 } from './kruise/kruise-daemon-set.js';
import { kruiseSidecarSet } from './kruise/kruise-sidecar-set.js';
import { kruiseStatefulSet } from './kruise/kruise-stateful-set.js';
import { kruiseUnitedDeployment } from './kruise/kruise-united-deployment.js';
import { kubeflowMPIJob } from './kubeflow/kubeflow-mpi-job.js';
import { kubeflowNotebook } from './kubeflow/kubeflow-notebook.js';
import { kubeflowPyTorchJob } from './kubeflow/kubeflow-py-torch-job.js';
import { kubeflowTFJob } from './kubeflow/kubeflow-tf-job.js';
import { kyvernoClusterPolicy } from './kyverno/kyverno-cluster-policy.js';
import { kyvernoPolicy } from './kyverno/kyverno-policy.js';
import { serviceImport } from './multicluster/service-import.js';
import { ingress } from './networking/ingress.js';
import { podDisruptionBudget } from './policy/pod-disruption-budget.js';
import { rayCluster } from './ray/ray-cluster.js';
import { rayJob } from './ray/ray-job.js';
import { rayService } from './ray/ray-service.js';
import { sparkApplication } from './spark/spark-application.js';
import { volcanoJob } from './volcano/volcano-job.js';

/** Every kind that this library knows. */
export const defaultInterpreters: readonly KindInterpreter[] = /* @__PURE__ */ Object.freeze([
  deployment,
  daemonSet,
  statefulSet,
  kruiseCloneSet,
  kruiseCloneSetV1Beta1,
  kruiseDaemonSet,
  kruiseDaemonSetV1Beta1,
  kruiseStatefulSet,
  fluxHelmRelease,
  fluxKustomization,
  fluxGitRepository,
  fluxBucket,
  fluxHelmChart,
  fluxHelmRepository,
  fluxOCIRepository,
  argoWorkflow,
  flinkDeployment,
  kyvernoClusterPolicy,
  kyvernoPolicy,
  rayCluster,
  rayJob,
  rayService,
  sparkApplication,
  kruiseAdvancedCronJob,
  kruiseBroadcastJob,
  kruiseSidecarSet,
  kruiseUnitedDeployment,
  volcanoJob,
  kubeflowMPIJob,
  kubeflowNotebook,
  kubeflowPyTorchJob,
  kubeflowTFJob,
  replicaSet,
  job,
  cronJob,
  pod,
  service,
  ingress,
  serviceAccount,
  secret,
  configMap,
  persistentVolume,
  persistentVolumeClaim,
  podDisruptionBudget,
  horizontalPodAutoscaler,
  serviceImport,
]);
