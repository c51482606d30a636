import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { type Case, casesIn, files } from './cases.js';
import { deepFreeze } from './freeze.js';

const interpreter = createInterpreter();
const total = { cases: 0 };

/** Drops what Go leaves out when it writes JSON: absent, `null`, `""`, `0`, `[]` and `{}`; a `false` stays. */
function withoutZeros(value: unknown): unknown {
  if (value === null || value === '' || value === 0) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutZeros);
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value)
    .map(([key, entry]) => [key, withoutZeros(entry)] as const)
    .filter(([, entry]) => entry !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const run: Record<string, (recorded: Case) => unknown> = {
  InterpretReplica: ({ object }) => interpreter.getReplicas(object),
  ReviseReplica: ({ object, replicas }) => interpreter.reviseReplica(object, replicas),
  Retain: ({ object, observed }) => interpreter.retain(object, observed),
  InterpretStatus: ({ object }) => withoutZeros(interpreter.reflectStatus(object)),
  AggregateStatus: ({ object, items }) => withoutZeros(interpreter.aggregateStatus(object, items).status),
  InterpretHealth: ({ object }) => interpreter.interpretHealth(object).healthy,
  InterpretDependency: ({ object }) => interpreter.getDependencies(object),
};

const statuses = ['InterpretStatus', 'AggregateStatus'];

describe.each(files)('%s', (file) => {
  const cases = casesIn(file);
  total.cases += cases.length;
  test.each(cases)('$name', (recorded) => {
    deepFreeze(recorded);
    const { operation, expected, divergence, karmada } = recorded;
    const answer = run[operation]?.(recorded);
    const normal = statuses.includes(operation) ? withoutZeros : (value: unknown) => value;
    expect(answer).toEqual(normal(expected));
    // A recorded difference has to be one.
    if (divergence !== undefined) expect(answer).not.toEqual(normal(karmada));
  });
});

test('every recorded case is there', () => {
  expect(total.cases).toBe(816);
});
