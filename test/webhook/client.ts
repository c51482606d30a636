import { Agent, type RequestOptions, request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import { contextOf } from './protocol.js';

/** What has come back from a server. */
export interface Received {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it was parsed
  readonly body: any;
}

/** A client of a server on this machine, which keeps its connections. */
export function createClient(port: number, ca: string, connections = 64) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, ca });

  /** Sends a request, and rejects where no whole answer comes back: was there a `connection` at all? */
  function send(body: string | Uint8Array, options: RequestOptions = {}): Promise<Received> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request({
        agent,
        port,
        host: 'localhost',
        method: 'POST',
        path: '/?timeout=3s',
        headers,
        ...options,
      });
      sent.on('response', async (response) => {
        try {
          const text = Buffer.concat(await response.toArray()).toString();
          const body = text === '' ? undefined : JSON.parse(text);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        } catch (error) {
          reject(error);
        }
      });
      let connection = false;
      sent.on('socket', (socket) => {
        connection = sent.reusedSocket;
        // More requests than one may wait for a connection.
        socket.setMaxListeners(0);
        socket.once('secureConnect', () => {
          connection = true;
        });
      });
      sent.on('error', (error) => reject(Object.assign(error, { connection })));
      sent.end(body);
    });
  }

  /** A connection for what no client of HTTP would send; `received` is all that came until it closed. */
  function open(): { socket: TLSSocket; received: Promise<string> } {
    const socket = connect({ port, host: 'localhost', ca });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    // That it was closed with something on its way is no failure of a client that breaks the rules.
    socket.on('error', () => {});
    const received = new Promise<string>((resolve) => {
      socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    });
    return { socket, received };
  }

  return { send, open };
}

/** A context that asks for `replicas`, so that no two answers are the same. */
export function revision(uid: string, replicas: number) {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: uid },
    spec: { replicas: -1 },
  };
  return contextOf({ operation: 'ReviseReplica', object, replicas }, uid);
}
