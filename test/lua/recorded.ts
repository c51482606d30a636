import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindInterpreter } from 'karmada-interpreter';
import { expect } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { comparable, headOf, near, type Recorded, unmasked } from './compare.js';

/** A recorded file, frozen. */
export function recorded<T>(name: string): T {
  return deepFreeze(JSON.parse(readFileSync(join(import.meta.dirname, 'data', `${name}.json`), 'utf8')));
}

/** A call of an operation, as it was recorded. */
export interface OperationCase extends Recorded {
  readonly name: string;
  readonly operation: string;
  readonly object: object;
  readonly observed?: object;
  readonly items?: readonly never[] | null;
  readonly replicas?: number;
  /** Fails in Karmada because a key is taken for a path. */
  readonly accident?: boolean;
}

/** What an interpreter answers, in the form of the recordings. */
export function answerOf(kind: KindInterpreter, given: OperationCase): unknown {
  const { operation, object, observed, items, replicas } = given;
  const methods = kind as Required<KindInterpreter>;
  switch (operation) {
    case 'InterpretReplica': {
      const { replicas: replica, requirements } = methods.getReplicas(object);
      return { replica, requires: requirements ?? null };
    }
    case 'InterpretComponent': {
      const components = methods.getComponents(object).map(({ requirements, ...rest }) => ({
        ...rest,
        ...(requirements && { replicaRequirements: requirements }),
      }));
      // No components are none to Karmada too, which keeps an empty list apart.
      return { components };
    }
    case 'ReviseReplica':
      return { object: methods.reviseReplica(object, replicas ?? 0) };
    case 'Retain':
      return { object: methods.retain(object, observed ?? {}) };
    case 'AggregateStatus':
      return { object: methods.aggregateStatus(object, items) };
    case 'InterpretStatus':
      return { status: methods.reflectStatus(object) };
    case 'InterpretHealth':
      return { healthy: methods.interpretHealth(object).healthy };
    default:
      return { dependencies: methods.getDependencies(object) };
  }
}

/** Expects an answer, or an error with the text, as it was recorded. */
export function expectRecorded(given: Recorded & { readonly name: string }, ask: () => unknown): void {
  const { name, result, error = given.encodeError, unordered, approx, masked } = given;
  if (error === undefined) {
    const answer = ask();
    if (approx) expect(near(answer, result), name).toBe(true);
    else expect(comparable(answer, unordered), name).toEqual(comparable(result, unordered));
    return;
  }
  const message = messageOf(ask);
  if (!masked) expect(message, name).toBe(headOf(error));
  else {
    const [before, after] = unmasked(error);
    expect(message?.startsWith(before) && message.endsWith(after), `${name}: ${message}`).toBe(true);
  }
}

/** The message of the `LuaError` that a call ends with. */
export function messageOf(ask: () => unknown): string | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ name: 'LuaError', code: 'LUA_ERROR' });
    return headOf((error as Error).message);
  }
}
