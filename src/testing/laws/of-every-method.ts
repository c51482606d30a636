import { InterpreterError } from '../../errors.js';
import { OPERATION_OF, type Operation } from '../../interpreters/operations.js';
import { isJson } from '../../kubernetes/json.js';
import { alike, sameText } from '../alike.js';
import { deepCopy, deepFreeze } from '../deep-freeze.js';
import { callsOf, EVERYTHING } from './calls.js';
import { type Law, law, type Method, type Situation } from './law.js';
import { keepingShared, sharedNow } from './shared-objects.js';

type Given = Pick<Situation, (typeof EVERYTHING)[number]>;

/** What a call gives, or that it refuses the object: to do so is an answer like another. */
function answerOf(call: () => unknown): { readonly answer?: unknown; readonly refused?: string } {
  try {
    return { answer: call() };
  } catch (error) {
    if (error instanceof InterpreterError && error.code === 'INVALID_OBJECT')
      return { refused: error.message };
    throw error;
  }
}

/** The laws that hold of every method. */
export const lawsOfEveryMethod: readonly Law[] = [
  law({
    name: 'operations',
    sentence: 'An interpreter lists the operations that it has methods for, and no others.',
    needs: [],
    sorts: ['sound'],
    check(subject) {
      const methods = Object.entries(OPERATION_OF) as [Method, Operation][];
      // Of a kind without a method for it, the whole status is reflected.
      const has = new Set<Operation>(['InterpretStatus']);
      for (const [method, operation] of methods)
        if (typeof subject[method] === 'function') has.add(operation);
      const listed = new Set<Operation>(['InterpretStatus', ...subject.operations]);
      const found = [...listed]
        .filter((one) => !has.has(one))
        .concat([...has].filter((one) => !listed.has(one)));
      if (found.length === 0) return undefined;
      return {
        method: methods.find(([, operation]) => operation === found[0])?.[0],
        ...{ expected: 'operations that are those of its methods', found: [...listed], instead: [...has] },
      };
    },
  }),
  law({
    name: 'prototypes-untouched',
    sentence: 'Nothing that all objects share is written to.',
    needs: EVERYTHING,
    check(subject, situation) {
      const before = sharedNow();
      for (const [method, call] of callsOf(subject, situation)) {
        let written: readonly string[] = [];
        const tell = (fields: readonly string[]): void => {
          written = fields;
        };
        keepingShared(() => thrownBy(call), tell, before);
        if (written.length > 0)
          return { method, expected: 'no field of what all objects share written', found: written };
      }
      return undefined;
    },
  }),
  law({
    name: 'never-throws',
    sentence: 'What a member reports never makes a method throw.',
    needs: ['template', 'members'],
    writable: true,
    check(subject, { template, members }) {
      const calls = callsOf(subject, { template, members, observed: template, replicas: 0 });
      for (const [method, call] of calls)
        if (OPERATION_OF[method] === 'AggregateStatus') violationOf(method, call);
      for (const { status } of members) {
        const observed = { ...template, status: status as object };
        violationOf('reflectStatus', () => subject.reflectStatus?.(observed));
        violationOf('interpretHealth', () => subject.interpretHealth?.(observed));
      }
      return undefined;

      function violationOf(method: Method, call: () => unknown): void {
        try {
          call();
        } catch (error) {
          // The spec is the caller's, and may be refused.
          const faults =
            error instanceof InterpreterError && method === 'interpretHealth' ? error.faults : [];
          if (faults.length === 0 || faults.some(({ path }) => !/^(spec|metadata)/.test(path))) throw error;
        }
      }
    },
  }),
  law({
    name: 'input-untouched',
    sentence: 'No method writes to what it is handed.',
    needs: EVERYTHING,
    writable: true,
    check(subject, situation) {
      for (const [method] of callsOf(subject, situation)) {
        const given = deepCopy(situation) as Given;
        const call = callsOf(subject, given).find(([name]) => name === method)?.[1] as () => unknown;
        thrownBy(call);
        for (const part of EVERYTHING) {
          if (alike(given[part], situation[part])) continue;
          const expected = `${part} as it was handed over`;
          return { method, expected, found: given[part], instead: situation[part] };
        }
        const frozen = callsOf(subject, deepFreeze(given)).find(
          ([name]) => name === method,
        )?.[1] as () => unknown;
        const written = thrownBy(frozen);
        if (written instanceof TypeError && WRITES.test(written.message))
          return { method, expected: 'frozen input to do', found: written };
      }
      return undefined;
    },
  }),
  law({
    name: 'deterministic',
    sentence: 'The same input gives the same output.',
    needs: EVERYTHING,
    check(subject, situation) {
      const again = callsOf(subject, deepFreeze(deepCopy(situation)) as Given);
      for (const [i, [method, call]] of callsOf(subject, situation).entries()) {
        const [once, twice] = [answerOf(call), answerOf(again[i]?.[1] as () => unknown)];
        if (!sameText(once, twice))
          return { method, expected: 'the same answer twice', found: twice.answer, instead: once.answer };
      }
      return undefined;
    },
  }),
  law({
    name: 'json',
    sentence: 'Every output is JSON: no NaN, no Infinity, nothing that its text does not read back as.',
    needs: EVERYTHING,
    check(subject, situation) {
      for (const [method, call] of callsOf(subject, situation)) {
        const { answer } = answerOf(call);
        const own = made(answer, situation, method);
        if (own === undefined || isJson(own)) continue;
        return { method, expected: 'JSON', found: answer };
      }
      return undefined;
    },
  }),
  law({
    name: 'refuses-by-place',
    sentence: 'A malformed object is understood, or refused with an InterpreterError.',
    needs: ['malformed', 'replicas'],
    sorts: ['damaged'],
    check(subject, { malformed, replicas }) {
      const given = { template: malformed, members: [], observed: malformed, replicas };
      for (const [method, call] of callsOf(subject, given)) {
        try {
          call();
        } catch (error) {
          if (!(error instanceof InterpreterError))
            return { method, expected: 'an InterpreterError', found: error };
        }
      }
      return undefined;
    },
  }),
];

/** What a method has made of what it was handed: the rest of the object is handed through as it is. */
function made(answer: unknown, { template }: Given, method: Method): unknown {
  if (answer === undefined || !['aggregateStatus', 'createAggregator', 'mergePartials'].includes(method))
    return answer;
  const { status } = answer as { status?: unknown };
  if (status === template.status) return undefined;
  // Fields that it leaves alone are the template's.
  const before = (template.status ?? {}) as { readonly [field: string]: unknown };
  return Object.fromEntries(
    Object.entries(status ?? {}).filter(
      ([field, value]) => !Object.hasOwn(before, field) || value !== before[field],
    ),
  );
}

/** What engines say of a write to frozen input. */
const WRITES = /read only|extensible|delete property|redefine/;

/** What a call throws, which is for other laws to judge. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
