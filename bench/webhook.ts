import { createInterpreter } from 'karmada-interpreter';
import { handleInterpreterContext } from 'karmada-interpreter/webhook';
import type { Job } from './measure.js';

/** A context whose members differ in their counts, as those of a fleet do. */
export function aggregation(members: number): string {
  const aggregatedStatus = Array.from({ length: members }, (_, i) => {
    const counts = { replicas: 3 + (i % 5), updatedReplicas: 3 + (i % 4), readyReplicas: i % 4 };
    const generations = { observedGeneration: 4, generation: 4, resourceTemplateGeneration: 7 - (i % 2) };
    const status = { ...counts, availableReplicas: i % 4, unavailableReplicas: 1, ...generations };
    return { clusterName: `member-${String(i).padStart(4, '0')}`, applied: true, health: 'Healthy', status };
  });
  const container = { name: 'web', image: 'nginx:1.27', resources: { requests: { cpu: '100m' } } };
  const spec = { replicas: 3000, template: { spec: { containers: [container] } } };
  const object = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', generation: 7 } },
    ...{ spec, status: { observedGeneration: 6, replicas: 1 } },
  };
  const kind = { group: 'apps', version: 'v1', kind: 'Deployment' };
  const asked = { uid: 'b7e0', kind, name: 'web', operation: 'AggregateStatus', object, replicas: 0 };
  return JSON.stringify({
    ...{ apiVersion: 'config.karmada.io/v1alpha1', kind: 'ResourceInterpreterContext' },
    request: { ...asked, aggregatedStatus },
  });
}

/** One AggregateStatus of a Deployment with so many members, text in to text out. */
export function webhookCall(members: number): Job {
  const interpreter = createInterpreter();
  const text = aggregation(members);
  return () => JSON.stringify(handleInterpreterContext(JSON.parse(text), interpreter));
}

/** Reading and writing the same text, and nothing else. */
export function readAndWrite(members: number): Job {
  const text = aggregation(members);
  return () => JSON.stringify(JSON.parse(text));
}
