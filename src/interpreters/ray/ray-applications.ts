import { shortened } from '../../errors.js';
import { isJson } from '../../kubernetes/json.js';
import { at, type Fields, isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { type Chosen, choice } from '../../reducers/choice.js';
import type { Reducer } from '../../reducers/reducer.js';

/**
 * The states of a Serve application, the worst first; `RUNNING` and those not known come last.
 *
 * @see https://docs.ray.io/en/latest/serve/api/doc/ray.serve.schema.ApplicationStatus.html
 */
const STATES = ['DEPLOY_FAILED', 'UNHEALTHY', 'DELETING', 'DEPLOYING', 'NOT_STARTED'];

/** An application as it is in the cluster where it fares worst, the first of several. */
// @__NO_SIDE_EFFECTS__
export function worstApplication(): Reducer<Fields, Chosen<Fields>, Chosen<Fields>> {
  const isApplication = (value: unknown): value is Fields => isFields(value) && isJson(value);
  return choice('an object of JSON values', isApplication, (a, b) => applicationRank(a) < applicationRank(b));
}

/** How badly an application is off, the lower the worse. */
function applicationRank({ status: state }: Fields): number {
  const rank = typeof state === 'string' ? STATES.indexOf(state) : -1;
  return rank < 0 ? STATES.length : rank;
}

/** A sentence on the first application that has failed, of the cluster that serves and of the one that is to. */
export function failedApplication(object: KubernetesObject): string | undefined {
  for (const place of ['activeServiceStatus', 'pendingServiceStatus']) {
    const applications = at(object, 'status', place, 'applicationStatuses');
    for (const [name, application] of Object.entries(isFields(applications) ? applications : {})) {
      const state = at(application, 'status');
      if (state === 'DEPLOY_FAILED' || state === 'UNHEALTHY')
        return `the application ${shortened(name)} is ${state}`;
    }
  }
  return undefined;
}
