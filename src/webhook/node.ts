import type { Interpreter } from '../interpreters/registry.js';
import { createExchange, type HandlerOptions, isReply, type Reply, type Review, refusal } from './http.js';

/** What is used of an `IncomingMessage`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: {
    readonly 'content-type'?: string | undefined;
    readonly 'content-length'?: string | undefined;
  };
  readonly readableEnded: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  pause(): unknown;
}

/** What is used of a `ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/**
 * A handler for `node:http`, `node:https` and Express; what it answers is what `createFetchHandler` answers.
 *
 * Mount it before any parser of bodies. How long a client may take is for the server to limit, by `requestTimeout`
 * and `headersTimeout`.
 *
 * @param interpreter - What to ask; every built-in kind where it is left out. Or a function from the parsed
 * body to the answer: `reviewPolicy`, or one that logs what it hands on.
 * @param options - How large a body may be.
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
    const begun = exchange({
      ...{ method, url },
      ...{ contentType: headers['content-type'], contentLength: headers['content-length'] },
    });
    if (isReply(begun)) return send(response, begun);
    // No event would come any more, and the client would wait for ever.
    if (readableEnded) return send(response, refusal(500, 'the body was read before it came to the webhook'));

    request.on('data', (chunk) => {
      const refused = begun.take(chunk);
      if (refused === undefined) return;
      // Without it, what is already there would come, and be refused again.
      request.pause();
      send(response, refused);
    });
    request.on('end', () => send(response, begun.end()));
  };
}

function send(response: NodeResponse, { status, headers, body }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // What is left of a body that is too large would otherwise be read to its end, for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  response.end(body);
}
