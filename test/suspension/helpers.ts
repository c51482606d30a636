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

/** Any value as JSON has it, which has no -0. */
const anyJson = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

/** Any JSON, with the fields of a suspension often in their place and often of the wrong type. */
export const anySuspension: fc.Arbitrary<unknown> = fc
  .oneof(
    anyJson,
    fc.record(
      {
        dispatching: fc.oneof(fc.boolean(), anyJson),
        dispatchingOnClusters: fc.oneof(
          anyJson,
          fc.record(
            { clusterNames: fc.oneof(anyJson, fc.array(fc.oneof(clusterName, anyJson))) },
            { requiredKeys: [] },
          ),
        ),
        scheduling: fc.oneof(fc.boolean(), anyJson),
        rollout: fc.oneof(
          anyJson,
          fc.record(
            { suspendedClusters: fc.oneof(anyJson, fc.array(fc.oneof(clusterName, anyJson))) },
            { requiredKeys: [] },
          ),
        ),
        extra: anyJson,
      },
      { requiredKeys: [] },
    ),
  )
  .map(deepFreeze);

/** A value as if it had the type that TypeScript asks for: what a caller without types can pass. */
export function untyped<T>(value: unknown): T {
  return value as T;
}
