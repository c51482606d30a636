import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { createInterpreter } from 'karmada-interpreter';
import { handleInterpreterContext, validateWebhookConfiguration } from 'karmada-interpreter/webhook';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { logLine } from '../../src/cli/print/log-line.js';
import { casesIn, files } from '../conformance/cases.js';
import { certificate } from '../webhook/certificate.js';
import { createClient, revision } from '../webhook/client.js';
import { contextOf, operationsOf } from '../webhook/protocol.js';
import { run } from './command-line.js';

const directory = mkdtempSync(join(tmpdir(), 'serve é '));
afterAll(() => rmSync(directory, { recursive: true }));

/** The directory of a certificate in the form in which Kubernetes mounts a Secret, and how it is renewed there. */
function mounted() {
  const mount = mkdtempSync(join(directory, 'tls '));
  let count = 0;
  const renew = (pair = certificate()) => {
    const version = `..version${count++}`;
    mkdirSync(join(mount, version));
    writeFileSync(join(mount, version, 'tls.crt'), pair.cert);
    writeFileSync(join(mount, version, 'tls.key'), pair.key, { mode: 0o600 });
    symlinkSync(version, join(mount, '..next'));
    renameSync(join(mount, '..next'), join(mount, '..data'));
    return pair;
  };
  const first = renew();
  for (const name of ['tls.crt', 'tls.key']) symlinkSync(join('..data', name), join(mount, name));
  const flags = ['--tls-cert', join(mount, 'tls.crt'), '--tls-key', join(mount, 'tls.key')];
  return { mount, first, renew, flags };
}

