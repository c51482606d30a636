import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nested } from '../support/malformed.js';
import { certificate } from './certificate.js';
import { createClient, revision } from './client.js';
import { operationsOf } from './protocol.js';

const MIB = 1024 * 1024;
const { key, cert } = certificate();

const servers: Server[] = [];

/** A client of a server of its own. */
async function serve(handler: RequestListener, options: ServerOptions = {}) {
  const server = createServer({ key, cert, ...options }, handler).listen(0);
  servers.push(server);
  await once(server, 'listening');
  return { ...createClient((server.address() as AddressInfo).port, cert), server };
}

let client: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  client = await serve(createNodeHandler());
});

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** That the server is as good as new. */
async function expectServed(by = client): Promise<void> {
  const { status, body } = await by.send(JSON.stringify(revision('next', 7)));
  expect(status).toBe(200);
  expect(body.response).toMatchObject({ uid: 'next', successful: true });
}

const head = (...lines: readonly string[]) =>
  ['POST / HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...lines, '', ''].join('\r\n');

describe.concurrent('a client that breaks off', () => {
  /** A client of a server that ends what hangs, which only a server can do, and does so soon. */
  const impatient = () =>
    serve(createNodeHandler(), {
      headersTimeout: 500,
      requestTimeout: 700,
      connectionsCheckingInterval: 50,
    });
  /** What is sent now may take as long as this machine needs. */
  const expectServedInPatience = async (by: Awaited<ReturnType<typeof serve>>) => {
    Object.assign(by.server, { headersTimeout: 0, requestTimeout: 0 });
    await expectServed(by);
  };

  test('after connecting: the connection is closed', async () => {
    const by = await impatient();
    expect(await by.open().received).toMatch(/^(HTTP\/1.1 408 |$)/);
    await expectServedInPatience(by);
  });

  test.each([
    ['a body of known length', head('Content-Length: 1000'), '{"half": '],
    ['a body in chunks', head('Transfer-Encoding: chunked'), '9\r\n{"half": \r\n'],
  ])('in the middle of %s: it is told so, and the connection is closed', async (_, start, half) => {
    const by = await impatient();
    const { socket, received } = by.open();
    socket.write(start + half);
    expect(await received).toMatch(/^HTTP\/1.1 408 /);
    await expectServedInPatience(by);
  });

  test.each([head('Content-Length: 1000'), head('Transfer-Encoding: chunked')])(
    'by disconnecting: %j',
    async (start) => {
      const { socket, received } = client.open();
      socket.write(`${start}4\r\n`);
      await once(socket, 'secureConnect');
      socket.destroy();
      expect(await received).toBe('');
      await expectServed();
    },
  );
});

describe('a body that is too large', () => {
  test('of 9 MiB is refused by its length', async () => {
    const { socket, received } = client.open();
    socket.write(head(`Content-Length: ${9 * MIB}`));
    const answer = await received;
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toContain('the body is larger than 8388608 bytes');
    await expectServed();
  });

  test('of unknown length is refused while it comes in, and read no further', async () => {
    const { socket, received } = client.open();
    let closed = false;
    const done = received.finally(() => {
      closed = true;
    });
    socket.write(head('Transfer-Encoding: chunked'));
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MIB, ' '), Buffer.from('\r\n')]);
    let sent = 0;
    while (!closed && !socket.destroyed && sent < 1000) {
      sent += 1;
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), done]);
    }
    expect(await done).toMatch(/^(HTTP\/1.1 413 |$)/);
    expect(sent).toBeLessThan(40);
    await expectServed();
  });

  test('is refused once, however many parts of it are there', async () => {
    const by = await serve(createNodeHandler(undefined, { maxBodyBytes: 10 }));
    const { socket, received } = by.open();
    const parts = Array.from({ length: 100 }, () => '8\r\n12345678\r\n').join('');
    socket.write(`${head('Transfer-Encoding: chunked')}${parts}0\r\n\r\n`);
    expect((await received).match(/HTTP\/1.1 \d+/g)).toStrictEqual(['HTTP/1.1 413']);
  });

  test('is not one that has as many bytes as are allowed', async () => {
    const text = JSON.stringify(revision('full', 1));
    const { status, body } = await client.send(text + ' '.repeat(8 * MIB - text.length));
    expect(status).toBe(200);
    expect(body.response.uid).toBe('full');
  });

  test('may come in parts of a byte', async () => {
    const { socket, received } = client.open();
    const text = JSON.stringify(revision('tiny', 1));
    const chunks = [...text].map((char) => `1\r\n${char}\r\n`).join('');
    socket.write(`${head('Transfer-Encoding: chunked', 'Connection: close')}${chunks}0\r\n\r\n`);
    expect(await received).toContain('"uid":"tiny"');
  });
});

