import { invalid } from '../../errors.js';
import {
  fieldAt,
  isAbsent,
  isCount,
  type KubernetesObject,
  MAX_INT32,
  withValueAt,
} from '../../kubernetes/object.js';

/**
 * The Job with the completions that its cluster has to reach; one that asks for no number of them is left as it is: its
 * pods take their work from a queue that the clusters share.
 *
 * @param job - The Job.
 * @param completions - What {@link divideJobCompletions} gives the cluster; where it gives none, the Job is left as it is.
 * @throws InterpreterError `INVALID_REPLICAS` for anything else than an integer from 0 to 2147483647.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/common.go#L168-L186
 */
export function reviseJobCompletions<T extends KubernetesObject>(job: T, completions: number | undefined): T {
  if (completions === undefined || isAbsent(fieldAt(job, ['spec', 'completions']))) return job;
  if (!isCount(completions, MAX_INT32))
    throw invalid('INVALID_REPLICAS', 'completions', completions, `an integer from 0 to ${MAX_INT32}`);
  return withValueAt(job, ['spec', 'completions'], completions + 0);
}
