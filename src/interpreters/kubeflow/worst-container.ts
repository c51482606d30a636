import { compare } from '../../kubernetes/compare.js';
import { asJson, isEmpty, isJson } from '../../kubernetes/json.js';
import { at, type Fields, isAbsent, isCount, isFields, isName } from '../../kubernetes/object.js';
import { own } from '../../reducers/choice.js';
import type { Reducer } from '../../reducers/reducer.js';
import { isBadWait } from '../health/bad-wait.js';

/** How the notebook's container fares, the worst first. A container without a state waits. */
const CONTAINER_RANKS = ['failed', 'waiting', 'running', 'done'] as const;
export type ContainerRank = (typeof CONTAINER_RANKS)[number];

/** The container of one member. */
export interface Container {
  readonly rank: number;
  readonly clusterName: string;
  readonly state?: Fields;
}

/** How a container fares by its state. */
export function containerRank(state: unknown): ContainerRank {
  const terminated = at(state, 'terminated');
  if (isFields(terminated)) return hasFailed(terminated) ? 'failed' : 'done';
  if (isFields(at(state, 'running'))) return 'running';
  return isBadWait(at(state, 'waiting', 'reason')) ? 'failed' : 'waiting';
}

const FAILURES: readonly unknown[] = ['Error', 'OOMKilled', 'ContainerCannotRun'];

function hasFailed({ exitCode, reason }: Fields): boolean {
  return (exitCode ?? 0) !== 0 || FAILURES.includes(reason);
}

/** The container that fares the worst, of those that fare alike the first by cluster name: also one without a state. */
// @__NO_SIDE_EFFECTS__
export function worstContainer(): Reducer<Container, Container, { worst: Container | undefined }> {
  const worse = (a: Container, b: Container): Container =>
    (a.rank - b.rank || compare(a.clusterName, b.clusterName)) <= 0 ? a : b;
  return {
    unreported: true,
    start: () => ({ worst: undefined }),
    add(kept, value, clusterName, _processed, report) {
      const state = asJson(value);
      const sound = isAbsent(value) || isFields(state);
      if (!sound) report?.('', value, 'an object of JSON values');
      const container = {
        rank: CONTAINER_RANKS.indexOf(containerRank(state)),
        clusterName,
        ...(isFields(state) && !isEmpty(state) && { state }),
      };
      kept.worst = kept.worst === undefined ? container : worse(kept.worst, container);
      return sound;
    },
    part: ({ worst }) => own(worst),
    merge: (parts) => parts.reduce(worse),
    finish: (part) => part,
    isPart: (value) =>
      isFields(value) &&
      isCount(value.rank, CONTAINER_RANKS.length - 1) &&
      isName(value.clusterName) &&
      (value.state === undefined || (isFields(value.state) && isJson(value.state))),
  };
}
