import type { Interpreter } from '../interpreters/registry.js';
import {
  createExchange,
  type HandlerOptions,
  isReply,
  type Reply,
  type Review,
  readBefore,
} from './exchange.js';

/** The part of an `IncomingMessage` or `Http2ServerRequest` that the handler reads. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: {
    readonly 'content-type'?: string | undefined;
    readonly 'content-length'?: string | undefined;
  };
  readonly readableEnded: boolean;
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The part of a `ServerResponse` or `Http2ServerResponse` that the handler writes to. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  /** Only HTTP/2 has it. */
  readonly stream?: { close?(code: number): void } | undefined;
}

/**
 * A handler for `node:http`, `node:https`, `node:http2` and Express, with the same answers as `createFetchHandler`.
 *
 * Mount it before any body parser. It sends nothing when the response has been sent already, for example by a timeout.
 * The server limits how long a client may take, by `headersTimeout` and `requestTimeout`; Node enforces both every
 * `connectionsCheckingInterval`, 30 seconds by default.
 *
 * @param interpreter - What to ask; every built-in kind where it is left out. Or a function from the parsed
 * body to the answer: `reviewPolicy`, or one that logs what it hands on.
 * @param options - The limits on the size of bodies.
 * @returns The handler.
 * @throws InterpreterError `INVALID_OPTIONS` for a wrong interpreter or option.
 * @see https://nodejs.org/docs/latest-v20.x/api/http.html#serverrequesttimeout
 * @example
 * createServer({ key, cert }, createNodeHandler()).listen(8443);
 */
export function createNodeHandler(
  interpreter?: Interpreter | Review,
  options?: HandlerOptions,
): (request: NodeRequest, response: NodeResponse) => void {
  const exchange = createExchange(interpreter, options);
  return (request, response) => {
    const { method, url, headers, readableEnded } = request;
    const contentLength = headers['content-length'];
    const begun = exchange({ method, url, contentType: headers['content-type'], contentLength });
    if (isReply(begun)) return refuse(request, response, begun);
    // No `end` event would follow, and the client would wait for ever.
    if (readableEnded) return send(response, readBefore());

    let awaited = true;
    const close = (): void => {
      awaited = false;
      begun.drop();
    };
    request.on('data', (chunk) => {
      // Chunks that were buffered when the body was refused still arrive.
      const refused = awaited ? begun.take(chunk) : undefined;
      if (refused === undefined) return;
      close();
      refuse(request, response, refused);
    });
    request.on('end', () => {
      if (awaited && !response.headersSent) send(response, begun.end());
      close();
    });
    request.on('close', close);
    // A request that was paused before, by a middleware, does not flow just because it has a listener.
    request.resume();
  };
}

/** Sends a reply, unless the response has been sent already. */
function send(response: NodeResponse, { status, headers, body }: Reply): void {
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

/** How many bytes of a refused body are read and dropped over HTTP/2, and the code that resets the stream then. */
const MOST_DISCARDED = 8 * 1024 * 1024;
const CANCEL = 8;

/** Sends a reply without reading the rest of the body. */
function refuse(request: NodeRequest, response: NodeResponse, reply: Reply): void {
  const { stream } = response;
  if (stream?.close === undefined) {
    // Node would otherwise read a large body to its end, to keep the connection for the next request.
    if (reply.status === 413 || reply.status === 503) {
      request.pause();
      if (!response.headersSent) response.setHeader('connection', 'close');
    }
    send(response, reply);
    return;
  }
  send(response, reply);
  // Flow control would block the client for ever if nothing read what it sends.
  let left = MOST_DISCARDED;
  request.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) stream.close?.(CANCEL);
  });
  request.resume();
}
