import { createInterpreter } from 'karmada-interpreter';
import { handleInterpreterContext, type ResourceInterpreterResponse } from 'karmada-interpreter/webhook';
import { describe, expect, test } from 'vitest';
import { type Case, casesIn, files } from '../conformance/cases.js';
import { deepFreeze } from '../support/freeze.js';
import { contextOf, patched, refusalBy } from './protocol.js';

const interpreter = createInterpreter();

/** What calling the interpreter gives, and what the response says. */
const compare: Record<string, (recorded: Case, response: ResourceInterpreterResponse) => [unknown, unknown]> =
  {
    InterpretReplica: ({ object }, { replicas, replicaRequirements: requirements }) => [
      interpreter.getReplicas(object),
      { replicas, ...(requirements && { requirements }) },
    ],
    InterpretStatus: ({ object }, { rawStatus }) => [interpreter.reflectStatus(object) ?? {}, rawStatus],
    InterpretHealth: ({ object }, { healthy }) => [interpreter.interpretHealth(object).healthy, healthy],
    InterpretDependency: ({ object }, response) => [
      interpreter.getDependencies(object),
      response.dependencies,
    ],
    ReviseReplica: ({ object, replicas }, response) => [
      interpreter.reviseReplica(object, replicas),
      patched(object, response),
    ],
    Retain: ({ object, observed }, response) => [
      interpreter.retain(object, observed),
      patched(object, response),
    ],
    AggregateStatus: ({ object, items }, response) => [
      interpreter.aggregateStatus(object, items),
      patched(object, response),
    ],
  };

const seen = { patched: 0, unchanged: 0 };

describe.each(files)('%s by the protocol', (file) => {
  test.each(casesIn(file))('$name', (recorded) => {
    // Text in, text out.
    const context = deepFreeze(JSON.parse(JSON.stringify(contextOf(recorded))));
    const { response } = JSON.parse(JSON.stringify(handleInterpreterContext(context, interpreter)));
    expect(response).toMatchObject({ uid: context.request.uid, successful: true });
    expect(refusalBy(context.request, response)).toBe('');

    const [direct, answered] = compare[recorded.operation]?.(recorded, response) ?? [];
    expect(answered).toStrictEqual(direct);
    if (response.patch) seen.patched += 1;
    else if (direct === recorded.object) seen.unchanged += 1;
    if (response.patch) expect(direct).not.toBe(recorded.object);
  });
});

test('both patches and their absence are among the cases', () => {
  expect(seen.patched).toBeGreaterThan(100);
  expect(seen.unchanged).toBeGreaterThan(20);
});
