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

/** What is used of a `Request`; the platform's own, whichever it is, has all of it. */
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

/** The platform's own `Response`, or what can be said of one where its types are not at hand. */
// biome-ignore lint/style/noRestrictedGlobals: only its type is looked at
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
 * 413 or 415, and a `Status` of Kubernetes'. How long a client may take is for the server to limit.
 *
 * @param interpreter - What to ask; every built-in kind where it is left out. Or a function from the parsed
 * body to the answer: `reviewPolicy`, or one that logs what it hands on.
 * @param options - How large a body may be.
 * @returns The handler; its promise is never rejected.
 * @throws InterpreterError `INVALID_OPTIONS` for what is no interpreter, or no number of bytes.
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

/** The reply to a request, read no further than it takes to know it. */
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

/** What an empty body is read by. */
const NOTHING: Reader = {
  read: () => Promise.resolve({ done: true }),
  cancel: () => Promise.resolve(),
};

/** The reader of a body, `undefined` where somebody else has it. */
function readerOf({ body }: FetchRequest): Reader | undefined {
  try {
    return body === null ? NOTHING : body.getReader();
  } catch {
    return undefined;
  }
}
