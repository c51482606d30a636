import fc from 'fast-check';
import { InterpreterError, type InterpreterErrorCode } from 'karmada-interpreter';
import { deepFreeze } from '../support/freeze.js';

export { deepFreeze };

/** The code of the error that `run` throws, `undefined` if it throws none, any other error as it is. */
export function codeOf(run: () => unknown): InterpreterErrorCode | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof InterpreterError) return error.code;
    throw error;
  }
  return undefined;
}

const NAMES = ['a', 'b', 'c', 'member1', '__proto__', 'constructor', 'toString'] as const;

/** Names few enough to meet, among them those that an object already has. */
export const clusterName: fc.Arbitrary<string> = fc.constantFrom(...NAMES);

export const suspension = fc
  .record(
    {
      dispatching: fc.boolean(),
      dispatchingOnClusters: fc.record(
        { clusterNames: fc.array(clusterName, { maxLength: 6 }) },
        { requiredKeys: [] },
      ),
      scheduling: fc.boolean(),
      rollout: fc.record(
        { currentCluster: clusterName, suspendedClusters: fc.array(clusterName, { maxLength: 6 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map(deepFreeze);

export const policySuspension = suspension.map(({ scheduling: _, rollout: __, ...policy }) =>
  deepFreeze(policy),
);

/** Any JSON, with the fields of a suspension often in their place and often of the wrong type. */
export const anySuspension: fc.Arbitrary<unknown> = fc
  .oneof(
    fc.jsonValue(),
    fc.record(
      {
        dispatching: fc.oneof(fc.boolean(), fc.jsonValue()),
        dispatchingOnClusters: fc.oneof(
          fc.jsonValue(),
          fc.record(
            { clusterNames: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(clusterName, fc.jsonValue()))) },
            { requiredKeys: [] },
          ),
        ),
        scheduling: fc.oneof(fc.boolean(), fc.jsonValue()),
        rollout: fc.oneof(
          fc.jsonValue(),
          fc.record(
            { suspendedClusters: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(clusterName, fc.jsonValue()))) },
            { requiredKeys: [] },
          ),
        ),
        extra: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(deepFreeze);

/** A value as if it had the type that TypeScript asks for: what a caller without types can pass. */
export function untyped<T>(value: unknown): T {
  return value as T;
}
