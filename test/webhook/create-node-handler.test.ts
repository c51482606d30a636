import { once } from 'node:events';
import type { OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
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

describe('where something else has answered before', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['with an end', (response) => response.writeHead(503, { connection: 'close' }).end('{"early":true}')],
    [
      'with an end by another status',
      (response) => {
        response.statusCode = 504;
        response.setHeader('connection', 'close');
        response.end('{"early":true}');
      },
    ],
  ])('nothing is sent, and nothing thrown: %s', async (_, early) => {
    let asked = 0;
    const handler = createNodeHandler(() => {
      asked += 1;
      return {};
    });
    const by = await serve((request, response) => {
      handler(request, response);
      early(response);
    });
    const { socket, received } = by.open();
    const text = JSON.stringify(revision('late', 1));
    socket.write(`${head(`Content-Length: ${text.length}`)}${text.slice(0, 10)}`);
    await once(socket, 'data');
    socket.write(text.slice(10));
    expect(await received).toMatch(/^HTTP\/1.1 50[34] [\s\S]*\{"early":true\}/);
    expect(asked).toBe(0);
  });

  test('also where it had to be refused', async () => {
    const handler = createNodeHandler(undefined, { maxBodyBytes: 10 });
    const by = await serve((request, response) => {
      response.writeHead(503, { connection: 'close' }).end('{"early":true}');
      handler(request, response);
    });
    const { status, body } = await by.send(JSON.stringify(revision('late', 1)));
    expect([status, body]).toStrictEqual([503, { early: true }]);
    const get = await by.send('', { method: 'GET' });
    expect(get.status).toBe(503);
  });
});

describe('behind other handlers', () => {
  test('that pause the request and go on later, it is read all the same', async () => {
    const handler = createNodeHandler();
    const by = await serve((request, response) => {
      request.pause();
      setImmediate(() => handler(request, response));
    });
    await expectServed(by);
  });

  test('that have it decoded, it is read as text', async () => {
    const handler = createNodeHandler();
    const by = await serve((request, response) => {
      request.setEncoding('utf8');
      handler(request, response);
    });
    await expectServed(by);
    const { body } = await by.send(JSON.stringify(revision('schlüssel 🔑', 1)));
    expect(body.response.uid).toBe('schlüssel 🔑');
  });
});

describe('all bodies together', () => {
  const text = JSON.stringify(revision('some', 3));
  const half = `${head(`Content-Length: ${text.length}`)}${text.slice(0, -10)}`;

  test('may take so much memory and no more, and give it back', async () => {
    const options = { maxBodyBytes: text.length, maxBufferedBytes: 2 * text.length };
    const by = await serve(createNodeHandler(undefined, options));
    await expectServed(by);
    const waiting = [by.open(), by.open()];
    for (const { socket } of waiting) {
      await once(socket, 'secureConnect');
      socket.write(half);
    }
    const refused = async () => {
      for (;;) {
        const { status, headers, body } = await by.send(text);
        if (status === 503) return { headers, body };
      }
    };
    expect(await refused()).toMatchObject({
      headers: { 'retry-after': '1', connection: 'close' },
      body: { kind: 'Status', code: 503, message: 'too many bodies are being read: try again' },
    });
    // One breaks off, and the other one comes to its end.
    waiting[0]?.socket.destroy();
    waiting[1]?.socket.end(text.slice(-10));
    expect(await waiting[1]?.received).toMatch(/^HTTP\/1.1 200 /);
    await waiting[0]?.received;
    await expectServed(by);
    await Promise.all([expectServed(by), expectServed(by)]);
  });

  test.each<[options: object, message: string]>([
    [
      { maxBufferedBytes: 10 },
      'options.maxBufferedBytes is 10, not a number of bytes of at least maxBodyBytes, 8388608',
    ],
    [
      { maxBodyBytes: 5, maxBufferedBytes: 4.5 },
      'options.maxBufferedBytes is 4.5, not a number of bytes of at least maxBodyBytes, 5',
    ],
    [{ maxBodyByte: 5 }, 'options.maxBodyByte is an unknown field: did you mean maxBodyBytes?'],
  ])('are limited by what can be: %j', (options, message) => {
    expect(() => createNodeHandler(undefined, options)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS', message }),
    );
    expect(() => createNodeHandler(undefined, { maxBodyBytes: 5, maxBufferedBytes: 5 })).not.toThrow();
    expect(() => createNodeHandler(undefined, { maxBodyBytes: 2 ** 40 })).not.toThrow();
  });
});

describe('over HTTP/2', () => {
  /** What comes of a request with a body of so many bytes: its status, its whole answer, and that it was closed. */
  async function post(bytes: number, headers: OutgoingHttpHeaders = {}) {
    const server = createHttp2Server(createNodeHandler(undefined, { maxBodyBytes: 1000 }) as never).listen(0);
    await once(server, 'listening');
    const session = connect(`http://localhost:${(server.address() as AddressInfo).port}`);
    const stream = session.request({ ':method': 'POST', 'content-type': 'application/json', ...headers });
    const parts = Array.from({ length: Math.ceil(bytes / 1e5) }, (_, i) => Math.min(1e5, bytes - i * 1e5));
    Readable.from(parts.map((length) => Buffer.alloc(length, ' '))).pipe(stream);
    const [response] = await once(stream, 'response');
    const answer = Buffer.concat(await stream.toArray()).toString();
    if (!stream.closed) await once(stream, 'close');
    session.destroy();
    server.close();
    return [response[':status'], JSON.parse(answer).message];
  }

  test.each([1001, 64 * 1024, MIB, 20 * MIB])(
    'a body of %d bytes that is too large has its answer',
    async (bytes) => {
      const tooLarge = 'the body is larger than 1000 bytes';
      expect(await post(bytes)).toStrictEqual([413, tooLarge]);
      expect(await post(bytes, { 'content-length': bytes })).toStrictEqual([413, tooLarge]);
    },
  );

  test('a body without an end is cut off', async () => {
    const server = createHttp2Server(createNodeHandler() as never).listen(0);
    await once(server, 'listening');
    const session = connect(`http://localhost:${(server.address() as AddressInfo).port}`);
    const stream = session.request({ ':method': 'POST', 'content-type': 'application/json' });
    let sent = 0;
    const endless = function* () {
      for (; sent < 1000; sent++) yield Buffer.alloc(1e5, ' ');
    };
    Readable.from(endless()).pipe(stream);
    const closed = once(stream, 'close');
    expect((await once(stream, 'response'))[0][':status']).toBe(413);
    stream.resume();
    await closed;
    // CANCEL, after the 8 MiB of a body, as many that are dropped, and what is on its way.
    expect(stream.rstCode).toBe(8);
    expect(sent).toBeLessThan(300);
    session.destroy();
    server.close();
  });

  test('so has what is refused for other reasons', async () => {
    expect((await post(MIB, { 'content-type': 'text/plain' }))[0]).toBe(415);
    expect((await post(MIB, { ':method': 'PUT' }))[0]).toBe(405);
    expect((await post(10))[0]).toBe(400);
  });
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
