// Prints what it costs to explain bindings, beside what it costs to parse them.
import { fileURLToPath } from 'node:url';
import { explainBinding } from 'karmada-interpreter/binding';
import { compareJobs, type Effort } from './measure.js';
import { type Random, randomFrom } from './random.js';

/** How often explaining may take what parsing takes. */
export const EXPLAIN_LIMIT = 1.5;

/** The texts of so many bindings, as the API server sends them: three clusters each, most of them well. */
export function bindingTexts(count: number, seed = 1): readonly string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => JSON.stringify(bindingOf(i, random)));
}

function bindingOf(index: number, random: Random): object {
  const name = `web-${index}`;
  const clusters = ['ap-1', 'eu-1', 'us-1'];
  const lag = random.next() < 0.1 ? random.below(3) : -1;
  const ill = random.next() < 0.1 ? random.below(3) : -1;
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: 'ResourceBinding',
    metadata: {
      name: `${name}-deployment`,
      namespace: 'shop',
      uid: `2f9a6f0e-5c1f-4b44-9d0f-${String(index).padStart(12, '0')}`,
      generation: 4,
      creationTimestamp: '2026-10-05T08:00:00Z',
      labels: {
        'resourcebinding.karmada.io/permanent-id': `id-${index}`,
        'propagationpolicy.karmada.io/permanent-id': 'id-policy',
      },
      annotations: {
        'propagationpolicy.karmada.io/name': 'web',
        'propagationpolicy.karmada.io/namespace': 'shop',
      },
      finalizers: ['karmada.io/binding-controller'],
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: `uid-${index}`, controller: true },
      ],
    },
    spec: {
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name, uid: `uid-${index}` },
      replicaRequirements: { resourceRequest: { cpu: '100m', memory: '64Mi' } },
      replicas: 6,
      clusters: clusters.map((cluster) => ({ name: cluster, replicas: 2 })),
      placement: { clusterAffinity: { clusterNames: clusters } },
      schedulerName: 'default-scheduler',
      conflictResolution: 'Abort',
    },
    status: {
      schedulerObservedGeneration: 4,
      lastScheduledTime: '2026-10-05T08:00:00Z',
      conditions: [
        {
          type: 'Scheduled',
          status: 'True',
          reason: 'Success',
          message: 'Binding has been scheduled successfully.',
        },
        {
          type: 'FullyApplied',
          status: 'True',
          reason: 'FullyAppliedSuccess',
          message: 'All works have been applied',
        },
      ],
      aggregatedStatus: clusters.map((clusterName, i) => ({
        clusterName,
        status: {
          generation: 3,
          observedGeneration: 3,
          resourceTemplateGeneration: i === lag ? 6 : 7,
          replicas: 2,
          updatedReplicas: 2,
          readyReplicas: i === ill ? 1 : 2,
          availableReplicas: i === ill ? 1 : 2,
        },
        applied: true,
        health: i === ill ? 'Unhealthy' : 'Healthy',
      })),
    },
  };
}

/** Both sides over the same bindings: how often explaining takes what parsing takes. */
export function compareExplaining(count: number, effort: Effort) {
  const texts = bindingTexts(count);
  const bindings = texts.map((text) => JSON.parse(text) as object);
  let next = 0;
  const turn = (): number => (next = next + 1 < count ? next + 1 : 0);
  return compareJobs(
    () => explainBinding(bindings[turn()] as object),
    () => JSON.parse(texts[turn()] as string),
    effort,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { a, b, ratio } = compareExplaining(100_000, { rounds: 15, turn: 300 });
  const times = (ratio: number): string => ratio.toFixed(2);
  console.log(
    `a binding with three clusters: explained in ${Math.round(a)} ns, parsed in ${Math.round(b)} ns`,
  );
  console.log(`${times(ratio)} times what parsing takes, at most ${times(EXPLAIN_LIMIT)}`);
  process.exitCode = ratio <= EXPLAIN_LIMIT ? 0 : 1;
}
