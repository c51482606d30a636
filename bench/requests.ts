// Prints how many requests a second the webhook answers over loopback, server and client on the same machine.
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';
import { aggregation } from './webhook.js';

/** How many requests a second a server on this machine answers, 64 at a time. */
async function requestsPerSecond(body: string, count: number): Promise<number> {
  const server = createServer(createNodeHandler()).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const ask = async () => {
    const [response] = await once(request({ agent, port, method: 'POST', headers }).end(body), 'response');
    await response.resume().toArray();
  };
  let left = count;
  const worker = async () => {
    while (left-- > 0) await ask();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: 64 }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  server.close();
  return count / seconds;
}

for (const [members, count] of [
  [3, 10_000],
  [1000, 1000],
] as const) {
  const rate = await requestsPerSecond(aggregation(members), count);
  console.log(`${members} members: ${Math.round(rate)} requests a second`);
}
