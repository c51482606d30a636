import type { RequestListener, ServerResponse } from 'node:http';
import type { Interpreter } from 'karmada-interpreter';
import { handleInterpreterContext } from 'karmada-interpreter/webhook';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';
import { at } from '../../kubernetes/object.js';

/** Takes down what happened. */
export type Log = (event: string, fields?: { readonly [name: string]: unknown }) => void;

/** Requests that are answered, and whether there are to be more. */
export interface Answering {
  readonly listener: RequestListener;
  /** Tells everybody who asks that this server is leaving; what still comes in is answered. */
  leave(): void;
}

/**
 * Answers interpreter contexts on every path, and probes on `/healthz` and `/readyz`.
 *
 * @param interpreter - What is asked.
 * @param log - Is told of each context, and of each request that is refused.
 */
export function answerRequests(interpreter: Interpreter, log: Log): Answering {
  let leaving = false;
  const handle = createNodeHandler((context) => {
    const answer = handleInterpreterContext(context, interpreter);
    const { uid, successful, status } = answer.response;
    log('interpreted', {
      uid,
      ...subjectOf(context),
      successful,
      code: status?.code,
      message: status?.message,
    });
    return answer;
  });
  const listener: RequestListener = (request, response) => {
    if (leaving) response.setHeader('connection', 'close');
    const { method, url } = request;
    if (/^\/readyz(\?|$)/.test(url ?? '') && (method === 'GET' || method === 'HEAD')) {
      probed(response, leaving);
      return;
    }
    response.on('finish', () => {
      if (response.statusCode !== 200) log('refused', { method, url, status: response.statusCode });
    });
    handle(request, response);
  };
  return {
    listener,
    leave: () => {
      leaving = true;
    },
  };
}

function probed(response: ServerResponse, leaving: boolean): void {
  response.writeHead(leaving ? 503 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: leaving ? 'leaving' : 'ok' }));
}

/** What a context is about. */
function subjectOf(context: unknown): { readonly [name: string]: unknown } {
  const request = at(context, 'request');
  const [group, version, kind] = ['group', 'version', 'kind'].map((key) => at(request, 'kind', key));
  const [namespace, name] = ['namespace', 'name'].map((key) => at(request, key));
  if (typeof kind !== 'string') return {};
  return {
    operation: at(request, 'operation'),
    kind: `${group ? `${group}/` : ''}${version}/${kind}`,
    name: typeof namespace === 'string' && namespace !== '' ? `${namespace}/${name}` : name,
  };
}
