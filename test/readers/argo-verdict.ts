import type { Verdict } from './manifest.js';

/** Argo CD's health of a resource; `None` for a kind that it has no rule for. */
export type ArgoHealth = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Unknown' | 'None';

export type ArgoVerdict = Verdict<ArgoHealth>;

export function healthy(message: string): ArgoVerdict {
  return { state: 'Healthy', message };
}

export function progressing(message: string): ArgoVerdict {
  return { state: 'Progressing', message };
}

export function degraded(message: string): ArgoVerdict {
  return { state: 'Degraded', message };
}

export function suspended(message: string): ArgoVerdict {
  return { state: 'Suspended', message };
}
