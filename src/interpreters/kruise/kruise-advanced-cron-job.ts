import { at, isAbsent, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import {
  type DependentObjectReference,
  namespaceOf,
  placed,
  referencesAt,
} from '../../kubernetes/references.js';
import { concat } from '../../reducers/concat.js';
import { latest } from '../../reducers/times.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';

const status = { active: concat(), type: last(), lastScheduleTime: latest() };

/** The status of `apps.kruise.io` AdvancedCronJob, without what else its interpreter brings. */
export const kruiseAdvancedCronJobStatus = defineStatus({
  status,
  reflects: 'whole',
  observedGeneration: 'none',
});

/**
 * `apps.kruise.io` AdvancedCronJob.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1beta1/advancedcronjob_types.go
 */
export const kruiseAdvancedCronJob = defineInterpreter({
  apiVersion: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  kind: 'AdvancedCronJob',
  status,
  reflects: 'whole',
  observedGeneration: 'none',
  dependencies: templateDependencies,
  health: firstHealth(observedHealth('none'), scheduleHealth),
});

/** What the job uses that is made at each time: those of one kind, as the controller makes no others. */
function templateDependencies(object: KubernetesObject): readonly DependentObjectReference[] {
  const [template] = ['jobTemplate', 'broadcastJobTemplate', 'imageListPullJobTemplate'].flatMap((name) =>
    placed(object.spec, 'spec', `template.${name}.spec`).filter(([value]) => !isAbsent(value)),
  );
  if (template === undefined) return [];
  const [spec, path] = template;
  const namespace = namespaceOf(object);
  // Since v1beta1 there are jobs that pull images: they have no pods, and name the Secrets themselves.
  if (path.startsWith('spec.template.imageListPullJobTemplate'))
    return referencesAt(spec, path, { 'v1 Secret': ['pullSecrets.*'] }, namespace);
  return podDependencies(at(spec, 'template'), namespace, { path: `${path}.template` });
}

/** A cron job has no health but that it gets to run, which may take a year: the jobs that it makes have their own. */
function scheduleHealth({ spec, status }: KubernetesObject): Health {
  // As of a CronJob: it does what is asked, and its jobs have their own health.
  if (at(spec, 'paused') === true)
    return health('Healthy', 'Paused', 'no job is scheduled while spec.paused is true');
  const last = at(status, 'lastScheduleTime');
  return isName(last)
    ? health('Healthy', 'Scheduled', `the last job was due at ${last}`)
    : health('Healthy', 'NotScheduledYet', 'no job has been due yet');
}
