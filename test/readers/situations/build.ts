import type { Manifest } from '../manifest.js';
import type { Situation, Truth } from '../situation.js';

/** The template's generation in every situation that does not say otherwise, and that of a member's copy. */
export const TEMPLATE = 7;
const COPY = 3;

/** Which version of the template a copy has, which version of its own spec that is, and the one observed. */
interface Version {
  readonly template: number;
  readonly own: number;
  readonly observed?: number | undefined;
}

/** A copy of the present template that its controller has observed. */
export const PRESENT: Version = { template: TEMPLATE, own: COPY, observed: COPY };
/** A copy that has not got the present template. */
export const OLD: Version = { template: TEMPLATE - 1, own: COPY - 1, observed: COPY - 1 };
/** A copy of the present template that its controller has not got to. */
export const BEHIND: Version = { template: TEMPLATE, own: COPY, observed: COPY - 1 };

/** What distinguishes one kind's objects from another's. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: Manifest;
}

/** A template of a kind; its status is the one that is stored. */
export function template(
  { apiVersion, kind, spec }: Kind,
  status: Manifest | undefined = { observedGeneration: TEMPLATE - 1 },
  metadata: Manifest = {},
): Manifest {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'default', generation: TEMPLATE, ...metadata },
    spec,
    ...(status && { status }),
  };
}

/** A member's copy of a template. */
export function copy(
  of: Manifest,
  status: Manifest,
  { template: stamped, own, observed }: Version = PRESENT,
): Manifest {
  return {
    ...of,
    metadata: {
      name: 'web',
      namespace: 'default',
      generation: own,
      annotations: { 'resourcetemplate.karmada.io/generation': `${stamped}` },
    },
    status: { ...(observed !== undefined && { observedGeneration: observed }), ...status },
  };
}

/** Members with their copies, by number: `member01` and so on. */
export function members(...objects: readonly (Manifest | null)[]): Situation['members'] {
  return objects.map((object, i) => ({ clusterName: nameOf(i), object }));
}

/** The names of the first clusters. */
export function clusters(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => nameOf(i));
}

function nameOf(i: number): string {
  return `member${String(i + 1).padStart(2, '0')}`;
}

/** A condition as controllers write it. */
export function condition(type: string, status: string, reason: string, message = ''): Manifest {
  return { type, status, reason, message, lastTransitionTime: '2026-01-01T00:01:00Z' };
}

/** Every cluster runs the present version. */
export const DONE = { kstatus: 'Current', argo: 'Healthy', kubectl: 'done' } as const satisfies Truth;
/** A cluster is not there yet. */
export const UNDER_WAY = {
  kstatus: 'InProgress',
  argo: 'Progressing',
  kubectl: 'waiting',
} as const satisfies Truth;
/** A cluster has failed. */
export const FAILED = { kstatus: 'Failed', argo: 'Degraded', kubectl: 'error' } as const satisfies Truth;
