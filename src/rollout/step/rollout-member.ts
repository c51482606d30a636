import type { ClusterSuspension } from '../../suspension/suspension.js';
import type { Stage } from '../strategy/plan-rollout.js';
import type { RolloutItem } from './rollout-item.js';
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
