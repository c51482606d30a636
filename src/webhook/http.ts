import { invalid } from '../errors.js';
import { createInterpreter } from '../interpreters/create-interpreter.js';
import type { Interpreter } from '../interpreters/registry.js';
import { at, isCount, isFields } from '../kubernetes/object.js';
import { handleInterpreterContext } from './context.js';
import { messageOf } from './faults.js';

/** Parts of every JavaScript server that have no type of their own in the language. */
declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** What a handler may be told. */
export interface HandlerOptions {
  /** How large a body may be, in bytes: 8 MiB where it is left out. */
  readonly maxBodyBytes?: number | undefined;
}

/** From a parsed body to the answer that is sent back, such as `reviewPolicy`; a promise is no answer. */
export type Review = (body: unknown) => object & { readonly then?: never };

/** What of a request is known before its body. */
export interface Head {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly contentType: string | null | undefined;
  readonly contentLength: string | null | undefined;
}

/** What is sent back; its body is always JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A request whose body is awaited. */
export interface Reading {
  /** Keeps a part of the body; gives the reply where that is too much, and nothing more is to be read. */
  take(chunk: Uint8Array): Reply | undefined;
  /** The reply to the whole body. */
  end(): Reply;
}

const MIB = 1024 * 1024;

/**
 * The rules of HTTP, whatever the server: a request gets its reply at once, or its body has to be read.
 *
 * @throws InterpreterError `INVALID_OPTIONS` for what is no interpreter, or no number of bytes.
 */
export function createExchange(
  interpreter: Interpreter | Review = createInterpreter(),
  options: HandlerOptions = {},
): (head: Head) => Reply | Reading {
  if (typeof interpreter !== 'function' && typeof at(interpreter, 'supports') !== 'function') {
    throw invalid('INVALID_OPTIONS', 'interpreter', interpreter, 'an interpreter or a function');
  }
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { maxBodyBytes = 8 * MIB }: HandlerOptions = options;
  if (!isCount(maxBodyBytes, Number.MAX_SAFE_INTEGER)) {
    throw invalid('INVALID_OPTIONS', 'options.maxBodyBytes', maxBodyBytes, 'a number of bytes');
  }
  const review: Review =
    typeof interpreter === 'function' ? interpreter : (body) => handleInterpreterContext(body, interpreter);

  return ({ method, url, contentType, contentLength }) => {
    if (pathOf(url) === '/healthz') {
      const asked = method === 'GET' || method === 'HEAD';
      return asked ? reply(200, { status: 'ok' }) : refusal(405, 'here is only GET', { allow: 'GET, HEAD' });
    }
    if (method !== 'POST') return refusal(405, 'here is only POST', { allow: 'POST' });
    if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
      return refusal(415, 'the Content-Type is not application/json');
    }
    return Number(contentLength) > maxBodyBytes ? tooLarge(maxBodyBytes) : reading(review, maxBodyBytes);
  };
}

/** Whether a request has its reply already. */
export function isReply(exchange: Reply | Reading): exchange is Reply {
  return 'status' in exchange;
}

/**
 * A reply that is no answer of the protocol, as the object whose message Karmada's client shows.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/vendor/k8s.io/client-go/rest/request.go#L1489-L1512
 */
export function refusal(code: number, message: string, headers?: Reply['headers']): Reply {
  return reply(code, { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, message }, headers);
}

function tooLarge(most: number): Reply {
  return refusal(413, `the body is larger than ${most} bytes`);
}

function reply(status: number, body: object, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The path that a URL names; Karmada adds a query, and a proxy may send the whole URL. */
function pathOf(url = ''): string | undefined {
  return url.replace(/^\w+:\/\/[^/?#]*/, '').split(/[?#]/)[0];
}

/** A body as it comes in. It is one block of memory: a sender may cut it into parts of a single byte. */
function reading(review: Review, most: number): Reading {
  let bytes = new Uint8Array(0);
  let size = 0;
  return {
    take(chunk) {
      const end = size + chunk.length;
      if (end > most) return tooLarge(most);
      if (end > bytes.length) {
        const larger = new Uint8Array(Math.max(end, Math.min(2 * bytes.length, most)));
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(chunk, size);
      size = end;
      return undefined;
    },
    end: () => answer(review, bytes.subarray(0, size)),
  };
}

/** The reply to a whole body. */
function answer(review: Review, bytes: Uint8Array): Reply {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refusal(400, `the body is no JSON in UTF-8: ${messageOf(error)}`);
  }
  try {
    const answered = review(body);
    // Whoever did not say which request it is could not tell the answer to it by its name.
    return reply(at(answered, 'response', 'uid') === '' ? 400 : 200, answered);
  } catch (error) {
    return refusal(500, messageOf(error));
  }
}
