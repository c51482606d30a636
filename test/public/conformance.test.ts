import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from './freeze.js';

/** One call that was recorded from Karmada; `karmada` is its answer where this library's is another. */
interface Case {
  name: string;
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest as it was parsed
  object: any;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest as it was parsed
  observed: any;
  // biome-ignore lint/suspicious/noExplicitAny: a list as it was parsed
  items: any;
  replicas: number;
  expected: unknown;
  divergence?: string[];
  karmada?: unknown;
}

const interpreter = createInterpreter();
const folder = join(import.meta.dirname, '../conformance/cases');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
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
  const { vectors } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { vectors: Case[] };
  total.cases += vectors.length;
  test.each(vectors)('$name', (recorded) => {
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
