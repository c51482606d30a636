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
import { BINDING_REASONS } from './binding-reasons.js';
import type { BindingParts } from './read-binding.js';
import { isWorkload } from './read-binding.js';
import { statement } from './statement.js';
import { instantOf } from './time-text.js';

/**
 * What there is to say of a binding's scheduling; `undefined` where it is scheduled as asked.
 *
 * @param empty - Whether it has no targets.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/scheduler/helper.go#L113-L146
 */
export function schedulingOf(binding: BindingParts, empty: boolean, wrong: Refuse): Statement | undefined {
  const { spec, status } = binding;
  const scheduled = scheduledCondition(status, wrong);
  const verdict = scheduled?.status;
  const behind = behindText(binding, wrong);
  // The scheduler makes no choice for a workload without replicas.
  const idle = verdict === 'True' && isWorkload(spec) && !(Number(spec.replicas) > 0);
  if (at(spec.suspension, 'scheduling') === true && (behind !== undefined || (empty && !idle)))
    return statement(
      'SchedulingSuspended',
      'Suspended',
      'scheduling is suspended by spec.suspension.scheduling',
    );
  if (scheduled && verdict === 'False') return failedScheduling(scheduled);
  if (empty && (verdict !== 'True' || (behind === undefined && !idle))) {
    if (!isFields(spec.placement)) return statement('NotScheduled', 'Progressing', UNPLACED, UNPLACED_HELP);
    const { help } = BINDING_REASONS.SchedulingBehind;
    return statement('NotScheduled', 'Progressing', 'the scheduler has not placed it yet', help);
  }
  return behind === undefined ? undefined : statement('SchedulingBehind', 'Progressing', behind);
}

const UNPLACED = 'none of the bindings that require it (spec.requiredBy) is scheduled';
const UNPLACED_HELP = 'see why those are not: it goes wherever one of them goes';

/** What the scheduler says of its failure, in its own words. */
function failedScheduling({ reason, message }: Fields): Statement {
  const said = isName(message) ? message : `the scheduler says ${isName(reason) ? reason : 'no'}`;
  if (reason === 'QuotaExceeded') return statement('QuotaExceeded', 'Degraded', said);
  const { help } = BINDING_REASONS.NotScheduled;
  const again =
    reason === 'NoClusterFit'
      ? 'it is not tried again until one of them changes'
      : 'it is tried again by itself';
  return statement('NotScheduled', 'Degraded', said, `${help}; ${again}`);
}

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
    return `the scheduler has observed generation ${observed} of the binding (${generation} is current)`;
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
