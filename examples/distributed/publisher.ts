// Publishes what happens in the fleet: `npx tsx examples/distributed/publisher.ts SERVER FROM TO`.
import { type Happening, happening, MEMBERS } from './fleet.js';
import { openEngine, reportSubject } from './topology.js';

/** How many reports are under way at once: fewer than there are members, so that never two of one member are. */
const WINDOW = Math.min(1000, MEMBERS);

const [server = '', from, to] = process.argv.slice(2);
const { connection, client } = await openEngine(server);
for (let next = Number(from); next < Number(to); next += WINDOW) {
  const count = Math.min(WINDOW, Number(to) - next);
  await Promise.all(Array.from({ length: count }, (_, i) => publish(happening(next + i))));
  process.send?.(next + count);
}
await connection.drain();
process.disconnect?.();

/**
 * Publishes a report. Where the confirmation is lost, it is sent again; the server knows it by its id, and stores it
 * once.
 */
async function publish({ workload, region, cluster, report }: Happening): Promise<void> {
  const msgID = `${workload}/${cluster}/${report.sequence}`;
  await client.publish(reportSubject(workload, region, cluster), JSON.stringify(report), {
    msgID,
    retries: 10,
  });
}
