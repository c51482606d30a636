import { validateKarmadaStrategy, validateRolloutStrategy } from 'karmada-interpreter/rollout';
import { faultPlace } from '../input/fault-place.js';
import type { Problem } from '../print/problem.js';
import type { FoundRollout } from './find-rollouts.js';

/** What is wrong with the strategy of a rollout, where it stands; clusters that it names have to be there. */
export function strategyProblems({ strategy, clusters }: FoundRollout): readonly Problem[] {
  const { form, manifest, value } = strategy;
  const held = value !== manifest.value;
  if (form === 'own') {
    return validateRolloutStrategy(value, { clusters }).map(({ path, message }) => ({
      severity: 'error',
      message: `${path} ${message}`,
      source: manifest.source,
      place: faultPlace(manifest, path),
    }));
  }
  return validateKarmadaStrategy(value).map(({ severity, path, message }) => {
    const own = held ? path : path.replace(/^spec\.rolloutStrategy\.?/, '');
    return {
      severity,
      message: `${own} ${message}`.trim(),
      source: manifest.source,
      place: faultPlace(manifest, own),
    };
  });
}
