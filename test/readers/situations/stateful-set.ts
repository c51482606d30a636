import type { Manifest } from '../manifest.js';
import { template } from './build.js';

/** A StatefulSet of so many replicas, and how it rolls out. */
export function web(replicas: number, rollingUpdate?: Manifest): Manifest {
  return template({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: {
      replicas,
      serviceName: 'web',
      updateStrategy: { type: 'RollingUpdate', ...(rollingUpdate && { rollingUpdate }) },
    },
  });
}

/** A StatefulSet whose pods from this number on are updated; the API server makes it 0. */
export function partitioned(replicas: number, partition = 0): Manifest {
  return web(replicas, { partition });
}

/** What a member reports with so many pods, of which so many are ready and updated. */
export function counts(replicas: number, readyReplicas: number, updatedReplicas: number): Manifest {
  return {
    replicas,
    readyReplicas,
    availableReplicas: readyReplicas,
    updatedReplicas,
    // Once all are updated, the update revision is the current one.
    currentReplicas: updatedReplicas === replicas ? replicas : replicas - updatedReplicas,
    currentRevision: updatedReplicas === replicas ? 'web-2' : 'web-1',
    updateRevision: 'web-2',
  };
}
