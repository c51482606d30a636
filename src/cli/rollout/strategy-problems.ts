import { validateKarmadaStrategy, validateRolloutStrategy } from 'karmada-interpreter/rollout';
import { faultPlace } from '../input/fault-place.js';
import type { Manifest } from '../input/manifest.js';
import type { Problem } from '../print/problem.js';
import type { FoundRollout } from './find-rollouts.js';

/** What is wrong with the strategy of a rollout, where it stands; clusters that it names have to be there. */
export function strategyProblems({ strategy, clusters }: FoundRollout): readonly Problem[] {
  const { form, manifest, value } = strategy;
  const held = value !== manifest.value;
  if (form === 'own') {
    return validateRolloutStrategy(value, { clusters }).map((fault) =>
      problemOf(manifest, 'error', fault.path, fault.message),
    );
  }
  return validateKarmadaStrategy(value).map(({ severity, path, message }) => {
    const own = held ? path : path.replace(/^spec\.rolloutStrategy\.?/, '');
    return problemOf(manifest, severity, own, message);
  });
}

function problemOf(
  manifest: Manifest,
  severity: Problem['severity'],
  path: string,
  message: string,
): Problem {
  const sentence = `${path} ${message}`.trim();
  return {
    severity,
    message: sentence,
    source: manifest.source,
    place: faultPlace(manifest, path, sentence),
  };
}
