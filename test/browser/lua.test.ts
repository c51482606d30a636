import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers } from './answers.js';
import type { Report } from './report.js';

const POLICY = "default-src 'self'";

/** The page with its scripts, each one file. */
async function pages(): Promise<ReadonlyMap<string, readonly [type: string, body: string]>> {
  const { outputFiles } = await build({
    entryPoints: ['page', 'worker'].map((name) => join(import.meta.dirname, `${name}.ts`)),
    ...{ outdir: '/', bundle: true, minify: true, format: 'esm', target: 'es2022', write: false },
    logLevel: 'error',
  });
  const html = '<!doctype html><title>Lua</title><script type="module" src="/page.js"></script>';
  return new Map<string, readonly [string, string]>([
    ['/', ['text/html', html]],
    ...outputFiles.map(({ path, text: body }) => [path, ['text/javascript', body]] as const),
  ]);
}

let browser: Browser;
let server: Server;
let address: string;
const errors: string[] = [];
const reports = new Map<string, Report>();

beforeAll(async () => {
  const files = await pages();
  const reported = new Promise<void>((resolve) => {
    server = createServer(async (request, response) => {
      const { url = '' } = request;
      response.setHeader('content-security-policy', POLICY);
      if (request.method === 'POST') {
        reports.set(url, JSON.parse(await text(request)));
        response.writeHead(204).end();
        if (reports.size === 2) resolve();
        return;
      }
      const [type, body] = files.get(url) ?? ['text/plain', ''];
      response.setHeader('content-type', type);
      response.writeHead(files.has(url) ? 200 : 404).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const flags =
    '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags.split(' '),
  });
  const page = await browser.newPage();
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(address);
  await reported;
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe(`in Chromium with ${POLICY}`, () => {
  const expected = JSON.parse(JSON.stringify(answers()));

  test.each(['page', 'worker'])('a %s has the answers that Node has', (where) => {
    expect(reports.get(`/reports/${where}`)?.answers).toEqual(expected);
  });

  test('these are the right ones', () => {
    expect(expected).toMatchObject({
      words: ['6: BE BE NOT OR TO TO, 33.33, 1970-01-01'],
      fails: expect.stringContaining("attempt to index a non-table object(nil) with key 'field'"),
      endless: 'the script takes more than 100000 steps',
      replicas: { replicas: 5, requirements: { resourceRequest: { cpu: '500m' } } },
      healthy: true,
      status: { status: { ready: 5 } },
      faults: [],
    });
    expect(expected.aggregated).toEqual(expected.status);
  });

  test.each(['page', 'worker'])('a %s violates nothing, until it runs a text as code', (where) => {
    expect(reports.get(`/reports/${where}`)).toMatchObject({ violations: [], evaluated: 'EvalError' });
  });

  test('no error is left over', () => {
    expect(errors).toEqual([]);
  });
});
