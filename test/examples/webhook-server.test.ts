import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificate } from '../webhook/certificate.js';
import { createClient, revision } from '../webhook/client.js';
import { operationsOf } from '../webhook/protocol.js';

const root = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'webhook-server-'));
const file = (name: string) => join(directory, name);
const { key, cert } = certificate();
const running = new Set<ChildProcess>();

/** A line of the server's log. */
type Line = { [field: string]: unknown };

beforeAll(async () => {
  // The example as it stands, with the library's sources in place of the package.
  await build({
    entryPoints: [join(root, 'examples/webhook-server.ts')],
    outfile: file('server.mjs'),
    alias: {
      'karmada-interpreter/webhook/node': join(root, 'src/webhook/node.ts'),
      'karmada-interpreter/webhook': join(root, 'src/webhook/index.ts'),
      'karmada-interpreter': join(root, 'src/index.ts'),
    },
    ...{ bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' },
  });
  writeFileSync(file('tls.key'), key, { mode: 0o600 });
  writeFileSync(file('tls.crt'), cert);
});

afterAll(() => {
  for (const server of running) server.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

/**
 * Has the server say how many bytes it holds on to, whenever it is sent a message. The buffers that one collection
 * finds are freed beside it, in a thread that may come late; the next one waits for it.
 */
const probe = `
  process.on('message', () => {
    gc();
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    process.send(heapUsed + arrayBuffers);
  });
  process.channel.unref();
`;

/** Starts the server; every line of its log is JSON, or this fails. */
async function start() {
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(probe)}`];
  const server = spawn(process.execPath, [...flags, file('server.mjs')], {
    env: { PORT: '0', TLS_CERT: file('tls.crt'), TLS_KEY: file('tls.key'), DRAIN_SECONDS: '0.5' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  running.add(server);
  const lines: Line[] = [];
  const log = createInterface(server.stdout as Readable);
  const ended = Promise.all([once(server, 'exit'), once(log, 'close')]).then(([[code]]) => {
    running.delete(server);
    return code as number | null;
  });
  log.on('line', (line) => lines.push(JSON.parse(line)));
  const [first] = (await once(log, 'line')) as [string];
  const client = createClient(JSON.parse(first).port, cert);
  const held = async () => {
    server.send('how many?');
    const [bytes] = await once(server, 'message');
    return bytes as number;
  };
  return { server, client, lines, ended, held };
}

test('answers, and says so in its log', async () => {
  const { server, client, lines, ended } = await start();
  const { body } = await client.send(JSON.stringify(revision('one', 3)));
  expect(body.response).toMatchObject({ uid: 'one', successful: true });
  await client.send(JSON.stringify({ request: { uid: 'x'.repeat(1000), name: {} } }));
  const policy = { spec: { suspension: { scheduling: true } } };
  const kind = { group: 'policy.karmada.io', kind: 'PropagationPolicy' };
  const request = { uid: 'two', kind, operation: 'CREATE', object: policy };
  const admission = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
  const reviewed = await client.send(JSON.stringify(admission), { path: '/policies?timeout=3s' });
  expect(reviewed.body.response).toMatchObject({ uid: 'two', allowed: false });
  expect((await client.send('', { method: 'GET', path: '/healthz' })).status).toBe(200);
  expect((await client.send('', { method: 'GET', path: '/other' })).status).toBe(405);
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(lines.map(({ time, port, milliseconds, ...line }) => line)).toMatchObject([
    { event: 'listening' },
    {
      ...{ event: 'interpreted', uid: 'one', operation: 'ReviseReplica', name: 'one', successful: true },
      ...{ group: 'apps', version: 'v1', kind: 'Deployment' },
    },
    { event: 'interpreted', uid: 'x'.repeat(500), successful: false, code: 400 },
    { event: 'reviewed', uid: 'two', allowed: false, code: 422 },
    { event: 'refused', method: 'GET', url: '/other', status: 405 },
    { event: 'draining' },
    { event: 'stopped' },
  ]);
});

test('6,000 requests, 64 at a time: each has its own answer, and nothing of them stays', async () => {
  const { server, client, lines, ended, held } = await start();
  let next = 0;
  const worker = async (end: number) => {
    while (next < end) {
      const replicas = next++;
      const { status, body } = await client.send(JSON.stringify(revision(`uid-${replicas}`, replicas)));
      expect([status, body.response.uid]).toStrictEqual([200, `uid-${replicas}`]);
      const [operation, ...others] = operationsOf(body.response.patch);
      expect([operation?.value, others]).toStrictEqual([replicas, []]);
    }
  };
  const run = (end: number) => Promise.all(Array.from({ length: 64 }, () => worker(end)));
  await run(2000);
  const before = await held();
  await run(6000);
  // 4,000 requests later. To keep their contexts would take 1.7 MB.
  expect((await held()) - before).toBeLessThan(900_000);
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
  const uids = lines.filter(({ event }) => event === 'interpreted').map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(6000);
});

test('clients that send half of a body hold no more memory than all bodies may take', async () => {
  const { server, client, lines, ended, held } = await start();
  const before = await held();
  const MIB = 1024 * 1024;
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${8 * MIB}\r\n\r\n`;
  const clients = Array.from({ length: 40 }, () => client.open());
  for (const { socket } of clients) {
    socket.write(head);
    socket.write(Buffer.alloc(4 * MIB, ' '));
  }
  const refused = () => lines.filter(({ event, status }) => event === 'refused' && status === 503);
  while (refused().length < 24) await once(server.stdout as Readable, 'data');
  expect((await held()) - before).toBeLessThan(100 * MIB);
  for (const { socket } of clients) socket.destroy();
  expect((await client.send(JSON.stringify(revision('next', 3)))).status).toBe(200);
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('a SIGTERM in the middle of load loses no answer', async () => {
  const { server, client, lines, ended } = await start();
  const lost: unknown[] = [];
  let [sent, answered, afterwards] = [0, 0, 0];
  const worker = async () => {
    for (;;) {
      const replicas = sent++;
      try {
        const { status, body } = await client.send(JSON.stringify(revision(`uid-${replicas}`, replicas)));
        expect([status, body.response.uid]).toStrictEqual([200, `uid-${replicas}`]);
      } catch (error) {
        // Where there was no connection, nothing has been sent that could be lost.
        if ((error as { connection?: boolean }).connection !== false) lost.push(error);
        return;
      }
      answered += 1;
      if (server.killed) afterwards += 1;
      if (answered === 500) server.kill('SIGTERM');
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  expect(await ended).toBe(0);
  expect(lost).toStrictEqual([]);
  expect(afterwards).toBeGreaterThan(0);
  expect(lines.filter(({ event }) => event === 'interpreted')).toHaveLength(answered);
  expect(lines.at(-1)).toMatchObject({ event: 'stopped' });
});
