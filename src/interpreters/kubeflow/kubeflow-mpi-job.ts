import { isAbsent, type KubernetesObject } from '../../kubernetes/object.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { jobHealth } from '../health/job-health.js';
import type { Component } from '../replicas.js';
import { kubeflowJobFields, kubeflowJobSummary } from './kubeflow-job.js';
import { replicaComponents, replicaSpecs } from './replica-specs.js';

const status = kubeflowJobFields();
const summary = kubeflowJobSummary('MPIJob');
const reflects = ['conditions', 'completionTime'] as const;

/** The status of `kubeflow.org/v2beta1` MPIJob, without what else its interpreter brings. */
export const kubeflowMPIJobStatus = defineStatus({ status, summary, reflects, observedGeneration: 'none' });

/**
 * `kubeflow.org/v2beta1` MPIJob.
 *
 * @see https://github.com/kubeflow/mpi-operator/blob/caa3c47fc42eb762635f78045ec0fcd1a89eb038/pkg/apis/kubeflow/v2beta1/types.go
 */
export const kubeflowMPIJob = defineInterpreter({
  apiVersion: 'kubeflow.org/v2beta1',
  kind: 'MPIJob',
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  components: mpiComponents,
  health: jobHealth(),
});

/**
 * The launcher comes first, whatever the order of the keys. Without a number there is one, but of workers none.
 *
 * @see https://github.com/kubeflow/mpi-operator/blob/caa3c47fc42eb762635f78045ec0fcd1a89eb038/pkg/apis/kubeflow/v2beta1/default.go
 */
function mpiComponents(job: KubernetesObject): readonly Component[] {
  const specs = replicaSpecs(job, 'mpiReplicaSpecs', ['Launcher', 'Worker']);
  return replicaComponents(
    specs.filter(({ template }) => !isAbsent(template)),
    ({ key }) => key,
    ({ role }) => (role === 'Worker' ? 0 : 1),
  );
}
