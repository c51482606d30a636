import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { jobHealth } from '../health/job-health.js';
import { kubeflowJobFields, kubeflowJobSummary } from './kubeflow-job.js';
import { roleComponents, roleDependencies } from './replica-specs.js';

const status = kubeflowJobFields();
const summary = kubeflowJobSummary('PyTorchJob');
const FIELD = 'pytorchReplicaSpecs';
const ROLES = ['Master', 'Worker'];

/** The status of `kubeflow.org/v1` PyTorchJob, without what else its interpreter brings. */
export const kubeflowPyTorchJobStatus = defineStatus({
  status,
  summary,
  reflects: 'whole',
  observedGeneration: 'none',
});

/**
 * `kubeflow.org/v1` PyTorchJob.
 *
 * @see https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/pytorch_types.go
 */
export const kubeflowPyTorchJob = defineInterpreter({
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  status,
  summary,
  reflects: 'whole',
  observedGeneration: 'none',
  components: roleComponents(FIELD, ROLES),
  dependencies: roleDependencies(FIELD, ROLES),
  health: jobHealth(),
});
