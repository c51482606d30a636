import { at, type Fields, isFields, isName } from '../../kubernetes/object.js';
import { choose } from '../../reducers/choose.js';
import { combine, field, select } from '../../reducers/combine.js';
import { everyMember } from '../../reducers/every-member.js';
import { listOf } from '../../reducers/list-of.js';
import { object } from '../../reducers/object-of.js';
import type { Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { any, first } from '../../reducers/values.js';

/** How bad a container's state is, the worst first: failed, waiting or not reported, running, done. */
function rankOf(container: Fields): number {
  const { state } = container;
  const ended = at(state, 'terminated');
  if (isFields(ended)) return (ended.exitCode ?? 0) === 0 ? 3 : 0;
  return isFields(at(state, 'running')) ? 2 : 1;
}

/**
 * The statuses of a pod's containers, one for each name, as the API keys the list: the state of the worst member, ready
 * where every member is.
 *
 * @returns What Pod declares of the field.
 */
// @__NO_SIDE_EFFECTS__
export function containerStatuses(): Reducer<readonly object[]> {
  const shown = object({ name: first(), state: first('object'), image: first(), imageID: first() });
  const container = combine(
    {
      shown: choose(rankOf, shown),
      reported: field('ready', any()),
      ready: select(({ ready }) => (ready === true ? true : undefined), everyMember(any())),
      restartCount: field('restartCount', sum()),
    },
    ({ shown, ready = false, restartCount }) => ({ ...shown, ready, restartCount }),
  );
  return listOf(container, {
    by: (item) => (isFields(item) && isName(item.name) ? item.name : undefined),
    expected: 'a container status with a name',
  }) as Reducer<readonly object[]>;
}
