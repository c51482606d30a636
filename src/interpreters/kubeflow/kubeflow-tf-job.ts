import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { jobHealth } from '../health/job-health.js';
import { kubeflowJobFields, kubeflowJobSummary } from './kubeflow-job.js';
import { roleComponents, roleDependencies } from './replica-specs.js';

const status = kubeflowJobFields();
const summary = kubeflowJobSummary('TFJob');
const FIELD = 'tfReplicaSpecs';
const ROLES = ['PS', 'Worker', 'Chief', 'Master', 'Evaluator'];

/** The status of `kubeflow.org/v1` TFJob, without what else its interpreter brings. */
export const kubeflowTFJobStatus = defineStatus({
  status,
  summary,
  reflects: 'whole',
  observedGeneration: 'none',
});

/**
 * `kubeflow.org/v1` TFJob.
 *
 * @see https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/tensorflow_types.go
 */
export const kubeflowTFJob = defineInterpreter({
  apiVersion: 'kubeflow.org/v1',
  kind: 'TFJob',
  status,
  summary,
  reflects: 'whole',
  observedGeneration: 'none',
  components: roleComponents(FIELD, ROLES),
  dependencies: roleDependencies(FIELD, ROLES),
  health: jobHealth(),
});
