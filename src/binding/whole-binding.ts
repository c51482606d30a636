import { at, isAbsent, isName } from '../kubernetes/object.js';
import type {
  BindingExplanation,
  BindingProblem,
  ClusterExplanation,
  Statement,
} from './binding-explanation.js';
import { isWorse, type Writable } from './explain-cluster.js';
import type { BindingParts } from './read-binding.js';
import { statement } from './statement.js';

/**
 * The binding as a whole: the most severe of what its deletion, its scheduling, its rollout and its clusters say, the
 * earliest stage among equals.
 */
export function wholeOf(
  binding: BindingParts,
  generation: number | undefined,
  scheduling: Statement | undefined,
  clusters: readonly ClusterExplanation[],
  problems: readonly BindingProblem[],
): BindingExplanation {
  const deleting = !isAbsent(binding.metadata.deletionTimestamp);
  const rollout = rolloutOf(binding, clusters);
  const own = deleting ? statement('Deleting', 'Progressing', 'it is being deleted') : scheduling;
  let worst: Statement | undefined = own;
  let first: ClusterExplanation | undefined;
  let settled = own === undefined;
  let counted = 0;
  for (const cluster of clusters) {
    if (!counts(cluster)) continue;
    counted++;
    if (cluster.role === 'target' && !cluster.settled) settled = false;
    if (worst === undefined || isWorse(cluster, worst)) worst = first = cluster;
  }
  if (rollout && (worst === undefined || isWorse(rollout, worst))) {
    worst = rollout;
    first = undefined;
  }
  const { reason, state, message } = worst ?? statement('Settled', 'Healthy', NO_REPLICAS);
  const told = first ? `${sharing(clusters, first)} of ${counted} clusters: ${message}` : message;
  // Written one by one, in the order of the type: V8 makes objects of spreads many times slower.
  const explanation: Partial<Writable<BindingExplanation>> = { resource: binding.resource };
  if (generation !== undefined) explanation.generation = generation;
  explanation.settled = settled;
  explanation.healthy = state === 'Healthy';
  explanation.state = state;
  explanation.reason = reason;
  explanation.message = told;
  if (scheduling && own === scheduling) explanation.scheduling = scheduling;
  explanation.clusters = clusters;
  explanation.problems = problems;
  return explanation as BindingExplanation;
}

const NO_REPLICAS = 'no replicas are asked for, and so it is scheduled to no cluster';

/** Whether a cluster counts for the whole: a target, or one that is being left by itself. */
function counts({ role, state }: ClusterExplanation): boolean {
  return role === 'target' || (role === 'evicting' && state !== 'Suspended');
}

/** How many of the clusters are where the first one is. */
function sharing(clusters: readonly ClusterExplanation[], { reason, state }: Statement): number {
  let sharing = 0;
  for (const cluster of clusters)
    if (cluster.reason === reason && cluster.state === state && counts(cluster)) sharing++;
  return sharing;
}

/** What there is to say of a staged propagation, as Karmada's proposal has it. */
function rolloutOf({ status }: BindingParts, clusters: readonly ClusterExplanation[]): Statement | undefined {
  const { rollout } = status;
  if (at(rollout, 'phase') === 'Failed') {
    const cluster = at(rollout, 'currentCluster');
    const where = isName(cluster) ? ` at ${cluster}` : '';
    const message = at(rollout, 'message');
    const why = isName(message) ? `: ${message}` : '';
    return statement('RolloutFailed', 'Degraded', `the staged propagation failed${where}${why}`);
  }
  let targets = 0;
  let waiting = 0;
  for (const { role, by } of clusters) {
    if (role !== 'target') continue;
    targets++;
    if (by === 'rollout') waiting++;
  }
  if (waiting === 0) return undefined;
  return statement('RollingOut', 'Progressing', `${waiting} of ${targets} clusters wait for their turn`);
}
