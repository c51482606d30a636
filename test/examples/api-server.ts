import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An object as the server has it. */
export interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion?: string;
    readonly [key: string]: unknown;
  };
  readonly status?: object;
  readonly [key: string]: unknown;
}

/** A small API server: Deployments and ResourceBindings of one namespace, with watches, versions and conflicts. */
export async function apiServer() {
  const deployments = new Map<string, Stored>();
  const bindings = new Map<string, Stored>();
  const watchers = new Set<ServerResponse>();
  const events: { version: number; line: string }[] = [];
  const writes: Stored[] = [];
  let version = 0;
  let oldest = 0;
  /** What happens before the next write is looked at. */
  let interfere: (() => void)[] = [];
  let failures = 0;
  let lists = 0;

  const store = (map: Map<string, Stored>, object: Stored): Stored => {
    version++;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: `${version}` } };
    map.set(object.metadata.name, stored);
    if (map === bindings) {
      const line = `${JSON.stringify({ type: 'MODIFIED', object: stored })}\n`;
      events.push({ version, line });
      // In two pieces, as a network may have it.
      for (const watcher of watchers) {
        watcher.write(line.slice(0, 10));
        watcher.write(line.slice(10));
      }
    }
    return stored;
  };

  const watch = (from: number, response: ServerResponse): void => {
    if (from < oldest) {
      response.writeHead(410).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    for (const event of events) if (event.version > from) response.write(event.line);
    watchers.add(response);
    response.on('close', () => watchers.delete(response));
  };

  const put = async (request: IncomingMessage, name: string): Promise<[number, unknown]> => {
    let text = '';
    for await (const chunk of request) text += chunk;
    interfere.shift()?.();
    const object = JSON.parse(text) as Stored;
    const stored = deployments.get(name) as Stored;
    if (object.metadata.resourceVersion !== stored.metadata.resourceVersion) return [409, {}];
    const written = store(deployments, { ...stored, ...(object.status && { status: object.status }) });
    writes.push(written);
    return [200, written];
  };

  const answer = async (request: IncomingMessage, url: URL): Promise<[number, unknown]> => {
    if (failures > 0) {
      failures--;
      return [500, {}];
    }
    const [, name = ''] =
      /^\/apis\/apps\/v1\/namespaces\/shop\/deployments\/([\w-]+)(\/status)?$/.exec(url.pathname) ?? [];
    if (request.method === 'PUT') return put(request, name);
    if (url.pathname === '/apis/apps/v1') {
      const names = ['deployments', 'deployments/status'];
      return [200, { resources: names.map((resource) => ({ name: resource, kind: 'Deployment' })) }];
    }
    if (url.pathname.endsWith('/resourcebindings')) {
      lists++;
      return [200, { metadata: { resourceVersion: `${version}` }, items: [...bindings.values()] }];
    }
    const found = deployments.get(name);
    return found ? [200, found] : [404, {}];
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    if (url.searchParams.has('watch'))
      return watch(Number(url.searchParams.get('resourceVersion')), response);
    const [status, body] = await answer(request, url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The statuses that were written, in order. */
    writes,
    putDeployment: (object: Stored) => store(deployments, object),
    putBinding: (object: Stored) => store(bindings, object),
    deployment: (name: string) => deployments.get(name),
    lists: () => lists,
    watching: () => watchers.size,
    /** Ends every watch, by the network's fault. */
    disconnect: () => {
      for (const watcher of watchers) watcher.destroy();
      watchers.clear();
    },
    /** Forgets what happened so far, so that no watch can go on from it. */
    compact: () => {
      oldest = version + 1;
      version++;
      events.length = 0;
    },
    beforeWrites: (...actions: (() => void)[]) => {
      interfere = actions;
    },
    failNext: (count: number) => {
      failures = count;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