/** Starts a server, and waits until it says where it listens. */
async function start(...flags: readonly string[]) {
  const stop = new AbortController();
  let notes = '';
  let heard = () => {};
  /** Waits for a line of the log. */
  const saying = async (line: RegExp) => {
    for (;;) {
      const found = line.exec(notes);
      if (found) return found;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  const ended = run(['serve', '--port', '0', '--host', '127.0.0.1', '--drain', '0s', ...flags], {
    stopped: () => stop.signal,
    note: (text: string) => {
      notes += text;
      heard();
    },
  });
  const [, port] = await saying(/ serving url=https?:\/\/127\.0\.0\.1:(\d+) /);
  const end = async () => {
    stop.abort('SIGTERM');
    return (await ended).exit;
  };
  return { port: Number(port), end, saying, log: () => notes };
}

const body = (uid: string, replicas = 1) => JSON.stringify(revision(uid, replicas));

describe('serve', () => {
  test('answers every recorded case as the function does, and says so in its log', async () => {
    const { flags, first } = mounted();
    const server = await start(...flags);
    const client = createClient(server.port, first.cert);
    const interpreter = createInterpreter();
    const contexts = files.flatMap((file) => casesIn(file).map((recorded) => contextOf(recorded)));
    expect(contexts.length).toBeGreaterThan(300);
    await Promise.all(
      contexts.map(async (context) => {
        const { status, body: answer } = await client.send(JSON.stringify(context));
        expect(status).toBe(200);
        expect(answer).toEqual(JSON.parse(JSON.stringify(handleInterpreterContext(context, interpreter))));
      }),
    );
    expect(server.log()).toMatch(
      /^\S+ interpreted uid=\S+ operation=AggregateStatus kind=apps\/v1\/Deployment name=\S+ successful=true$/m,
    );
    expect(await server.end()).toBe(0);
  });

  test.each<[what: string, status: number, sent: string | Uint8Array]>([
    ['empty', 400, ''],
    ['invalid UTF-8', 400, Buffer.from(body('own').replace('own', '\xff\xc0\xaf'), 'latin1')],
    ['half an object', 400, body('own').slice(0, -1)],
    ['no context', 400, '[]'],
    ['a million levels', 400, `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
    ['9 MiB', 413, Buffer.alloc(9 * 1024 * 1024, ' ')],
  ])('goes on after a body that is %s', async (_, status, sent) => {
    const { flags, first } = mounted();
    const server = await start(...flags);
    const client = createClient(server.port, first.cert);
    // A refused body is read no further, so that its sender may see no more than a closed connection.
    const received = await client.send(sent).catch(() => ({ status: 413 }));
    expect(received.status).toBe(status);
    expect((await client.send(body('next', 7))).body.response).toMatchObject({
      uid: 'next',
      successful: true,
    });
    expect(await server.end()).toBe(0);
  });

  test('is alive and ready until it is asked to end, and answers what is on its way', async () => {
    const { flags, first } = mounted();
    const server = await start(...flags, '--drain', '1s');
    const client = createClient(server.port, first.cert);
    const get = (path: string) => client.send('', { method: 'GET', path });
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz?verbose')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await get('/other')).toMatchObject({ status: 405 });
    const ended = server.end();
    await server.saying(/ leaving signal=SIGTERM\n/);
    expect(await get('/readyz')).toMatchObject({ status: 503, headers: { connection: 'close' } });
    expect((await client.send(body('late'))).body.response.uid).toBe('late');
    expect(await ended).toBe(0);
    expect(server.log()).toMatch(/ ended\n$/);
    await expect(get('/healthz')).rejects.toThrow();
  });

  test('takes a renewed certificate while 64 clients ask, and fails none of them', async () => {
    const { flags, first, renew } = mounted();
    const server = await start(...flags);
    const kept = createClient(server.port, first.cert, 1);
    expect((await kept.send(body('kept'))).status).toBe(200);
    const counts = new Map([[bare(first.cert), 0]]);
    let asking = true;
    /** A client that opens a new connection for each request, and stops all others if one fails. */
    const ask = async (number: number): Promise<void> => {
      try {
        for (let i = 0; asking; i++) {
          const { presented, answer } = await askAnew(server.port, body(`${number}-${i}`, i));
          expect(answer.response).toMatchObject({ uid: `${number}-${i}`, successful: true });
          expect(operationsOf(answer.response.patch)[0]?.value).toBe(i);
          counts.set(presented, (counts.get(presented) ?? 0) + 1);
        }
      } finally {
        asking = false;
      }
    };
    const clients = Promise.all(Array.from({ length: 64 }, (_, i) => ask(i)));
    const renewals = async (): Promise<void> => {
      for (let i = 1; i <= 3; i++) {
        const next = bare(renew().cert);
        counts.set(next, 0);
        await server.saying(new RegExp(`( renewed [\\s\\S]*){${i}}`));
        while (asking && (counts.get(next) ?? 0) < 64) await new Promise((resolve) => setImmediate(resolve));
      }
      asking = false;
    };
    await Promise.all([clients, renewals()]);
    expect(counts.size).toBe(4);
    for (const count of counts.values()) expect(count).toBeGreaterThan(0);
    // A connection that was there before goes on with the certificate that it began with.
    expect((await kept.send(body('kept'))).status).toBe(200);
    expect(server.log()).not.toMatch(/not-renewed|refused/);
    expect(await server.end()).toBe(0);
  });

  test('keeps its certificate where the new one is none, or has another key', async () => {
    const { mount, first, renew, flags } = mounted();
    const server = await start(...flags);
    renew({ cert: certificate().cert, key: certificate().key });
    await server.saying(/ not-renewed certificate="[^"]*tls\.crt" message="[^"]*key values mismatch"\n/);
    rmSync(join(mount, '..data'));
    await server.saying(/ not-renewed certificate="[^"]*" message="[^"]*tls\.crt does not exist"\n/);
    expect(await presentedBy(server.port)).toBe(bare(first.cert));
    expect((await createClient(server.port, first.cert).send(body('same'))).status).toBe(200);
    const second = renew();
    await server.saying(/ renewed /);
    expect(await presentedBy(server.port)).toBe(bare(second.cert));
    expect(await server.end()).toBe(0);
  });

  test('takes certificates of openssl', async () => {
    const mount = mkdtempSync(join(directory, 'openssl '));
    const [key, cert] = [join(mount, 'tls.key'), join(mount, 'tls.crt')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      '-keyout',
      key,
      '-out',
      cert,
    ];
    execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
    const server = await start('--tls-cert', cert, '--tls-key', key);
    const { readFileSync } = await import('node:fs');
    const client = createClient(server.port, readFileSync(cert, 'utf8'));
    expect((await client.send(body('rsa'))).status).toBe(200);
    expect(await server.end()).toBe(0);
  });

  test('speaks HTTP where there is no certificate, and says what Karmada wants', async () => {
    const server = await start();
    expect(server.log()).toMatch(
      /serving url=http:\/\/.*\n.* unencrypted message="Karmada asks over HTTPS alone/,
    );
    const status = await new Promise((resolve) => {
      request({ port: server.port, path: '/healthz' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(200);
    expect(await server.end()).toBe(0);
  });

  test('serves declarations and customizations, and names their kinds', async () => {
    const [declarations, customizations] = [
      join(directory, 'declarations'),
      join(directory, 'customizations'),
    ];
    mkdirSync(declarations);
    mkdirSync(customizations);
    const own = { apiVersion: 'stable.example.org/v1', kind: 'CronTab' };
    writeFileSync(
      join(declarations, 'cron-tab.json'),
      JSON.stringify({ ...own, replicas: { path: '$.spec.size' } }),
    );
    writeFileSync(
      join(customizations, 'deployment.yaml'),
      `apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata: {name: deployment}
spec:
  target: {apiVersion: apps/v1, kind: Deployment}
  customizations:
    replicaResource:
      luaScript: |
        function GetReplicas(obj)
          return 42
        end
`,
    );
    const server = await start('--declarations', declarations, '--customizations', customizations);
    expect(server.log()).toMatch(
      / serving url=\S+ kinds=\d+ own=stable\.example\.org\/v1\/CronTab,apps\/v1\/Deployment\n/,
    );
    const ask = (object: object) =>
      new Promise<{ response: object }>((resolve) => {
        const context = contextOf({ operation: 'InterpretReplica', object } as never);
        request(
          { port: server.port, method: 'POST', headers: { 'content-type': 'application/json' } },
          async (response) => resolve(JSON.parse(Buffer.concat(await response.toArray()).toString())),
        ).end(JSON.stringify(context));
      });
    const metadata = { name: 'own' };
    expect((await ask({ ...own, metadata, spec: { size: 3 } })).response).toMatchObject({ replicas: 3 });
    expect((await ask({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })).response).toMatchObject({
      replicas: 42,
    });
    expect(await server.end()).toBe(0);
  });

  test.each<[flags: readonly string[], exit: number, note: RegExp]>([
    [
      ['--declarations', 'files'],
      1,
      /error: status\.active is "summ"[\s\S]*--> files\/declaration\.yaml:6:11\n/,
    ],
    [['--customizations', 'files/customization.yaml'], 1, /files\/customization\.yaml:16:9\n/],
    [['--port', '65536'], 2, /^error: --port is 65536, not an integer from 0 to 65535\n/],
    [['--drain', '61m'], 2, /^error: --drain is 61m, not a duration/],
    [['--tls-cert', 'x'], 2, /^error: --tls-cert and --tls-key go together/],
    [['--tls-cert', 'x', '--tls-key', 'y'], 2, /^error: \S*\/[xy] does not exist\n/],
    [['--tls-cert', 'run.ts', '--tls-key', 'check.test.ts'], 2, /^error: /],
    [
      ['--host', '203.0.113.1'],
      2,
      /^error: 203\.0\.113\.1:8443 cannot be listened at: this machine does not have/,
    ],
  ])('does not begin with %j', async (flags, exit, note) => {
    expect(await run(['serve', ...flags])).toEqual({ exit, out: '', notes: expect.stringMatching(note) });
  });

  test('says that somebody else listens there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const ran = await run(['serve', '--host', '127.0.0.1', '--port', `${port}`]);
    other.close();
    expect(ran).toMatchObject({
      exit: 2,
      notes: expect.stringMatching(/cannot be listened at: somebody else/),
    });
  });
});

/** A certificate without blanks. */
const bare = (cert: string) => cert.replace(/\s/g, '');

/** The certificate that a socket has been presented. */
const presentedTo = (socket: TLSSocket) =>
  `-----BEGINCERTIFICATE-----${socket.getPeerCertificate().raw.toString('base64')}-----ENDCERTIFICATE-----`;

/** The certificate that a server presents to a new connection. */
function presentedBy(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const presented = presentedTo(socket);
      socket.destroy();
      resolve(presented);
    });
    socket.on('error', reject);
  });
}

/** Asks over a connection of its own, whose certificate comes back with the answer. */
function askAnew(port: number, text: string) {
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it was parsed
  return new Promise<{ presented: string; answer: any }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const options = {
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers,
      agent: false,
      rejectUnauthorized: false,
    };
    const sent = secureRequest(options, async (response) => {
      try {
        const presented = presentedTo(response.socket as TLSSocket);
        resolve({ presented, answer: JSON.parse(Buffer.concat(await response.toArray()).toString()) });
      } catch (error) {
        reject(error);
      }
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

describe('serve --print-config', () => {
  const print = (...flags: readonly string[]) => run(['serve', '--print-config', ...flags]);

  test('prints what Karmada takes, for a URL or a Service', async () => {
    writeFileSync(join(directory, 'ca.crt'), certificate().cert);
    const ca = ['--ca', join(directory, 'ca.crt')];
    const byUrl = parse((await print('--url', 'https://interpreter.example.org:8443/', ...ca)).out);
    expect(byUrl).toMatchObject({
      metadata: { name: 'interpreter.example.org' },
      webhooks: [
        { clientConfig: { url: 'https://interpreter.example.org:8443/', caBundle: expect.any(String) } },
      ],
    });
    const json = await print(
      '--service',
      'karmada-system/interpreter:8443',
      '-o',
      'json',
      '--name',
      'a.example.org',
    );
    expect(JSON.parse(json.out)).toMatchObject({
      metadata: { name: 'a.example.org' },
      webhooks: [
        { clientConfig: { service: { namespace: 'karmada-system', name: 'interpreter', port: 8443 } } },
      ],
    });
    const service = parse((await print('--service', 'karmada-system/interpreter')).out);
    expect(service.webhooks[0].name).toBe('interpreter.karmada-system.svc');
    for (const one of [byUrl, JSON.parse(json.out), service])
      expect(validateWebhookConfiguration(one)).toEqual([]);
  });

  test.each<[flags: readonly string[], note: RegExp]>([
    [[], /takes either --url or --service/],
    [['--url', 'https://a.example.org', '--service', 'a/b'], /takes either --url or --service/],
    [['--url', 'http://a.example.org'], /^error: --url is "http:\/\/a\.example\.org", not a URL with https/],
    [['--url', 'https://localhost'], /^error: --name is "localhost", not a domain name/],
    [['--service', 'interpreter'], /^error: --service is interpreter, not namespace\/name/],
    [['--url', 'https://a.example.org', '--ca', 'files/policy.yaml'], /^error: --ca is /],
  ])('refuses %j', async (flags, note) => {
    expect(await print(...flags)).toEqual({ exit: 2, out: '', notes: expect.stringMatching(note) });
  });
});

test('a line of the log is one line, whatever a client has sent', () => {
  const fields = { uid: 'a b"\n\u001b[2J\u2028', long: 'x'.repeat(301), none: undefined, ok: true };
  expect(logLine(Date.parse('2026-11-26T12:00:00.007Z'), 'interpreted', fields)).toBe(
    `2026-11-26T12:00:00.007Z interpreted uid="a b\\"\\n\\u001b[2J\\u2028" long=${'x'.repeat(300)} ok=true\n`,
  );
});
