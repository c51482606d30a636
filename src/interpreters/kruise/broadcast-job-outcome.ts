import { at } from '../../kubernetes/object.js';
import { combine, field } from '../../reducers/combine.js';
import { madeConditions } from '../../reducers/conditions/made-conditions.js';
import type { Reducer } from '../../reducers/reducer.js';
import { worst } from '../../reducers/values.js';
import { jobEnds } from '../job-end.js';

const TIMES = ['lastProbeTime', 'lastTransitionTime'] as const;

/** The phase of a BroadcastJob, and once every member is finished its one condition. */
// @__NO_SIDE_EFFECTS__
export function broadcastJobOutcome(): Reducer<object> {
  return combine(
    {
      ends: jobEnds('Complete', [], (ends) => ends),
      reported: field('phase', worst('running', 'paused', 'failed', 'completed')),
    },
    ({ ends, reported }, { previous }) => {
      const { finished = false, failed: clusters = [], ended: time, completed } = ends ?? {};
      const failed = clusters.length > 0;
      // Where it is finished in some clusters, it still runs in the others.
      const underway = reported === undefined || reported === 'paused' ? reported : 'running';
      if (!finished) return { phase: underway, conditions: undefined, completionTime: undefined };
      const made = failed
        ? {
            type: 'Failed',
            reason: 'JobFailed',
            message: `Job executed failed in member clusters: ${clusters.join(', ')}`,
          }
        : { type: 'Complete', reason: 'Completed', message: 'Job completed' };
      const before = at(previous, 'conditions');
      return {
        phase: failed ? 'failed' : 'completed',
        conditions: madeConditions([{ ...made, status: 'True', time }], before, TIMES),
        completionTime: failed ? undefined : completed,
      };
    },
  );
}
