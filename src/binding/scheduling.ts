import {
  at,
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  MAX_SAFE,
  type Refuse,
} from '../kubernetes/object.js';
import type { Statement } from './binding-explanation.js';
import { BINDING_REASONS, type BindingReason } from './binding-reasons.js';
import type { BindingParts } from './read-binding.js';
import { isWorkload } from './read-binding.js';
import { instantOf } from './time-text.js';

/** A statement of a binding's own, with what would help. */
export function statement(reason: BindingReason, state: Statement['state'], fact: string): Statement {
  return { reason, state, message: `${fact}; ${BINDING_REASONS[reason].help}` };
}

/**
 * What there is to say of a binding's scheduling; `undefined` where it is scheduled as asked.
 *
 * @param empty - Whether it has no targets.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/scheduler/helper.go#L113-L146
 */
export function schedulingOf(binding: BindingParts, empty: boolean, wrong: Refuse): Statement | undefined {
  const { spec, status } = binding;
  const scheduled = scheduledCondition(status, wrong);
  const verdict = at(scheduled, 'status');
  const behind = behindText(binding, wrong);
  // The scheduler makes no choice for a workload without replicas.
  const idle = verdict === 'True' && isWorkload(spec) && !(Number(spec.replicas) > 0);
  if (at(spec.suspension, 'scheduling') === true && (behind !== undefined || (empty && !idle)))
    return statement(
      'SchedulingSuspended',
      'Suspended',
      'scheduling is suspended by spec.suspension.scheduling',
    );
  if (verdict === 'False') {
    const { reason, message } = scheduled as Fields;
    const said = isName(message) ? message : `the scheduler says ${isName(reason) ? reason : 'no'}`;
    return reason === 'QuotaExceeded'
      ? statement('QuotaExceeded', 'Degraded', said)
      : statement('NotScheduled', 'Degraded', `${said}${RETRIES[`${reason}`] ?? ''}`);
  }
  if (empty && (verdict !== 'True' || (behind === undefined && !idle)))
    return statement('NotScheduled', 'Progressing', isFields(spec.placement) ? UNSPOKEN : UNPLACED);
  return behind === undefined ? undefined : statement('SchedulingBehind', 'Progressing', behind);
}

/** Whether the scheduler tries again by itself. */
const RETRIES: { readonly [reason: string]: string } = {
  NoClusterFit: ' (not tried again until the binding or a cluster changes)',
  Unschedulable: ' (tried again)',
  SchedulerError: ' (tried again)',
};

const UNSPOKEN = 'the scheduler has not placed it yet';
const UNPLACED = 'none of the bindings that require it (spec.requiredBy) is scheduled';

function scheduledCondition({ conditions }: Fields, wrong: Refuse): Fields | undefined {
  if (isAbsent(conditions)) return undefined;
  if (!Array.isArray(conditions)) {
    wrong('status.conditions', conditions, 'a list');
    return undefined;
  }
  for (const condition of conditions) {
    if (isFields(condition) && condition.type === 'Scheduled') return condition;
  }
  return undefined;
}

/**
 * What the scheduler has not processed yet. What has no placement, as a dependency, has no scheduler either.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/binding.go#L118-L127
 */
function behindText({ metadata, spec, status }: BindingParts, wrong: Refuse): string | undefined {
  if (!isFields(spec.placement)) return undefined;
  const generation = countOf(metadata.generation, 'metadata.generation', wrong);
  const observed = countOf(status.schedulerObservedGeneration, 'status.schedulerObservedGeneration', wrong);
  if (generation > observed)
    return `the scheduler has observed generation ${observed} of the binding; ${generation} is current`;
  if (isAbsent(spec.rescheduleTriggeredAt) || isAbsent(status.lastScheduledTime)) return undefined;
  const triggered = instantOf(spec.rescheduleTriggeredAt) ?? Number.NaN;
  const last = instantOf(status.lastScheduledTime) ?? Number.NaN;
  return triggered > last ? 'rescheduling was triggered and has not been done' : undefined;
}

function countOf(value: unknown, path: string, wrong: Refuse): number {
  if (isCount(value, MAX_SAFE)) return value;
  if (!isAbsent(value)) wrong(path, value, `an integer from 0 to ${MAX_SAFE}`);
  return 0;
}
