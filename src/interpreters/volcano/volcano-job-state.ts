import { compact } from '../../kubernetes/json.js';
import { at, isName } from '../../kubernetes/object.js';
import { timeText } from '../../kubernetes/time.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { combine, field, select } from '../../reducers/combine.js';
import { messages } from '../../reducers/messages.js';
import { outcome } from '../../reducers/outcome.js';
import { latest } from '../../reducers/times.js';
import { first } from '../../reducers/values.js';

const PHASES = {
  // A job that is aborted can be resumed.
  underway: ['Aborted', 'Aborting', 'Terminating', 'Restarting', 'Pending', 'Running', 'Completing'],
  failed: ['Failed', 'Terminated'],
  complete: ['Completed'],
  unreported: 'Pending',
};

/** The `state` of a Volcano Job: the phase that the members' come to, in the words of those that are in it. */
// @__NO_SIDE_EFFECTS__
export function volcanoJobState() {
  const inPhase = combine(
    {
      clusters: clustersWhere(() => true),
      reason: field('reason', first()),
      // A member without a message is listed all the same.
      message: select(({ message }) => (isName(message) ? message : ''), messages()),
      time: field('lastTransitionTime', latest()),
    },
    (members) => members,
  );
  return combine(
    {
      outcome: outcome(({ phase }) => phase, PHASES, inPhase),
      ended: field('lastTransitionTime', latest()),
      // What of it is malformed, also where the phase is none that is known.
      phase: field('phase', first()),
      message: field('message', first()),
    },
    ({ outcome, ended }, { previous }) => {
      const { state: phase, finished, value } = outcome ?? {};
      if (phase === undefined) return undefined;
      const kept = at(previous, 'phase') === phase ? timeText(at(previous, 'lastTransitionTime')) : undefined;
      const lastTransitionTime = kept ?? (finished ? ended : value?.time);
      return compact({ phase, ...wordsFor(phase, value), lastTransitionTime });
    },
  );
}

/** What is known of the members in the phase of the federation. */
interface MembersInPhase {
  readonly clusters: readonly string[] | undefined;
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

function wordsFor(phase: string, members: MembersInPhase | undefined) {
  if (phase === 'Failed')
    return { reason: 'VolcanoJobFailed', message: `Job failed in clusters: ${members?.clusters?.join(',')}` };
  if (phase === 'Completed') return { reason: 'Completed', message: 'Job completed successfully' };
  return { reason: members?.reason, message: members?.message };
}
