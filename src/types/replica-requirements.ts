// Written by scripts/generate-types.ts.

import type { NodeClaim } from './node-claim.js';

/** What each replica needs. */
export interface ReplicaRequirements {
  namespace?: string;
  nodeClaim?: NodeClaim;
  priorityClassName?: string;
  resourceRequest?: { [key: string]: number | string };
}
