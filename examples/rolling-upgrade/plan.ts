import type { LagReason } from 'karmada-interpreter';
import type { RolloutStrategy } from 'karmada-interpreter/rollout';

/** The second version; the first is the one in the Deployment's manifest. */
export const V2 = 'nginx:1.27';

/** Who gets it when: one cluster after the other, each of which has to be well for two minutes. */
export const STRATEGY: RolloutStrategy = {
  stages: [{ name: 'upgrade', clusters: ['ClusterC', 'ClusterB', 'ClusterA'] }],
  gate: { minSuccessTime: '2m' },
  progressDeadline: '15m',
};

/** How the federation has to stand once a step has come to its end. */
export interface Expected {
  /** By cluster: the version that it runs, and why it has not settled at the template's. */
  readonly clusters: { readonly [name: string]: readonly ['v1' | 'v2', LagReason] };
  readonly observedGeneration: number;
}

/** What has to come of the strategy, step by step; the first one is before the rollout. */
export const EXPECTED: readonly Expected[] = [
  {
    clusters: { ClusterA: ['v1', 'Settled'], ClusterB: ['v1', 'Settled'], ClusterC: ['v1', 'Settled'] },
    observedGeneration: 1,
  },
  {
    clusters: { ClusterA: ['v1', 'Suspended'], ClusterB: ['v1', 'Suspended'], ClusterC: ['v2', 'Settled'] },
    observedGeneration: 1,
  },
  {
    clusters: { ClusterA: ['v1', 'Suspended'], ClusterB: ['v2', 'Settled'], ClusterC: ['v2', 'Settled'] },
    observedGeneration: 1,
  },
  {
    clusters: { ClusterA: ['v2', 'Settled'], ClusterB: ['v2', 'Settled'], ClusterC: ['v2', 'Settled'] },
    observedGeneration: 2,
  },
];
