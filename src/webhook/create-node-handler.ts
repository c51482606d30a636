import type { Interpreter } from '../interpreters/registry.js';
import {
  createExchange,
  type HandlerOptions,
  isReply,
  type Reply,
  type Review,
  readBefore,
} from './exchange.js';

/** What is used of an `IncomingMessage`, or of an `Http2ServerRequest`. */
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

/** What is used of a `ServerResponse`, or of an `Http2ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  /** Of HTTP/2 alone. */
  readonly stream?: { close?(code: number): void } | undefined;
}

/**
 * A handler for `node:http`, `node:https`, `node:http2` and Express; what it answers is what `createFetchHandler`
 * answers.
 *
 * Mount it before any parser of bodies. Where something else has answered before, such as a timeout of the server's,
 * it sends nothing. How long a client may take is for the server to limit, by `requestTimeout` and `headersTimeout`,
 * which Node looks at every `connectionsCheckingInterval`: 30 seconds where that is not set.
 *
 * @param interpreter - What to ask; every built-in kind where it is left out. Or a function from the parsed
 * body to the answer: `reviewPolicy`, or one that logs what it hands on.
 * @param options - How large a body may be, and all of them together.
 * @returns The handler.
 * @throws InterpreterError `INVALID_OPTIONS` for what is no interpreter, or no number of bytes.
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
    // No event would come any more, and the client would wait for ever.
    if (readableEnded) return send(response, readBefore());

    let awaited = true;
    const close = (): void => {
      awaited = false;
      begun.drop();
    };
    request.on('data', (chunk) => {
      // What is on its way when the body is refused comes all the same.
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
    // Whoever has paused it before would have to be waited for.
    request.resume();
  };
}

/** Sends a reply, unless something else has sent one before. */
function send(response: NodeResponse, { status, headers, body }: Reply): void {
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

/** The most that is read of a refused body over HTTP/2, and the code by which the request is then ended: CANCEL. */
const MOST_DISCARDED = 8 * 1024 * 1024;
const CANCEL = 8;

/** Sends a reply to a request whose body, if there is more of it, is of no interest. */
function refuse(request: NodeRequest, response: NodeResponse, reply: Reply): void {
  const { stream } = response;
  if (stream?.close === undefined) {
    // The rest of a large body would otherwise be read to its end, for the next request on the connection.
    if (reply.status === 413 || reply.status === 503) {
      request.pause();
      if (!response.headersSent) response.setHeader('connection', 'close');
    }
    send(response, reply);
    return;
  }
  send(response, reply);
  // Over HTTP/2, a client that cannot send the rest waits for ever, whatever it has been told.
  let left = MOST_DISCARDED;
  request.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) stream.close?.(CANCEL);
  });
  request.resume();
}
