import { argoHealth } from './argo-health.js';
import { kstatus } from './kstatus.js';
import { kubectlRolloutStatus } from './kubectl-rollout-status.js';
import { kubectlWait } from './kubectl-wait.js';
import { isManifest, type Manifest, textAt, type Verdict } from './manifest.js';
import type { ReaderName } from './situation.js';

/** The readers by name. */
export const readers: { readonly [Name in ReaderName]: (object: Manifest) => Verdict<string> } = {
  kstatus,
  argo: argoHealth,
  kubectl: kubectlRolloutStatus,
  wait: (object) => kubectlWait(object),
};

/** Counts that Go writes also where they are 0, of the kinds whose status it otherwise writes without zeros. */
const ALWAYS_WRITTEN: { readonly [kind: string]: readonly string[] } = {
  Deployment: [],
  StatefulSet: ['replicas', 'availableReplicas'],
  DaemonSet: ['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady'],
};

/** Counts that are pointers in Go: an absent one stays absent, and a 0 stays a 0. */
const POINTERS: readonly string[] = ['terminatingReplicas', 'collisionCount'];

/**
 * An object as the API server gives it out: the Go types of apps/v1 leave most fields out where they are zero, and
 * write the others also where they were absent. Custom resources come back as they were written.
 *
 * @see https://github.com/kubernetes/api/blob/3bd457f5291be08e2a41ec6df9471f20aeb81416/apps/v1/types.go
 */
export function dropZeros(object: Manifest): Manifest {
  const always = ALWAYS_WRITTEN[textAt(object, 'kind')];
  if (textAt(object, 'apiVersion') !== 'apps/v1' || always === undefined || !isManifest(object.status))
    return object;
  const kept = Object.entries(object.status).filter(
    ([field, value]) => always.includes(field) || POINTERS.includes(field) || !isZero(value),
  );
  return {
    ...object,
    status: { ...Object.fromEntries(always.map((field) => [field, 0])), ...Object.fromEntries(kept) },
  };
}

function isZero(value: unknown): boolean {
  return value === 0 || value === '' || value === null || value === undefined || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
