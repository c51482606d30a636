import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vouchedConditions } from '../../../src/reducers/conditions/vouched-conditions.js';
import { federationOf, partOf, reducerLaws } from '../../support/reducer-laws.js';

const EARLY = '2024-05-01T10:00:00Z';
const list = fc.uniqueArray(
  fc.record(
    {
      type: fc.constantFrom('Ready', 'Reconciling', 'Stalled', 'Healthy'),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      reason: fc.constantFrom('Succeeded', 'Progressing', ''),
      lastTransitionTime: fc.constantFrom(EARLY, '2024-05-01T11:00:00Z'),
    },
    { requiredKeys: ['type', 'status'] },
  ),
  { selector: ({ type }) => type },
);
reducerLaws('vouchedConditions()', vouchedConditions(), list);
reducerLaws('vouchedConditions({ required })', vouchedConditions({ required: ['Healthy'] }), list);

describe('vouchedConditions()', () => {
  const reducer = vouchedConditions();
  const merged = (processed: number, value: unknown, object: object = {}) =>
    reducer
      .finish(
        partOf(reducer, [{ clusterName: 'a', processed, value }]) as never,
        federationOf(1, { object, observedGeneration: undefined }),
      )
      ?.map(({ type, status, reason = '' }) => `${type}=${status} ${reason}`.trim());
  const is = (type: string, status: string) => ({ type, status });
  const UNKNOWN = 'Ready=Unknown TemplateNotObserved';
  const RECONCILING = 'Reconciling=True TemplateNotObserved';

  test.each<[string, unknown, readonly string[]]>([
    ['Ready', [is('Ready', 'True')], [UNKNOWN, RECONCILING]],
    ['not Ready', [is('Ready', 'False')], ['Ready=False']],
    ['of unknown readiness', [is('Ready', 'Unknown')], ['Ready=Unknown', RECONCILING]],
    ['silent', undefined, [UNKNOWN, RECONCILING]],
    ['reconciling itself', [is('Ready', 'True'), is('Reconciling', 'True')], [UNKNOWN, 'Reconciling=True']],
    ['stalled', [is('Ready', 'True'), is('Stalled', 'True')], [UNKNOWN, 'Stalled=True']],
    ['done reconciling', [is('Reconciling', 'False')], [RECONCILING, UNKNOWN]],
  ])('a member of an old template that is %s', (_, value, expected) => {
    expect(merged(0, value)).toEqual(expected);
  });

  test('a member of the present template, or a later one, speaks for itself', () => {
    for (const processed of [1, 2]) expect(merged(processed, [is('Ready', 'True')])).toEqual(['Ready=True']);
    expect(merged(1, undefined)).toBeUndefined();
  });

  test('Stalled comes right before Reconciling', () => {
    expect(merged(1, [is('Reconciling', 'True'), is('Ready', 'False'), is('Stalled', 'True')])).toEqual([
      'Stalled=True',
      'Reconciling=True',
      'Ready=False',
    ]);
  });

  test('a condition without a time of its own has that of the one in whose place it is', () => {
    const own = { ...is('Reconciling', 'False'), lastTransitionTime: EARLY };
    const later = [{ ...is('Reconciling', 'Unknown'), lastTransitionTime: '2024-05-01T11:00:00Z' }];
    const timesOf = (...values: readonly unknown[]) =>
      reducer
        .finish(
          partOf(
            reducer,
            values.map((value, i) => ({ clusterName: `${i}`, processed: 0, value })),
          ) as never,
          federationOf(values.length, { observedGeneration: undefined }),
        )
        ?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime]);
    expect(timesOf([own])).toEqual([
      ['Reconciling', EARLY],
      ['Ready', undefined],
    ]);
    expect(timesOf([own], later)).toContainEqual(['Reconciling', '2024-05-01T11:00:00Z']);
    const ready = { ...is('Ready', 'True'), lastTransitionTime: EARLY };
    expect(timesOf([...later, ready])).toContainEqual(['Reconciling', EARLY]);
  });

  test('a template that nobody has observed needs nothing made up', () => {
    const object = { status: { observedGeneration: -1 } };
    expect(merged(0, undefined, object)).toBeUndefined();
    expect(merged(0, [is('Ready', 'False')], object)).toEqual(['Ready=False']);
  });
});