describe('a body', () => {
  const valid = JSON.stringify(revision('own', 3));

  test.each<[string, number, string | Uint8Array]>([
    ['that is empty', 400, ''],
    ['of invalid UTF-8', 400, Buffer.from(valid.replace('own', '\xff\xc0\xaf'), 'latin1')],
    ['of UTF-8 that is cut', 400, Buffer.from(valid.replace('own', '\xc3'), 'latin1')],
    ['in UTF-16', 400, Buffer.from(valid, 'utf16le')],
    ['of invalid JSON', 400, '{"request": {"uid": "own",}}'],
    ['with NaN', 400, valid.replace('-1', 'NaN')],
    ['of half an object', 400, valid.slice(0, -1)],
    ['of two objects', 400, valid + valid],
    ['that is no context', 400, '[]'],
    ['that nests 10,000 levels', 400, '['.repeat(10_000) + ']'.repeat(10_000)],
    ['that nests a million levels', 400, `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
  ])('%s: %d, in JSON', async (_, status, sent) => {
    const received = await client.send(sent);
    expect(received.status).toBe(status);
    expect(received.headers['content-type']).toBe('application/json');
    expect(received.body).toBeTypeOf('object');
    await expectServed();
  });

  test('with an object of 10,000 levels is answered', async () => {
    const deep = `${'{"a":['.repeat(5000)}1${']}'.repeat(5000)}`;
    for (const place of ['"spec":{"replicas":-1}', '"metadata":{"name":"own"}']) {
      const received = await client.send(valid.replace(place, `"status":${deep},${place}`));
      expect(received.body.response).toMatchObject({ uid: 'own', successful: true });
    }
    await expectServed();
  });

  test('with duplicate keys has the last of them, as in JSON.parse', async () => {
    const { body } = await client.send(valid.replace('"uid":"own"', '"uid":"first","uid":"last"'));
    expect(body.response.uid).toBe('last');
  });

  test.each([
    [
      '"request":{',
      '"__proto__":{"request":{"uid":"other"}},"request":{"__proto__":{"uid":"other","polluted":1},',
    ],
    [
      '"spec":{',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"spec":{"__proto__":{"polluted":1},',
    ],
  ])('with keys that name prototypes reaches none: %s', async (place, keys) => {
    const { body } = await client.send(valid.replace(place, keys));
    expect(body.response).toMatchObject({ uid: 'own', successful: true });
    expect(operationsOf(body.response.patch)).toStrictEqual([
      { op: 'replace', path: '/spec/replicas', value: 3 },
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await expectServed();
  });
});

test('what nests deeper than its patch could is no end of the server', async () => {
  const object = { apiVersion: 'v1', kind: 'Widget', status: { deep: nested(5) } };
  const text = JSON.stringify({
    request: {
      uid: 'deep',
      kind: { group: '', version: 'v1', kind: 'Widget' },
      operation: 'InterpretStatus',
      object,
    },
  });
  const { body } = await client.send(text.replace('"bottom"', '['.repeat(100_000) + ']'.repeat(100_000)));
  expect(body.response.uid).toBe('deep');
  await expectServed();
});

test('a body that a parser has read before is no reason to hang', async () => {
  const handler = createNodeHandler();
  const by = await serve(async (request, response) => {
    await request.toArray();
    handler(request, response);
  });
  const { status, body } = await by.send(JSON.stringify(revision('read', 1)));
  expect(status).toBe(500);
  expect(body.message).toBe('the body was read before it came to the webhook');
});

test('what is asked for without a body has its answer', async () => {
  const get = (path: string, method = 'GET') => client.send('', { method, path });
  expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await get('/healthz?verbose', 'HEAD')).toMatchObject({ status: 200, body: undefined });
  expect(await get('/')).toMatchObject({ status: 405, headers: { allow: 'POST' }, body: { code: 405 } });
  const untyped = { headers: { 'content-type': 'text/plain' } };
  expect(await client.send('{}', untyped)).toMatchObject({ status: 415, body: { code: 415 } });
});
