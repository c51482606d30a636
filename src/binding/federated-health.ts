import type { KubernetesObject } from '../kubernetes/object.js';
import type { BindingExplanation, ClusterExplanation, ExplainBindingOptions } from './binding-explanation.js';
import { explainBinding } from './explain-binding.js';
import { builtInHealth } from './member-health.js';

/** How a federation fares: an explanation that says what is done. */
export interface FederatedHealth extends BindingExplanation {
  /** Whether the rollout is done, everywhere: at least one target, and all of them settled and healthy. */
  readonly done: boolean;
  readonly clusters: readonly (ClusterExplanation & { readonly done: boolean })[];
}

/**
 * Answers "is the rollout done, everywhere?": each member is held against its own share of the template, never a sum
 * of members against the whole.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @param options - As for `explainBinding`; with the template, held-back rollouts are understood. Without an
 * interpreter, the built-in kinds judge.
 * @returns The explanation by that interpreter, and what of it is done.
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
  const { healthy, clusters } = explanation;
  return {
    ...explanation,
    done: healthy && clusters.some(({ role }) => role === 'target'),
    clusters: clusters.map((cluster) => ({
      ...cluster,
      done: cluster.settled && cluster.state === 'Healthy',
    })),
  };
}
