import { checkOptions } from '../boundary/unknown-fields.js';
import { invalid, mismatch } from '../errors.js';
import type { Interpreter } from '../interpreters/registry.js';
import { at, isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { answerOf } from './answer-of.js';
import { errorMessage } from './answered.js';
import { defaultInterpreter } from './default-interpreter.js';
import { handleInterpreterContext } from './handle-interpreter-context.js';

// Every JavaScript server has these; the language's own types do not.
declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The options of a handler. */
export interface HandlerOptions {
  /** The largest body, in bytes: 8 MiB by default. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * The memory for all bodies that are being read at one time, in bytes: 64 MiB by default, or `maxBodyBytes` where
   * that is more. A request that does not fit is refused with 503.
   */
  readonly maxBufferedBytes?: number | undefined;
}

/** A function from the parsed body to the answer, such as `reviewPolicy`; it must not be asynchronous. */
export type Review = (body: unknown) => object & { readonly then?: never };

/** The part of a request that comes before its body. */
export interface Head {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly contentType: string | null | undefined;
  readonly contentLength: string | null | undefined;
}

/** A response; its body is always JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A request whose body is awaited. */
export interface Reading {
  /** Keeps a part of the body; returns a reply where the body is refused, and no more must be read. */
  take(chunk: Uint8Array | string): Reply | undefined;
  /** The reply to the whole body. */
  end(): Reply;
  /** Frees the memory of the body; to be called once the reply is known, or the request has ended without one. */
  drop(): void;
}

const MIB = 1024 * 1024;

/** The memory that is left for bodies, in bytes. */
interface Budget {
  free: number;
}

/**
 * The rules of HTTP for every server: a request is replied to at once, or its body has to be read.
 *
 * @throws InterpreterError `INVALID_OPTIONS` for a wrong interpreter or option.
 */
export function createExchange(
  interpreter: Interpreter | Review = defaultInterpreter(),
  options: HandlerOptions = {},
): (head: Head) => Reply | Reading {
  if (typeof interpreter !== 'function' && typeof at(interpreter, 'supports') !== 'function') {
    throw invalid('INVALID_OPTIONS', 'interpreter', interpreter, 'an interpreter or a function');
  }
  const { maxBodyBytes, maxBufferedBytes } = limitsOf(options);
  const review: Review =
    typeof interpreter === 'function' ? interpreter : (body) => handleInterpreterContext(body, interpreter);
  const budget: Budget = { free: maxBufferedBytes };

  return ({ method, url, contentType, contentLength }) => {
    if (pathOf(url) === '/healthz') {
      const asked = method === 'GET' || method === 'HEAD';
      return asked ? reply(200, { status: 'ok' }) : notAllowed('GET, HEAD');
    }
    if (method !== 'POST') return notAllowed('POST');
    if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
      return refusal(415, 'the Content-Type is not application/json');
    }
    return Number(contentLength) > maxBodyBytes
      ? tooLarge(maxBodyBytes)
      : reading(review, maxBodyBytes, budget);
  };
}

function limitsOf(options: HandlerOptions) {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  checkOptions(options, ['maxBodyBytes', 'maxBufferedBytes']);
  const { maxBodyBytes = 8 * MIB }: HandlerOptions = options;
  if (!isCount(maxBodyBytes, MAX_SAFE))
    throw invalid('INVALID_OPTIONS', 'options.maxBodyBytes', maxBodyBytes, 'a number of bytes');
  const { maxBufferedBytes = Math.max(64 * MIB, maxBodyBytes) }: HandlerOptions = options;
  if (!isCount(maxBufferedBytes, MAX_SAFE) || maxBufferedBytes < maxBodyBytes) {
    const expected = `a number of bytes of at least maxBodyBytes, ${maxBodyBytes}`;
    throw invalid('INVALID_OPTIONS', 'options.maxBufferedBytes', maxBufferedBytes, expected);
  }
  return { maxBodyBytes, maxBufferedBytes };
}

/** Whether a request has its reply already. */
export function isReply(exchange: Reply | Reading): exchange is Reply {
  return 'status' in exchange;
}

/**
 * A reply outside of the protocol, as the Kubernetes `Status` whose message Karmada's client logs.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/vendor/k8s.io/client-go/rest/request.go#L1489-L1512
 */
export function refusal(code: number, message: string, headers?: Reply['headers']): Reply {
  return reply(code, { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, message }, headers);
}

/** The reply to a request whose body was read by somebody else: the server is set up wrongly, the client is not. */
export function readBefore(): Reply {
  return refusal(500, 'the body was read before it came to the webhook');
}

function notAllowed(allow: string): Reply {
  return refusal(405, `method not allowed; allowed are ${allow}`, { allow });
}

function tooLarge(most: number): Reply {
  return refusal(413, `the body is larger than ${most} bytes`);
}

function tooMany(): Reply {
  return refusal(503, 'too many bodies are being read: try again', { 'retry-after': '1' });
}

function reply(status: number, body: object, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The path of a URL; Karmada adds a query, and a proxy may send an absolute URL. */
function pathOf(url = ''): string | undefined {
  return url.replace(/^\w+:\/\/[^/?#]*/, '').split(/[?#]/)[0];
}

/** A body as it arrives, in one block of memory: a sender may split it into chunks of a single byte. */
function reading(review: Review, most: number, budget: Budget): Reading {
  let bytes = new Uint8Array(0);
  let size = 0;
  return {
    drop() {
      budget.free += bytes.length;
      bytes = new Uint8Array(0);
      size = 0;
    },
    take(part) {
      // A middleware has called `setEncoding`.
      const chunk = typeof part === 'string' ? new TextEncoder().encode(part) : part;
      const end = size + chunk.length;
      if (end > most) return tooLarge(most);
      if (end > bytes.length) {
        const length = Math.max(end, Math.min(2 * bytes.length, most));
        if (length - bytes.length > budget.free) return tooMany();
        budget.free -= length - bytes.length;
        const larger = new Uint8Array(length);
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
    return refusal(400, `the body is not JSON in UTF-8: ${errorMessage(error)}`);
  }
  try {
    const given = review(body);
    const answered = answerOf(given);
    if (!isFields(answered))
      return refusal(500, mismatch('the answer', given, 'an object that JSON can write'));
    // A sender that gave no uid cannot match the answer to its request.
    return reply(at(answered, 'response', 'uid') === '' ? 400 : 200, answered);
  } catch (error) {
    return refusal(500, errorMessage(error));
  }
}
