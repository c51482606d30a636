// Aggregation by parts: each region aggregates the clusters that report to it, in a thread of its own, and sends
// the hub what they come to. The hub merges that without ever seeing a member, and checks itself here against one
// aggregator over all of them.
import { isDeepStrictEqual } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type AggregatedStatusItem, createInterpreter, type PartialAggregate } from 'karmada-interpreter';

const REGIONS = { 'ap-south': 300, 'eu-west': 500, 'us-east': 200 };
type Region = keyof typeof REGIONS;

const interpreter = createInterpreter();
const template = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'podinfo', namespace: 'shop', generation: 7 },
  status: { observedGeneration: 6, failures: 0, conditions: [{ type: 'Ready', status: '', message: '' }] },
};

/** What the clusters of a region report; elsewhere it comes from a watch. */
function* reportsOf(region: Region): Generator<AggregatedStatusItem> {
  for (let i = 0; i < REGIONS[region]; i++) {
    const failed = region === 'eu-west' && i % 125 === 7;
    const ready = {
      type: 'Ready',
      status: failed ? 'False' : 'True',
      reason: failed ? 'InstallFailed' : 'ReconciliationSucceeded',
      message: failed ? 'install retries exhausted' : '',
      lastTransitionTime: `2024-08-31T12:00:${10 + (i % 50)}Z`,
    };
    const status = {
      failures: failed ? 3 : 0,
      lastAppliedRevision: failed ? '6.5.0' : '6.6.1',
      conditions: [ready],
      observedGeneration: 2,
      generation: 2,
      resourceTemplateGeneration: 7,
    };
    yield { clusterName: `${region}-${String(i).padStart(3, '0')}`, status };
  }
}

/** A region: one aggregator over its own clusters, and what it knows as plain JSON. */
function aggregateRegion(region: Region): PartialAggregate {
  const aggregator = interpreter.createAggregator(template);
  for (const report of reportsOf(region)) aggregator.set(report);
  return aggregator.partial();
}

/** This file again: unlike in the main thread, TypeScript has to be asked for there. */
const THREAD = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
});`;

function inThread(region: Region): Promise<PartialAggregate> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, { eval: true, workerData: region });
    worker.once('message', (text: string) => resolve(JSON.parse(text)));
    worker.once('error', reject);
  });
}

function clustersOf({ clusters }: PartialAggregate): number {
  return Object.keys(clusters).length;
}

function print(name: string, object: { status: object }, members: number): void {
  const { failures, conditions } = object.status as typeof template.status;
  const [ready] = conditions;
  console.log(
    name.padEnd(10),
    String(members).padStart(8),
    String(failures).padStart(8),
    ` ${ready?.status.padEnd(7)} ${ready?.message.slice(0, 42)}…`,
  );
}

if (isMainThread) {
  const regions = Object.keys(REGIONS) as Region[];
  const partials = await Promise.all(regions.map(inThread));
  const federated = interpreter.mergePartials(template, partials);

  console.log('region     clusters failures  Ready   message');
  partials.forEach((partial, i) => {
    print(regions[i] as Region, interpreter.mergePartials(template, [partial]), clustersOf(partial));
  });
  print('all', federated, clustersOf(interpreter.combinePartials(template, partials)));

  const one = interpreter.createAggregator(template);
  for (const region of regions) for (const report of reportsOf(region)) one.set(report);
  if (isDeepStrictEqual(federated, one.aggregate())) {
    console.log('\nThe parts come to what one aggregator over all members gives.');
  } else {
    console.error('\nThe parts do not come to what one aggregator over all members gives.');
    process.exitCode = 1;
  }
} else {
  parentPort?.postMessage(JSON.stringify(aggregateRegion(workerData)));
}
