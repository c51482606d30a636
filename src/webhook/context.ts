import { describe, InterpreterError } from '../errors.js';
import { createInterpreter } from '../interpreters/create-interpreter.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { asJson } from '../kubernetes/json.js';
import { at } from '../kubernetes/object.js';
import { answered, faultsOf, messageOf } from './faults.js';
import { type Answer, contextWith, HANDLINGS, type Handling, type InterpreterRequest } from './operations.js';
import type { RequestStatus, ResourceInterpreterContext } from './types.js';

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
  interpreter: Interpreter = createInterpreter(),
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
  const malformed = faultsOf(handling?.context ?? contextWith({}), context, 'context');
  if (malformed !== '') return failure(400, malformed);

  const { request } = context as { readonly request: InterpreterRequest };
  const { object, operation } = request;
  if (handling === undefined || !interpreter.supports(object, operation)) {
    const kind = describe(`${object.apiVersion} ${object.kind}`);
    return failure(404, `the interpreter has no operation ${describe(operation)} of ${kind}`);
  }
  // What an interpreter of somebody else's gives may be no JSON yet.
  const answer = asJson(handling.answer(interpreter, request)) as Answer;
  const wrong = faultsOf(handling.response, answer, 'response');
  if (wrong !== '') return failure(500, `the interpreter gave a wrong answer: ${wrong}`);
  return { successful: true, ...answer };
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

/** Whose fault an error is, as HTTP's codes have it. */
function codeOf(error: unknown): number {
  if (!(error instanceof InterpreterError)) return 500;
  return error.code === 'UNSUPPORTED_OPERATION' ? 404 : 422;
}
