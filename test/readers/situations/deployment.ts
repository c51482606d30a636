import type { Manifest } from '../manifest.js';
import { condition, TEMPLATE, template } from './build.js';

/** A Deployment of so many replicas, and whatever else its spec says. */
export function web(replicas: number | undefined, status?: Manifest, spec: Manifest = {}): Manifest {
  return template(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        ...(replicas !== undefined && { replicas }),
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        ...spec,
      },
    },
    status,
  );
}

export const AVAILABLE = condition('Available', 'True', 'MinimumReplicasAvailable');
export const UNAVAILABLE = condition('Available', 'False', 'MinimumReplicasUnavailable');
export const COMPLETE = condition(
  'Progressing',
  'True',
  'NewReplicaSetAvailable',
  'ReplicaSet "web-2" has progressed.',
);
export const UPDATING = condition(
  'Progressing',
  'True',
  'ReplicaSetUpdated',
  'ReplicaSet "web-2" is progressing.',
);
export const LATE = condition(
  'Progressing',
  'False',
  'ProgressDeadlineExceeded',
  'ReplicaSet "web-2" has timed out.',
);

/** The counts of a member, absent where they are 0, as a member's API server leaves them out. */
export function counts(
  replicas: number,
  updatedReplicas: number,
  availableReplicas: number,
  conditions: readonly Manifest[] = [],
): Manifest {
  const unavailable = replicas - availableReplicas;
  return {
    ...(replicas > 0 && { replicas }),
    ...(updatedReplicas > 0 && { updatedReplicas }),
    ...(availableReplicas > 0 && { readyReplicas: availableReplicas, availableReplicas }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
    ...(conditions.length > 0 && { conditions }),
  };
}

/** A member that is done with so many pods. */
export function ready(replicas: number): Manifest {
  return counts(replicas, replicas, replicas, [AVAILABLE, COMPLETE]);
}

/** A status that has been complete at the present generation, before something changed. */
export function observed(replicas: number): Manifest {
  return { observedGeneration: TEMPLATE, ...ready(replicas) };
}
