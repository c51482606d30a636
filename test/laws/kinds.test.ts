// The laws of `karmada-interpreter/testing` over every kind of the registry, also by the members of the recorded cases.
import fc from 'fast-check';
import { createInterpreter, defaultInterpreters, type KindInterpreter } from 'karmada-interpreter';
import { type LawTestsOptions, lawTests } from 'karmada-interpreter/testing';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { nativeStatuses } from '../support/native-statuses.js';

const numRuns = 20 * EFFORT;

/** Registers a law as a test that asserts something, as every test here has to. */
const register: LawTestsOptions['test'] = (name, run) => test(name, () => expect(run()).toBeUndefined());

describe.each(defaultInterpreters.map((kind) => [`${kind.apiVersions[0]} ${kind.kind}`, kind] as const))(
  '%s',
  (_, kind) => lawTests(fc, kind as KindInterpreter, { test: register, numRuns }),
);

// Of these, members' statuses are malformed in ways of their own.
describe.each(nativeStatuses)('%s %s with fields of any sort', (apiVersion, kind, member, spec = {}) => {
  const interpreter = createInterpreter().kind({ apiVersion, kind }) as KindInterpreter;
  const template = fc.record(
    {
      ...{ apiVersion: fc.constant(apiVersion), kind: fc.constant(kind), spec: fc.constant(spec) },
      metadata: fc.record({ generation: fc.integer({ min: 0, max: 4 }) }, { noNullPrototype: true }),
      status: member,
    },
    { requiredKeys: ['apiVersion', 'kind', 'metadata', 'spec'], noNullPrototype: true },
  );
  const laws = [
    ...(['never-throws', 'deterministic', 'template-kept', 'idempotent', 'same-reference'] as const),
    ...(['order-free', 'incremental', 'partials', 'scheduled-clusters', 'explained'] as const),
  ];
  lawTests(fc, interpreter, { test: register, numRuns: 40 * EFFORT, laws, template, member });
});
