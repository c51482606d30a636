import { imageOf, type Manifests } from './manifests.js';
import { EXPECTED, type Expected, V2 } from './plan.js';
import type { Upgrade } from './upgrade.js';

/** Compares what has come out with what was expected: one sentence for each difference. */
export function checkUpgrade(
  { steps, timeline }: Upgrade,
  { deployment }: Pick<Manifests, 'deployment'>,
  all: readonly Expected[] = EXPECTED,
): readonly string[] {
  const images = { v1: imageOf(deployment), v2: V2 };
  const faults: string[] = [];
  if (timeline.phase !== 'Succeeded') {
    faults.push(`the rollout is ${timeline.phase}: ${timeline.explanation.join('; ')}`);
  }
  if (steps.length > all.length) faults.push(`there are ${steps.length} steps, not ${all.length}`);
  all.forEach((expected, index) => {
    const fault = (what: string, found: unknown, wanted: unknown) => {
      if (found !== wanted) faults.push(`step ${index}: ${what} is ${found}, not ${wanted}`);
    };
    const step = steps[index];
    if (step === undefined) {
      faults.push(`step ${index} is missing`);
      return;
    }

    const { rows, federation } = step.outcome;
    fault(
      'the list of clusters',
      rows.map((row) => row.cluster).join(),
      Object.keys(expected.clusters).join(),
    );
    for (const row of rows) {
      const [version, reason] = expected.clusters[row.cluster] ?? ['v1', 'NotScheduled'];
      fault(`the image in ${row.cluster}`, row.image, images[version]);
      fault(`the state of ${row.cluster}`, row.reason, reason);
      fault(`the suspension of ${row.cluster}`, row.suspended, reason === 'Suspended');
      fault(`the number of ready replicas in ${row.cluster}`, row.ready, row.replicas);
    }
    const settled = expected.observedGeneration === federation.generation;
    fault('the federated observedGeneration', federation.observedGeneration, expected.observedGeneration);
    fault('the federated health', federation.health.state, settled ? 'Healthy' : 'Progressing');
    fault('the number of ready replicas', federation.ready, federation.replicas);

    // Nor may it have moved for a moment on the way there.
    for (const { tick, federation: at } of step.progress) {
      if (at.observedGeneration <= expected.observedGeneration) continue;
      faults.push(
        `step ${index}: the federated observedGeneration is ${at.observedGeneration} at tick ${tick}`,
      );
    }
  });
  return faults;
}
