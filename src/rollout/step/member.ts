import type { ClusterSuspension } from '../../suspension/suspension.js';
import type { Stage } from '../strategy/plan-rollout.js';
import { hasReached, type RolloutItem } from './rollout-item.js';
import type { ClusterStatus } from './rollout-status.js';

/** What is known of one cluster at one moment. */
export interface Member {
  readonly name: string;
  readonly stage: Stage;
  /** How it stood before, at the same generation. */
  readonly previous: ClusterStatus | undefined;
  readonly item: RolloutItem | undefined;
  /** The field of the user's own suspension that holds it back, if one does. */
  readonly by: ClusterSuspension['by'];
  /** Whether its cluster can be reached. */
  readonly ready: boolean;
  /** Whether it is no target any more and reports all the same. */
  readonly gone: boolean;
}

/** What is rolled out. */
export interface Version {
  readonly generation: number;
  /** The revision that is rolled out beside it, where the caller says which. */
  readonly revision: string | undefined;
}

/** The moment: which version is rolled out, until when a cluster may take, and what time it is. */
export interface Moment extends Version {
  readonly progressDeadline: number;
  readonly now: number;
  /** Whether clusters that are not ready are left out. */
  readonly skipping: boolean;
}

/** Whether a cluster has what is rolled out, well or not. */
export function hasVersion(item: RolloutItem | undefined, { generation, revision }: Version): boolean {
  return hasReached(item, generation) && (revision === undefined || item?.revision === revision);
}
