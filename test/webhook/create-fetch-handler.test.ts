import { createInterpreter } from 'karmada-interpreter';
import { createFetchHandler, handleInterpreterContext, reviewPolicy } from 'karmada-interpreter/webhook';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';
import { describe, expect, test } from 'vitest';
import { contextOf } from './protocol.js';

const handler = createFetchHandler();
const url = 'https://interpreter.example.com/karmada?timeout=3s';
const object = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3 } };
const context = contextOf({ operation: 'InterpretReplica', object });
const headers = { 'content-type': 'application/json' };

/** What a handler answers to a POST, unless it is said otherwise. */
async function ask(body: NonNullable<RequestInit['body']> | null, init: RequestInit = {}, by = handler) {
  const request = new Request(url, { method: 'POST', headers, body, duplex: 'half', ...init });
  const response = await by(request);
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

/** A body that comes in parts, and what becomes of it. */
function streamed(parts: Iterable<string>) {
  const seen = { pulled: 0, cancelled: false };
  const iterator = parts[Symbol.iterator]();
  const body = new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      seen.pulled += 1;
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { body, seen };
}

describe('a POST', () => {
  test('is answered as the function answers, on every path', async () => {
    const { status, body } = await ask(JSON.stringify(context));
    expect(status).toBe(200);
    expect(body).toStrictEqual(handleInterpreterContext(context));
    const request = new Request('http://other/', { method: 'POST', headers, body: JSON.stringify(context) });
    expect((await handler(request)).status).toBe(200);
  });

  test('that the interpreter refuses is a 200 too', async () => {
    const { status, body } = await ask(JSON.stringify({ request: { uid: 'x' } }));
    expect(status).toBe(200);
    expect(body.response).toMatchObject({ uid: 'x', successful: false, status: { code: 400 } });
  });

  test.each(['{}', '[]', '5', 'null', '{"request":{"uid":5}}'])(
    'that names no request is a 400: %s',
    async (text) => {
      const { status, body } = await ask(text);
      expect(status).toBe(400);
      expect(body.response).toMatchObject({ uid: '', successful: false, status: { code: 400 } });
    },
  );

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ;charset=UTF-8'])(
    'may be %s',
    async (type) => {
      expect((await ask(JSON.stringify(context), { headers: { 'content-type': type } })).status).toBe(200);
    },
  );

  test.each([
    'text/json',
    'application/jsonp',
    'application/json-patch+json',
    'application/xml, application/json',
    '',
  ])('of %j is a 415', async (type) => {
    const { status, body } = await ask(JSON.stringify(context), { headers: { 'content-type': type } });
    expect(status).toBe(415);
    expect(body).toStrictEqual({
      apiVersion: 'v1',
      kind: 'Status',
      status: 'Failure',
      code: 415,
      message: 'the Content-Type is not application/json',
    });
  });

  test('without a body is a 400', async () => {
    expect((await ask(null)).status).toBe(400);
    expect((await ask('')).status).toBe(400);
  });

  test('in any parts is the same', async () => {
    const text = JSON.stringify({ ...context, note: 'über 🔑' });
    const bytes = new TextEncoder().encode(text);
    const parts = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect((await ask(parts)).body).toStrictEqual((await ask(text)).body);
  });

  test('that breaks off is a 400', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('gone'));
      },
    });
    expect((await ask(broken)).status).toBe(400);
  });

  test('that somebody else reads is a 500, as from Node', async () => {
    const read = new Request(url, { method: 'POST', headers, body: '{}' });
    await read.text();
    const locked = new Request(url, { method: 'POST', headers, body: '{}' });
    locked.body?.getReader();
    for (const request of [read, locked]) {
      const response = await handler(request);
      const { message } = (await response.json()) as { message: string };
      expect([response.status, message]).toStrictEqual([
        500,
        'the body was read before it came to the webhook',
      ]);
    }
  });
});

