import { didYouMean } from '../boundary/did-you-mean.js';
import { faultsOf } from '../boundary/faults-of.js';
import { refuseList } from '../boundary/refuse-list.js';
import type { Schema } from '../boundary/schema.js';
import { describe, InterpreterError, listed } from '../errors.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { at, type KindReference } from '../kubernetes/object.js';
import { answerOf, synchronous } from './answer-of.js';
import { answered, errorMessage } from './answered.js';
import { defaultInterpreter } from './default-interpreter.js';
import { type Answer, contextWith, HANDLINGS, type Handling, type InterpreterRequest } from './handlings.js';
import type { RequestStatus, ResourceInterpreterContext } from './interpreter-response.js';

/**
 * Answers one call of Karmada's interpreter webhook, without side effects.
 *
 * @param context - The ResourceInterpreterContext that Karmada sends, of whatever type.
 * @param interpreter - The interpreter to ask; by default, that of every built-in kind.
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
      (error) => failure(codeOf(error), errorMessage(error)),
    ),
  };
}

/** Checks the request, asks the interpreter, and checks its answer. */
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
  // A user's interpreter may return values that are not JSON, such as dates.
  const answer = answerOf(handling.answer(interpreter, request)) as Answer;
  const wrong = wrongIn(handling.response, answer, 'response');
  if (wrong !== '') return failure(500, `the interpreter gave a wrong answer: ${wrong}`);
  return { successful: true, ...answer };
}

/** The message for an operation that the interpreter does not have, with a suggestion for a misspelt word. */
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

/** The faults of a value in one message; empty where there are none. */
function wrongIn(schema: Schema, value: unknown, name: string): string {
  return listed(faultsOf(schema, value, name).map(({ message }) => message));
}

/** The handling of an operation; `constructor`, which every object inherits, is no operation. */
function handlingOf(operation: unknown): Handling | undefined {
  const isOne = typeof operation === 'string' && Object.hasOwn(HANDLINGS, operation);
  return isOne ? HANDLINGS[operation as Operation] : undefined;
}

/** The response to a call that failed. */
function failure(code: number, message: string): { successful: false; status: RequestStatus } {
  return { successful: false, status: { code, message } };
}

/** The HTTP status code for an error: the request's fault, or the interpreter's. */
function codeOf(error: unknown): number {
  try {
    if (!(error instanceof InterpreterError)) return 500;
    return error.code === 'UNSUPPORTED_OPERATION' ? 404 : 422;
  } catch {
    return 500;
  }
}
