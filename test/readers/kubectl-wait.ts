import { conditionsOf, integerAt, type Manifest, type Verdict } from './manifest.js';

/** How `kubectl wait --for=condition=…` stands: the condition is met, or it goes on waiting. */
export type WaitState = 'met' | 'waiting';

/**
 * `kubectl wait --for=condition=…`, one look at the object. Without a type, the one that people wait for: `Available`
 * of a Deployment, `Ready` of any other kind.
 *
 * @see https://github.com/kubernetes/kubectl/blob/dee3483a3d6a64c07fdf746caf80af446dee99ac/pkg/cmd/wait/condition.go
 */
export function kubectlWait(
  object: Manifest,
  type = object.kind === 'Deployment' ? 'Available' : 'Ready',
): Verdict<WaitState> {
  const condition = conditionsOf(object).find((found) => found.type.toLowerCase() === type.toLowerCase());
  if (condition === undefined) return { state: 'waiting', message: `no condition ${type}` };
  const generation = integerAt(object, 'metadata.generation', undefined);
  const observed = condition.observedGeneration ?? integerAt(object, 'status.observedGeneration', undefined);
  if (generation !== undefined && observed !== undefined && observed < generation)
    return { state: 'waiting', message: `observed generation ${observed} of ${generation}` };
  const message = `${type}=${condition.status}`;
  return { state: condition.status.toLowerCase() === 'true' ? 'met' : 'waiting', message };
}
