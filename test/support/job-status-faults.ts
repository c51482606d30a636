import type { KubernetesObject } from 'karmada-interpreter';

/** A Job as the validation reads it. */
interface Job {
  readonly spec: {
    readonly suspend?: boolean;
    readonly parallelism?: number;
    readonly completions?: number;
    readonly completionMode?: string;
    readonly successPolicy?: object;
    readonly backoffLimitPerIndex?: number;
  };
  readonly status: {
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly ready?: number;
    readonly terminating?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly completedIndexes?: string;
    readonly failedIndexes?: string;
    readonly uncountedTerminatedPods?: {
      readonly succeeded?: readonly string[];
      readonly failed?: readonly string[];
    };
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const jobOf = ({ spec, status }: KubernetesObject): Job => ({ spec: spec ?? {}, status: status ?? {} });
const has = ({ status }: Job, type: string): boolean =>
  (status.conditions ?? []).some((one) => one.type === type && one.status === 'True');
const isFinished = (job: Job): boolean => has(job, 'Complete') || has(job, 'Failed');
const instant = (time: string | undefined): number => (time === undefined ? Number.NaN : Date.parse(time));

const isIndexed = ({ spec }: Job): boolean => spec.completionMode === 'Indexed';

/** The pods whose end the counts do not contain yet. */
function uncounted({ status }: Job): readonly string[] {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  return [...succeeded, ...failed];
}

/** The intervals of a list of indexes such as `0-2,5`; `undefined` where it is none of a Job of `completions`. */
function intervals(indexes: string, completions: number): readonly (readonly [number, number])[] | undefined {
  if (indexes === '') return [];
  const parts = indexes.split(',').map((part) => {
    const limits = /^\d+(-\d+)?$/.test(part) ? part.split('-').map(Number) : [Number.NaN];
    return [limits[0], limits.at(-1)] as [number, number];
  });
  const isSound = parts.every(
    ([from, to], i) => from <= to && to < completions && from > (parts[i - 1]?.[1] ?? -1),
  );
  return isSound ? parts : undefined;
}

const isNoList = (indexes: string | undefined, { spec }: Job): boolean =>
  spec.completions !== undefined && intervals(indexes ?? '', spec.completions) === undefined;

/** Whether an index is in both lists; what is no list is refused by itself. */
function overlap({ spec, status }: Job): boolean {
  const { completions = 0 } = spec;
  const completed = intervals(status.completedIndexes ?? '', completions) ?? [];
  const failed = intervals(status.failedIndexes ?? '', completions) ?? [];
  return failed.some(([from, to]) => completed.some(([first, last]) => from <= last && first <= to));
}

/** The rules for a status by itself, each with what it is about: the server looks at one only where that has changed. */
const RULES: readonly (readonly [
  fault: string,
  broken: (job: Job) => boolean,
  about: (job: Job) => unknown,
])[] = [
  [
    'Complete and Failed',
    (job) => has(job, 'Complete') && has(job, 'Failed'),
    (job) => `${has(job, 'Complete')} ${has(job, 'Failed')}`,
  ],
  [
    'Complete and FailureTarget',
    (job) => has(job, 'Complete') && has(job, 'FailureTarget'),
    (job) => `${has(job, 'Complete')} ${has(job, 'FailureTarget')}`,
  ],
  [
    'completionTime without Complete',
    (job) => job.status.completionTime !== undefined && !has(job, 'Complete'),
    (job) => `${has(job, 'Complete')} ${job.status.completionTime}`,
  ],
  [
    'Complete without completionTime',
    (job) => job.status.completionTime === undefined && has(job, 'Complete'),
    (job) => `${has(job, 'Complete')} ${job.status.completionTime}`,
  ],
  [
    'completionTime before startTime',
    ({ status }) => instant(status.completionTime) < instant(status.startTime),
    ({ status }) => `${status.startTime} ${status.completionTime}`,
  ],
  ['Failed without FailureTarget', (job) => has(job, 'Failed') && !has(job, 'FailureTarget'), isFinished],
  [
    'Complete without SuccessCriteriaMet',
    (job) => has(job, 'Complete') && !has(job, 'SuccessCriteriaMet'),
    isFinished,
  ],
  [
    'finished with active pods',
    (job) => isFinished(job) && (job.status.active ?? 0) > 0,
    (job) => `${isFinished(job)} ${job.status.active ?? 0}`,
  ],
  [
    'finished without startTime',
    (job) => isFinished(job) && job.status.startTime === undefined,
    (job) => `${isFinished(job)} ${job.status.startTime}`,
  ],
  [
    'finished with terminating pods',
    (job) => isFinished(job) && (job.status.terminating ?? 0) > 0,
    (job) => `${isFinished(job)} ${job.status.terminating ?? 0}`,
  ],
  [
    'finished with uncounted pods',
    (job) => isFinished(job) && uncounted(job).length > 0,
    (job) => `${isFinished(job)} ${JSON.stringify(job.status.uncountedTerminatedPods)}`,
  ],
  [
    'completedIndexes is no list of indexes',
    (job) => isNoList(job.status.completedIndexes, job),
    ({ status }) => status.completedIndexes ?? '',
  ],
  [
    'completedIndexes of a Job without indexes',
    (job) => (job.status.completedIndexes ?? '') !== '' && !isIndexed(job),
    ({ status }) => status.completedIndexes ?? '',
  ],
  [
    'failedIndexes is no list of indexes',
    (job) => job.spec.backoffLimitPerIndex !== undefined && isNoList(job.status.failedIndexes, job),
    ({ status }) => status.failedIndexes,
  ],
  [
    'failedIndexes without a limit per index',
    ({ spec, status }) => status.failedIndexes !== undefined && spec.backoffLimitPerIndex === undefined,
    ({ status }) => status.failedIndexes,
  ],
  [
    'failedIndexes and completedIndexes overlap',
    overlap,
    ({ status }) => `${status.failedIndexes} ${status.completedIndexes ?? ''}`,
  ],
  [
    'more ready than active pods',
    ({ status }) => status.ready !== undefined && status.ready > (status.active ?? 0),
    ({ status }) => `${status.ready ?? 0} ${status.active ?? 0}`,
  ],
];

/**
 * Why the API server would refuse an update of a Job's status, written down from its validation as the status strategy
 * has it since Kubernetes 1.32, with the checks that later versions add.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/registry/batch/job/strategy.go
 */
export function jobStatusFaults(next: KubernetesObject, previous: KubernetesObject): readonly string[] {
  const [job, old] = [jobOf(next), jobOf(previous)];
  const { spec, status } = job;
  const faults = RULES.filter(([, broken, about]) => broken(job) && about(job) !== about(old)).map(
    ([fault]) => fault,
  );
  const refuse = (fault: string, broken: boolean) => {
    if (broken) faults.push(fault);
  };
  for (const field of ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const) {
    const value = status[field] ?? 0;
    refuse(`${field} is no count`, !(Number.isInteger(value) && value >= 0 && value <= 2 ** 31 - 1));
  }
  const pods = uncounted(job);
  refuse('uncountedTerminatedPods has a pod without a uid', pods.includes(''));
  refuse('uncountedTerminatedPods has a pod twice', new Set(pods).size !== pods.length);
  for (const type of ['Failed', 'Complete', 'FailureTarget', 'SuccessCriteriaMet'])
    refuse(`${type} is disabled`, has(old, type) && !has(job, type));
  refuse('SuccessCriteriaMet and Failed', has(job, 'SuccessCriteriaMet') && has(job, 'Failed'));
  refuse('SuccessCriteriaMet and FailureTarget', has(job, 'SuccessCriteriaMet') && has(job, 'FailureTarget'));
  refuse(
    'SuccessCriteriaMet after Complete',
    has(old, 'Complete') && !has(old, 'SuccessCriteriaMet') && has(job, 'SuccessCriteriaMet'),
  );
  refuse(
    'Complete against the success policy',
    spec.successPolicy !== undefined && has(job, 'Complete') && !has(job, 'SuccessCriteriaMet'),
  );
  refuse('failed decreases', (status.failed ?? 0) < (old.status.failed ?? 0));
  const scales = spec.completionMode === 'Indexed' && spec.completions === (spec.parallelism ?? 1);
  refuse('succeeded decreases', !scales && (status.succeeded ?? 0) < (old.status.succeeded ?? 0));
  const { startTime, completionTime } = status;
  refuse(
    'completionTime changes',
    completionTime !== undefined &&
      old.status.completionTime !== undefined &&
      instant(completionTime) !== instant(old.status.completionTime),
  );
  const started = instant(old.status.startTime);
  refuse(
    'startTime changes',
    !Number.isNaN(started) && instant(startTime) !== started && spec.suspend !== true,
  );
  // Not of the validation: patches merge the list by type.
  const types = (status.conditions ?? []).map(({ type }) => type);
  refuse('a condition stands twice', new Set(types).size !== types.length);
  return faults;
}
