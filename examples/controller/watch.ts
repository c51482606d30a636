import { setTimeout as wait } from 'node:timers/promises';
import type { ApiObject, ConnectOptions } from './api.js';

interface Connection extends ConnectOptions {
  readonly call: (path: string) => Promise<Response>;
  readonly read: (path: string) => Promise<unknown>;
}

interface ObjectList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly ApiObject[];
}

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: ApiObject;
}

/**
 * Handles every object of a list, and each again whenever it changes, until the connection is aborted. Where the
 * stream breaks off, it goes on from the last version seen; where that is too old, from a new list.
 */
export async function watchObjects(
  path: string,
  connection: Connection,
  handle: (object: ApiObject) => Promise<void>,
): Promise<void> {
  const { signal, log, retryAfter = 1000, read } = connection;
  const queue = queueOf(handle, connection);
  let from: string | undefined;
  while (!signal.aborted) {
    try {
      if (from === undefined) {
        const list = (await read(path)) as ObjectList;
        for (const object of list.items) queue(object);
        from = list.metadata.resourceVersion;
      }
      for await (const { type, object } of eventsOf(path, from, connection)) {
        if (type === 'ERROR') {
          from = undefined;
          break;
        }
        if (type === 'ADDED' || type === 'MODIFIED') queue(object);
        from = object.metadata.resourceVersion ?? from;
      }
    } catch (error) {
      if (signal.aborted) return;
      log(`${path}: ${error instanceof Error ? error.message : error}; trying again`);
    }
    await pause(retryAfter, signal);
  }
}

/** The events of a watch, one a line. */
async function* eventsOf(path: string, from: string, { call }: Connection): AsyncGenerator<WatchEvent> {
  const response = await call(`${path}?watch=true&allowWatchBookmarks=true&resourceVersion=${from}`);
  // Gone: the version is too old to go on from.
  if (response.status === 410) yield { type: 'ERROR', object: { metadata: {} } };
  if (!response.ok || !response.body) return;
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as WatchEvent;
  }
}

/** Handles objects one at a time; of one that changes while it waits, the newest. What fails is tried again. */
function queueOf(
  handle: (object: ApiObject) => Promise<void>,
  { signal, log, retryAfter = 1000 }: Connection,
): (object: ApiObject) => void {
  const waiting = new Map<string, ApiObject>();
  let running = false;
  const keyOf = ({ metadata }: ApiObject): string => `${metadata.namespace}/${metadata.name}`;
  const run = async (): Promise<void> => {
    running = true;
    for (const [key, object] of waiting) {
      waiting.delete(key);
      try {
        await handle(object);
      } catch (error) {
        if (signal.aborted) break;
        log(`${key}: ${error instanceof Error ? error.message : error}; trying again`);
        void pause(retryAfter, signal).then(() => waiting.has(key) || add(object));
      }
    }
    running = false;
  };
  const add = (object: ApiObject): void => {
    if (signal.aborted) return;
    waiting.set(keyOf(object), object);
    if (!running) void run();
  };
  return add;
}

/** Waits, at most until the connection is aborted. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