describe('the limit of a body', () => {
  const text = JSON.stringify(context);
  const limited = createFetchHandler(undefined, { maxBodyBytes: text.length });

  test('is for bytes, and lets as many pass', async () => {
    expect((await ask(text, {}, limited)).status).toBe(200);
    expect((await ask(`${text} `, {}, limited)).status).toBe(413);
    expect((await ask(text.replace('Deployment', 'Deploymént'), {}, limited)).status).toBe(413);
  });

  test('holds for a stream, which is read no further', async () => {
    const { body, seen } = streamed(Array.from({ length: 1000 }, () => text.slice(0, 100)));
    expect((await ask(body, {}, limited)).status).toBe(413);
    expect(seen.pulled).toBeLessThan(10);
    expect(seen.cancelled).toBe(true);
  });

  test('is 8 MiB where nothing is said', async () => {
    const most = 8 * 1024 * 1024;
    expect((await ask(text.padEnd(most))).status).toBe(200);
    const { status, body } = await ask(text.padEnd(most + 1));
    expect([status, body.message]).toStrictEqual([413, 'the body is larger than 8388608 bytes']);
  });

  test('is known before anything is read where the length is', async () => {
    const { body, seen } = streamed(['{']);
    const length = { ...headers, 'content-length': '8388609' };
    expect((await ask(body, { headers: length })).status).toBe(413);
    expect(seen.pulled).toBeLessThan(2);
  });

  test('leaves room for the next one, whatever becomes of a body', async () => {
    const most = text.length;
    const tight = createFetchHandler(undefined, { maxBodyBytes: most, maxBufferedBytes: most });
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text.slice(0, 9))),
      pull: (controller) => controller.error(new Error('gone')),
    });
    const bodies = [text, streamed([text, ' ']).body, broken, '{', text];
    const statuses: number[] = [];
    for (const body of bodies) statuses.push((await ask(body, {}, tight)).status);
    expect(statuses).toStrictEqual([200, 413, 400, 400, 200]);
    // Two at once are one too many.
    const [first, second] = [text, text].map((body) => ask(streamed([body, '']).body, {}, tight));
    expect([(await first)?.status, (await second)?.status]).toStrictEqual([200, 503]);
  });

  test.each([-1, 1.5, '8', Number.NaN, null])('is no %j', (maxBodyBytes) => {
    for (const create of [createFetchHandler, createNodeHandler]) {
      expect(() => create(createInterpreter(), { maxBodyBytes } as never)).toThrow(
        expect.objectContaining({ name: 'InterpreterError', code: 'INVALID_OPTIONS' }),
      );
    }
  });
});

test.each<[string, unknown, unknown]>([
  ['interpreter is null, not an interpreter or a function', null, {}],
  ['interpreter is "Deployment", not an interpreter or a function', 'Deployment', {}],
  ['options is null, not an object', undefined, null],
])('a handler is not made of nothing: %s', (message, interpreter, options) => {
  for (const create of [createFetchHandler, createNodeHandler]) {
    expect(() => create(interpreter as never, options as never)).toThrow(
      expect.objectContaining({ name: 'InterpreterError', code: 'INVALID_OPTIONS', message }),
    );
  }
});

describe('other requests', () => {
  const get = async (path: string, method: string) => {
    const response = await handler(new Request(new URL(path, url), { method }));
    return [response.status, response.headers.get('allow'), JSON.parse(await response.text())];
  };

  test.each(['GET', 'HEAD'])('%s /healthz is a 200', async (method) => {
    expect(await get('/healthz', method)).toStrictEqual([200, null, { status: 'ok' }]);
    expect(await get('/healthz?verbose#now', method)).toStrictEqual([200, null, { status: 'ok' }]);
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s is a 405', async (method) => {
    expect(await get('/karmada', method)).toMatchObject([405, 'POST', { code: 405 }]);
  });

  test('POST /healthz is a 405', async () => {
    expect(await get('/healthz', 'POST')).toMatchObject([405, 'GET, HEAD', { code: 405 }]);
  });
});

describe('in place of an interpreter', () => {
  test('another function answers', async () => {
    const { status, body } = await ask(
      JSON.stringify({ request: { uid: 'p' } }),
      {},
      createFetchHandler(reviewPolicy),
    );
    expect(status).toBe(200);
    expect(body.response).toMatchObject({ uid: 'p', allowed: false });
  });

  test.each<[string, () => unknown]>([
    ['broken', () => expect.fail('broken')],
    ['the answer is an object, not an object that JSON can write', () => ({ count: 3n })],
    ['the answer is missing, not an object that JSON can write', () => undefined as never],
    ['a promise is no answer: interpreters and reviews have to be synchronous', async () => ({})],
    ['a promise is no answer: interpreters and reviews have to be synchronous', async () => undefined],
  ])('one that fails is a 500: %s', async (message, fails) => {
    const { status, body } = await ask('{}', {}, createFetchHandler(fails as never));
    expect([status, body.message]).toStrictEqual([500, message]);
  });
});
