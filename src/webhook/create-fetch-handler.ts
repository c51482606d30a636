import type { Interpreter } from '../interpreters/registry.js';
import {
  createExchange,
  type HandlerOptions,
  isReply,
  type Reply,
  type Review,
  readBefore,
  refusal,
} from './exchange.js';

/** The part of a `Request` that the handler reads. */
export interface FetchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  readonly body: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
      cancel(): Promise<unknown>;
    };
  } | null;
}

/** The platform's own `Response`, or the part of it that is known where its types are not loaded. */
// biome-ignore lint/style/noRestrictedGlobals: only its type is read
export type FetchResponse = typeof globalThis extends { Response: { prototype: infer Own } }
  ? Own
  : { readonly status: number; readonly headers: FetchRequest['headers']; json(): Promise<unknown> };

declare const Response: new (
  body: string,
  init: { readonly status: number; readonly headers: Reply['headers'] },
) => FetchResponse;

/**
 * A handler for servers that speak in `Request` and `Response`: Hono, Deno, Bun, Workers.
 *
 * It answers POSTs of JSON on every path, and GET on `/healthz`. An error of the interpreter is an answer like
 * any other, with the status 200, as Karmada expects; a request that breaks HTTP's rules is refused with 400, 405,
 * 413, 415 or 503, and a Kubernetes `Status`. The server limits how long a client may take.
 *
 * @param interpreter - What to ask; every built-in kind where it is left out. Or a function from the parsed
 * body to the answer: `reviewPolicy`, or one that logs what it hands on.
 * @param options - The limits on the size of bodies.
 * @returns The handler; its promise is never rejected.
 * @throws InterpreterError `INVALID_OPTIONS` for a wrong interpreter or option.
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/resourceinterpreter/customized/webhook/customized.go#L222-L294
 * @example
 * export default { fetch: createFetchHandler() };
 */
export function createFetchHandler(
  interpreter?: Interpreter | Review,
  options?: HandlerOptions,
): (request: FetchRequest) => Promise<FetchResponse> {
  const exchange = createExchange(interpreter, options);
  return async (request) => {
    const { status, headers, body } = await read(exchange, request);
    return new Response(body, { status, headers });
  };
}

/** The reply to a request; the body is read only as far as the reply depends on it. */
async function read(exchange: ReturnType<typeof createExchange>, request: FetchRequest): Promise<Reply> {
  const { method, url, headers } = request;
  const begun = exchange({
    ...{ method, url },
    ...{ contentType: headers.get('content-type'), contentLength: headers.get('content-length') },
  });
  if (isReply(begun)) return begun;
  const reader = request.bodyUsed ? undefined : readerOf(request);
  if (reader === undefined) return readBefore();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return begun.end();
      const refused = value && begun.take(value);
      if (refused === undefined) continue;
      reader.cancel().catch(() => {});
      return refused;
    }
  } catch {
    return refusal(400, 'the body could not be read to its end');
  } finally {
    begun.drop();
  }
}

type Reader = Pick<ReturnType<NonNullable<FetchRequest['body']>['getReader']>, 'read' | 'cancel'>;

/** The reader of a request without a body. */
const NOTHING: Reader = {
  read: () => Promise.resolve({ done: true }),
  cancel: () => Promise.resolve(),
};

/** The reader of a body, `undefined` where the body is locked by another one. */
function readerOf({ body }: FetchRequest): Reader | undefined {
  try {
    return body === null ? NOTHING : body.getReader();
  } catch {
    return undefined;
  }
}
