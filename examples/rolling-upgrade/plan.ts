import type { LagReason, Suspension } from 'karmada-interpreter';

/** What an operator does in one step, and what has to come of it. */
export interface PlannedStep {
  readonly title: string;
  /** The image that the template gets; absent where the template stays. */
  readonly image?: string;
  /** The policy's `spec.suspension` from this step on; absent where nothing is held back. */
  readonly suspension?: Suspension;
  readonly expected: Expected;
}

/** How the federation has to stand once a step has come to rest. */
interface Expected {
  /** By cluster: the version that it runs, and why it has not settled at the template's. */
  readonly clusters: { readonly [name: string]: readonly ['v1' | 'v2', LagReason] };
  readonly observedGeneration: number;
}

/** The second version; the first is the one in the Deployment's manifest. */
export const V2 = 'nginx:1.27';

const holdBack = (...clusterNames: string[]): Suspension => ({ dispatchingOnClusters: { clusterNames } });

/** One version, three clusters, and nothing but `spec.suspension` to say who gets it when. */
export const PLAN: readonly PlannedStep[] = [
  {
    title: 'v1 runs everywhere',
    expected: {
      clusters: { ClusterA: ['v1', 'Settled'], ClusterB: ['v1', 'Settled'], ClusterC: ['v1', 'Settled'] },
      observedGeneration: 1,
    },
  },
  {
    title: 'v2 is released, to ClusterC only',
    image: V2,
    suspension: holdBack('ClusterA', 'ClusterB'),
    expected: {
      clusters: { ClusterA: ['v1', 'Suspended'], ClusterB: ['v1', 'Suspended'], ClusterC: ['v2', 'Settled'] },
      observedGeneration: 1,
    },
  },
  {
    title: 'ClusterB is resumed',
    suspension: holdBack('ClusterA'),
    expected: {
      clusters: { ClusterA: ['v1', 'Suspended'], ClusterB: ['v2', 'Settled'], ClusterC: ['v2', 'Settled'] },
      observedGeneration: 1,
    },
  },
  {
    title: 'ClusterA is resumed',
    expected: {
      clusters: { ClusterA: ['v2', 'Settled'], ClusterB: ['v2', 'Settled'], ClusterC: ['v2', 'Settled'] },
      observedGeneration: 2,
    },
  },
];
