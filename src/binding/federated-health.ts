import type { Health } from '../interpreters/health/health.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import type { ExplainBindingOptions } from './binding-explanation.js';
import { explainBinding } from './explain-binding.js';
import { builtInHealth } from './member-health.js';

/** How a federation fares, as a whole and in each target. */
export interface FederatedHealth {
  /** Whether the rollout is done, everywhere: at least one target, and all of them settled and healthy. */
  readonly done: boolean;
  readonly state: Health['state'];
  readonly reason: string;
  readonly message: string;
  /** The targets, by name. */
  readonly clusters: readonly {
    readonly clusterName: string;
    readonly done: boolean;
    readonly state: Health['state'];
    readonly reason: string;
    readonly message: string;
  }[];
}

/**
 * Answers "is the rollout done, everywhere?": each member is held against its own share of the template, never a sum
 * of members against the whole.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @param options - As for `explainBinding`; with the template, held-back rollouts are understood. Without an
 * interpreter, the built-in kinds judge.
 * @returns The answer, and each target's part in it.
 * @throws InterpreterError As `explainBinding` does.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/common.go#L80-L95
 * @example
 * const { done, message } = federatedHealth(binding, { template });
 * if (!done) console.error(message);
 */
export function federatedHealth(
  binding: KubernetesObject,
  options: ExplainBindingOptions = {},
): FederatedHealth {
  const interpreter = options?.interpreter ?? builtInHealth;
  const explanation = explainBinding(binding, { ...options, interpreter });
  const targets = explanation.clusters.filter(({ role }) => role === 'target');
  const { healthy, state, reason, message } = explanation;
  return {
    done: healthy && targets.length > 0,
    state,
    reason,
    message,
    clusters: targets.map((cluster) => ({
      clusterName: cluster.clusterName,
      done: cluster.settled && cluster.state === 'Healthy',
      state: cluster.state,
      reason: cluster.reason,
      message: cluster.message,
    })),
  };
}
