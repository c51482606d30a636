import { didYouMean } from '../boundary/did-you-mean.js';
import { faultsOf } from '../boundary/faults-of.js';
import { refuseList } from '../boundary/refuse-list.js';
import type { Schema } from '../boundary/schema.js';
import { describe, InterpreterError, listed } from '../errors.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { at, type KindReference } from '../kubernetes/object.js';
import { answerOf, synchronous } from './answer-of.js';
import { answered, messageOf } from './answered.js';
import { defaultInterpreter } from './default-interpreter.js';
import { type Answer, contextWith, HANDLINGS, type Handling, type InterpreterRequest } from './handlings.js';
import type { RequestStatus, ResourceInterpreterContext } from './interpreter-response.js';

/**
 * Answers one call of Karmada's interpreter webhook, without any effect.
 *
 * @param context - The ResourceInterpreterContext that Karmada sends, of whatever type.
 * @param interpreter - What to ask; every built-in kind where it is left out.
 * @returns The context to send back, plain JSON. Where `response.successful` is false, the code is 400 for a
 * malformed request, 404 for an operation that the kind does not have, 422 for a request that the interpreter
 * refuses, and 500 for an interpreter that fails.
 * @throws Never.
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/resourceinterpreter/customized/webhook/request/resourceinterpretercontext.go#L97-L153
 * @example
 * const { response } = handleInterpreterContext(JSON.parse(body));
 * if (!response.successful) console.warn(response.uid, response.status?.message);
 */
export function handleInterpreterContext(
  context: unknown,
  interpreter: Interpreter = defaultInterpreter(),
): ResourceInterpreterContext {
  return {
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterContext',
    response: answered(
      context,
      () => interpret(context, interpreter),
      (error) => failure(codeOf(error), messageOf(error)),
    ),
  };
}

/** Checks what is asked, asks the interpreter, and checks what it says. */
function interpret(context: unknown, interpreter: Interpreter) {
  const handling = handlingOf(at(context, 'request', 'operation'));
  const malformed = wrongIn(handling?.context ?? contextWith({}), context, 'context');
  if (malformed !== '') return failure(400, malformed);

  const { request } = context as { readonly request: InterpreterRequest };
  const { object, operation } = request;
  refuseList(object, 'request.object');
  if (handling === undefined || !synchronous(interpreter.supports(object, operation))) {
    return failure(404, unsupported(object, operation, interpreter));
  }
  // What an interpreter of somebody else's gives may be no JSON yet.
  const answer = answerOf(handling.answer(interpreter, request)) as Answer;
  const wrong = wrongIn(handling.response, answer, 'response');
  if (wrong !== '') return failure(500, `the interpreter gave a wrong answer: ${wrong}`);
  return { successful: true, ...answer };
}

/** The sentence for an operation that nobody carries out, with what may have been meant. */
function unsupported(
  { apiVersion, kind }: KindReference,
  operation: string,
  interpreter: Interpreter,
): string {
  const name = `${apiVersion} ${kind}`;
  const known = interpreter.kinds().map((one) => `${one.apiVersion} ${one.kind}`);
  const hint = didYouMean(operation, Object.keys(HANDLINGS)) || didYouMean(name, known);
  return `unsupported operation ${describe(operation)} of ${describe(name)}${hint}`;
}

/** What is wrong with a value, as one sentence; empty where nothing is. */
function wrongIn(schema: Schema, value: unknown, name: string): string {
  return listed(faultsOf(schema, value, name).map(({ message }) => message));
}

/** How an operation is carried out; every object inherits a `constructor`, which is none. */
function handlingOf(operation: unknown): Handling | undefined {
  const isOne = typeof operation === 'string' && Object.hasOwn(HANDLINGS, operation);
  return isOne ? HANDLINGS[operation as Operation] : undefined;
}

/** What Karmada asks for where a call has failed. */
function failure(code: number, message: string): { successful: false; status: RequestStatus } {
  return { successful: false, status: { code, message } };
}

/** Whose fault an error is, in the codes of HTTP. */
function codeOf(error: unknown): number {
  try {
    if (!(error instanceof InterpreterError)) return 500;
    return error.code === 'UNSUPPORTED_OPERATION' ? 404 : 422;
  } catch {
    return 500;
  }
}
