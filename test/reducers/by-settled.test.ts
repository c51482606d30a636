import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bySettled } from '../../src/reducers/by-settled.js';
import { conditions } from '../../src/reducers/conditions/conditions.js';
import { areConditions } from '../../src/reducers/conditions/member-condition.js';
import { federationOf, partOf, reducerLaws } from '../support/reducer-laws.js';

/** Of members that have not processed the template, nothing counts. */
const own = conditions();
const settledAlone = bySettled({
  ...own,
  reading: (): { value?: unknown } => ({}),
  read(into, value, report) {
    into.value = value;
    return areConditions(value, report);
  },
  addSettled: (state, { value }, clusterName) => void own.add(state, value, clusterName, 0),
  addUnsettled: () => undefined,
});
const list = fc.uniqueArray(
  fc.record({
    type: fc.constantFrom('Ready', 'Up'),
    status: fc.constantFrom('True', 'False', 'Unknown'),
    message: fc.constantFrom('x', 'y', ''),
  }),
  { selector: ({ type }) => type },
);
reducerLaws('bySettled(conditions(), …)', settledAlone, list);

describe('bySettled()', () => {
  const member = (clusterName: string, processed: number, status = 'True') => ({
    ...{ clusterName, processed, value: [{ type: 'Ready', status }] },
  });
  const at = (generation: number, ...members: readonly ReturnType<typeof member>[]) =>
    settledAlone
      .finish(
        partOf(settledAlone, members) as never,
        federationOf(members.length, { generation, observedGeneration: undefined }),
      )
      ?.map(({ message }) => message);

  test('a part holds for a template of any generation', () => {
    const members = [member('a', 1), member('b', 2), member('c', -1)];
    expect(at(1, ...members)).toEqual(['a, b']);
    expect(at(2, ...members)).toEqual(['b']);
    expect(at(3, ...members)).toBeUndefined();
  });

  test('what is malformed in a member makes it one that has not processed the template', () => {
    const broken = { ...member('a', 1), value: [{ type: 'Ready', status: 'True' }, 'Up'] };
    expect(at(1, broken as never, member('b', 1))).toEqual(['b']);
  });
});
