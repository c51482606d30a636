import type { SourceFile } from '../../site/playground/source-file.js';
import { filesOf } from './files.js';

const names = Array.from({ length: 100 }, (_, i) => `member${String(i).padStart(3, '0')}`);

const template = `\
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, generation: 7 }
spec:
  replicas: 200
  template:
    spec:
      containers: [{ name: web, image: 'nginx:1.27' }]
status: { observedGeneration: 6, replicas: 200 }
`;

const binding = `\
apiVersion: work.karmada.io/v1alpha2
kind: ResourceBinding
metadata: { name: web-deployment, namespace: shop, generation: 3 }
spec:
  resource: { apiVersion: apps/v1, kind: Deployment, namespace: shop, name: web }
  replicas: 200
  clusters:
${names.map((name) => `    - { name: ${name}, replicas: 2 }`).join('\n')}
status:
  schedulerObservedGeneration: 3
  conditions:
    - { type: Scheduled, status: 'True' }
  aggregatedStatus:
${names
  .map(
    (name, i) => `\
    - clusterName: ${name}
      applied: true
      health: Healthy
      status:
        generation: ${i + 1}
        observedGeneration: ${i + 1}
        resourceTemplateGeneration: ${i % 7 === 0 ? 6 : 7}
        replicas: 2
        updatedReplicas: 2
        readyReplicas: 2
        availableReplicas: 2
        conditions:
          - { type: Available, status: 'True', reason: MinimumReplicasAvailable, message: it is available }
          - { type: Progressing, status: 'True', reason: NewReplicaSetAvailable, message: it has progressed }`,
  )
  .join('\n')}
`;

const strategy = `\
strategy:
  stages:
    - { name: canary, clusters: [member000] }
    - { name: rest, clusterSelector: {}, maxConcurrency: 25% }
  gate: { minSuccessTime: 2m }
`;

/** A Deployment in a hundred clusters, with the strategy of its next version. */
export const hundredClusters: readonly SourceFile[] = filesOf(template, binding, strategy);
