import { at } from '../../kubernetes/object.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { combine, field, select } from '../../reducers/combine.js';
import { heldConditions } from '../../reducers/conditions/held-conditions.js';
import { madeConditions } from '../../reducers/conditions/made-conditions.js';
import { outcome } from '../../reducers/outcome.js';
import type { Reducer } from '../../reducers/reducer.js';
import { latest } from '../../reducers/times.js';
import { worst } from '../../reducers/values.js';
import { endCondition, endTime } from '../job-end.js';

const STATES = { underway: ['Underway'], failed: ['Failed'], complete: ['Complete'], unreported: 'Underway' };

const TIMES = ['lastProbeTime', 'lastTransitionTime'] as const;

/** The phase of a BroadcastJob, and once every member is finished its one condition. */
// @__NO_SIDE_EFFECTS__
export function broadcastJobOutcome(): Reducer<object> {
  return combine(
    {
      outcome: outcome(
        (status) => endCondition(status, 'Complete')?.type ?? 'Underway',
        STATES,
        clustersWhere(() => true),
      ),
      conditions: field('conditions', heldConditions([])),
      reported: field('phase', worst('running', 'paused', 'failed', 'completed')),
      completed: field('completionTime', latest()),
      ended: select((status) => endTime(status, 'Complete'), latest()),
    },
    ({ outcome, reported, completed, ended: time }, { previous }) => {
      const { finished = false, failed = false, value: clusters = [] } = outcome ?? {};
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
