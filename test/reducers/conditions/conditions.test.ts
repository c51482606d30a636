import fc from 'fast-check';
import { conditions, createInterpreter, defineInterpreter, type MergedCondition } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';
import { reducerLaws } from '../../support/reducer-laws.js';

type Json = Record<string, unknown>;

/** A kind of nothing but conditions. */
const widget = defineInterpreter({
  apiVersion: 'example.io/v1',
  kind: 'Widget',
  status: { conditions: conditions() },
});

const EARLY = '2026-04-21T10:00:00Z';
const MIDDLE = '2026-04-21T11:00:00Z';
const LATE = '2026-04-21T12:00:00Z';

/** A `Ready` condition, with other fields where they are given. */
function ready(status: unknown, more: Json = {}): Json {
  return { type: 'Ready', status, ...more };
}

/** A template at generation 7, whose status has these conditions. */
function template(own?: unknown) {
  return { metadata: { generation: 7 }, status: { observedGeneration: 6, conditions: own } };
}

/** Members `a`, `b`, `c`, … that are settled and have these conditions, in an order that is not theirs. */
function members(...reported: readonly unknown[]) {
  return reported
    .map((list, i) => ({
      clusterName: String.fromCharCode(97 + i),
      status: { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 7, conditions: list },
    }))
    .reverse();
}

/** The conditions that the members' conditions come to; `own` are those that the template has. */
function merge(reported: readonly unknown[], own?: unknown): readonly MergedCondition[] {
  return mergeItems(members(...reported), own);
}

function mergeItems(items: { clusterName: string; status: object }[], own?: unknown) {
  const { status } = widget.aggregateStatus(deepFreeze(template(own)), deepFreeze(items));
  return (status as Json).conditions as readonly MergedCondition[];
}

/** The one condition that these members' `Ready` conditions come to. */
function mergeReady(...reported: readonly Json[]): MergedCondition | undefined {
  const merged = merge(reported.map((condition) => [condition]));
  expect(merged).toHaveLength(1);
  return merged[0];
}

describe('the worst status reported wins', () => {
  test.each([
    ['True', ['True', 'True']],
    ['False', ['True', 'False']],
    ['False', ['False', 'True']],
    ['False', ['Unknown', 'False']],
    ['False', ['False', 'Unknown', 'True']],
    ['Unknown', ['True', 'Unknown']],
    ['Unknown', ['Unknown', 'True']],
  ])('Ready is %s of %j', (worst, statuses) => {
    expect(mergeReady(...statuses.map((status) => ready(status)))?.status).toBe(worst);
  });

  const badWhenTrue = [
    'Stalled',
    'Reconciling',
    'FetchFailed',
    'StorageOperationFailed',
    'ArtifactOutdated',
    'IncludeUnavailable',
  ];
  const cases = badWhenTrue.flatMap((type) => [
    [type, 'True', ['True', 'False']],
    [type, 'True', ['Unknown', 'True', 'False']],
    [type, 'Unknown', ['Unknown', 'False']],
    [type, 'False', ['False', 'False']],
  ]) as [string, string, string[]][];
  test.each(cases)('%s is %s of %j', (type, worst, statuses) => {
    const merged = merge(statuses.map((status) => [{ type, status }]));
    expect(merged.map(({ status }) => status)).toStrictEqual([worst]);
  });
});

describe('reason', () => {
  test('is that of the first member, by name, that has the worst status', () => {
    const merged = mergeReady(
      ready('True', { reason: 'Succeeded' }),
      ready('False', { reason: 'InstallFailed' }),
      ready('False', { reason: 'UpgradeFailed' }),
    );
    expect(merged?.reason).toBe('InstallFailed');
  });

  test.each([
    ['absent', {}],
    ['empty', { reason: '' }],
    ['no text', { reason: 7 }],
  ])('is left out where it is %s', (_, reason) => {
    expect(mergeReady(ready('True', reason))).toStrictEqual({ type: 'Ready', status: 'True', message: 'a' });
  });
});

describe('message', () => {
  test('lists the members that have the worst status, by name', () => {
    const merged = mergeReady(
      ready('False', { message: 'timed out' }),
      ready('True', { message: 'all good' }),
      ready('False', { message: 'chart not found' }),
    );
    expect(merged?.message).toBe('a=timed out, c=chart not found');
  });

  test.each([
    ['absent', {}],
    ['empty', { message: '' }],
    ['null', { message: null }],
    ['no text', { message: { text: 'x' } }],
  ])('names just the cluster where its message is %s', (_, message) => {
    expect(mergeReady(ready('False', message), ready('False', { message: 'b is sad' }))?.message).toBe(
      'a, b=b is sad',
    );
  });

  const LIMIT = 32768;
  const message = (length: number) => ready('False', { message: 'x'.repeat(length) });

  test('of one cluster may fill the limit', () => {
    expect(mergeReady(message(LIMIT - 'a='.length))?.message).toBe(`a=${'x'.repeat(LIMIT - 2)}`);
  });

  test('of one cluster is cut where it is one character too long', () => {
    const text = mergeReady(message(LIMIT - 'a='.length + 1))?.message ?? '';
    expect(text).toMatch(/^a=x+…$/);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    expect(text.length).toBeGreaterThan(LIMIT - 100);
  });

  test('of several clusters may fill the limit', () => {
    const rest = LIMIT - 'a='.length - ', b='.length;
    const text = mergeReady(message(rest - 10), message(10))?.message ?? '';
    expect(text).toHaveLength(LIMIT);
    expect(text.endsWith(`x, b=${'x'.repeat(10)}`)).toBe(true);
  });

  test('of several clusters says how many are left out where it is one character too long', () => {
    const rest = LIMIT - 'a='.length - ', b='.length + 1;
    const text = mergeReady(message(rest - 100), message(100))?.message;
    expect(text).toBe(`a=${'x'.repeat(rest - 100)}, and 1 more cluster`);
  });

  test('counts every cluster that is left out', () => {
    const text = mergeReady(message(20000), message(20000), message(5), message(5))?.message;
    expect(text).toBe(`a=${'x'.repeat(20000)}, and 3 more clusters`);
  });

  test('that starts with a huge one is cut within it, and counts the others', () => {
    const text = mergeReady(message(1_000_000), message(1), message(1))?.message ?? '';
    expect(text).toMatch(/^a=x+…, and 2 more clusters$/);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
  });

  test('of 10,000 clusters fits, with each cluster either named or counted', () => {
    const items = Array.from({ length: 10_000 }, (_, i) => ({
      clusterName: `member-${i}`,
      status: { conditions: [ready('False', { message: 'image pull back-off' })] },
    }));
    const text = mergeItems(items)[0]?.message ?? '';
    const [, listed, left] = /^(.*), and (\d+) more clusters$/.exec(text) ?? [];
    expect(listed?.split(', ').length).toBe(10_000 - Number(left));
    expect(text.startsWith('member-0=image pull back-off, member-1=')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    // No other cluster would have fitted.
    expect(text.length).toBeGreaterThan(LIMIT - 'member-9999=image pull back-off, '.length - 10);
  });

  test('is never longer than the limit, and never cut where it fits', () => {
    const lengths = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 8000, max: 33000 })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lengths, (all) => {
        const text = mergeReady(...all.map(message))?.message ?? '';
        const whole = all
          .map((length, i) => `${String.fromCharCode(97 + i)}=${'x'.repeat(length)}`)
          .join(', ');
        expect(text.length).toBeLessThanOrEqual(LIMIT);
        expect(text === whole).toBe(whole.length <= LIMIT);
      }),
    );
  });
});

describe('lastTransitionTime', () => {
  const at = (status: string, time: unknown) => ready(status, { lastTransitionTime: time });

  test('where the best status won, is the latest of all members', () => {
    expect(mergeReady(at('True', MIDDLE), at('True', LATE), at('True', EARLY))?.lastTransitionTime).toBe(
      LATE,
    );
  });

  test('otherwise, is the earliest of those that have the winning status', () => {
    const merged = mergeReady(at('True', EARLY), at('False', LATE), at('False', MIDDLE));
    expect(merged?.lastTransitionTime).toBe(MIDDLE);
  });

  test('of Unknown is that of the members that are Unknown', () => {
    const merged = mergeReady(at('True', EARLY), at('Unknown', LATE), at('Unknown', MIDDLE));
    expect(merged?.lastTransitionTime).toBe(MIDDLE);
  });

  test('where False is the best status, is the latest too', () => {
    const stalled = (time: string) => [{ type: 'Stalled', status: 'False', lastTransitionTime: time }];
    expect(merge([stalled(LATE), stalled(EARLY)])[0]?.lastTransitionTime).toBe(LATE);
  });

  test('is kept from the template while its status stays the same', () => {
    const merged = merge([[at('True', LATE)]], [at('True', EARLY)]);
    expect(merged[0]?.lastTransitionTime).toBe(EARLY);
  });

  test('is not kept where the status has changed', () => {
    const merged = merge([[at('False', LATE)]], [at('True', EARLY)]);
    expect(merged[0]?.lastTransitionTime).toBe(LATE);
  });

  test('is not kept from a condition of another type', () => {
    const merged = merge([[at('True', LATE)]], [{ ...at('True', EARLY), type: 'Released' }]);
    expect(merged[0]?.lastTransitionTime).toBe(LATE);
  });

  test.each<[string, unknown]>([
    ['has none', [ready('True')]],
    ['has one that is no time', [at('True', 'yesterday')]],
    ['has no list of conditions', at('True', EARLY)],
    ['has a list of no conditions', [null, 'Ready', 3]],
  ])('is not kept where the template %s', (_, own) => {
    expect(merge([[at('True', LATE)]], own)[0]?.lastTransitionTime).toBe(LATE);
  });

  test.each([
    ['a time zone to the east', '2026-04-21T12:30:00+04:00', '2026-04-21T09:00:00Z'],
    ['a time zone to the west', '2026-04-21T08:30:00-04:00', '2026-04-21T13:00:00Z'],
    ['a fraction', '2026-04-21T10:00:00Z', '2026-04-21T10:00:00.5Z'],
    ['a fraction of other length', '2026-04-21T10:00:00.25Z', '2026-04-21T10:00:00.5Z'],
  ])('is compared as an instant: %s', (_, earlier, later) => {
    for (const times of [
      [earlier, later],
      [later, earlier],
    ]) {
      const both = (status: string) => mergeReady(...times.map((time) => at(status, time)));
      expect(both('True')?.lastTransitionTime).toBe(later);
      expect(both('False')?.lastTransitionTime).toBe(earlier);
    }
  });

  test.each<[string, unknown]>([
    ['absent', undefined],
    ['null', null],
    ['no time', 'yesterday'],
    ['a date', '2026-04-21'],
    ['a month that there is not', '2026-13-01T00:00:00Z'],
    ['a number', 1776765600],
  ])('that is %s is left aside', (_, time) => {
    expect(mergeReady(at('True', time), at('True', EARLY))?.lastTransitionTime).toBe(EARLY);
  });

  test('is left out where no member has one', () => {
    expect(mergeReady(ready('True'))).toStrictEqual({ type: 'Ready', status: 'True', message: 'a' });
  });
});

describe('observedGeneration inside a condition', () => {
  test('becomes the federated one', () => {
    const settled = [ready('True', { observedGeneration: 3 })];
    expect(merge([settled, settled])[0]?.observedGeneration).toBe(7);
  });

  test('is the one that the federation keeps while a member is behind', () => {
    const items = members([ready('True', { observedGeneration: 3 })], []).map((item) =>
      item.clusterName === 'b' ? { clusterName: 'b', status: {} } : item,
    );
    expect(mergeItems(items)[0]?.observedGeneration).toBe(6);
  });

  test('is left out where no member has one', () => {
    expect(mergeReady(ready('True'), ready('True'))).not.toHaveProperty('observedGeneration');
  });

  test('is left out where it is malformed', () => {
    expect(mergeReady(ready('True', { observedGeneration: '3' }))).not.toHaveProperty('observedGeneration');
  });
});

describe('types', () => {
  const types = (...reported: readonly unknown[]) => merge(reported).map(({ type }) => type);
  const good = (type: string) => ({ type, status: 'True' });

  test('appear in the order first met, by cluster name', () => {
    expect(types([good('Released')], [good('Ready'), good('Released')], [good('Available')])).toStrictEqual([
      'Released',
      'Ready',
      'Available',
    ]);
  });

  test('keep their place when a later member is worse', () => {
    expect(types([good('Ready'), good('Released')], [ready('False')])).toStrictEqual(['Ready', 'Released']);
  });

  test('that only some members report are those members’', () => {
    const merged = merge([[good('Ready')], [good('Ready'), good('Released')]]);
    expect(merged.map(({ message }) => message)).toStrictEqual(['a, b', 'b']);
  });

  test('that only the template has are gone', () => {
    expect(merge([[good('Ready')]], [good('Stale'), good('Ready')])).toHaveLength(1);
  });

  test('are none where no member reports any: the field is left out', () => {
    const result = widget.aggregateStatus(template([good('Ready')]), members([], undefined, null));
    expect(result.status).not.toHaveProperty('conditions');
  });

  test('that stand twice in one member count once, as their worst', () => {
    const merged = merge([[ready('True', { message: 'fine' }), ready('False', { message: 'broken' })]]);
    expect(merged).toStrictEqual([{ type: 'Ready', status: 'False', message: 'a=broken' }]);
  });

  test('that stand twice in one member with the same status name it once', () => {
    const twice = [ready('False', { message: 'one' }), ready('False', { message: 'two' })];
    expect(merge([twice, [ready('False', { message: 'three' })]])[0]?.message).toBe('a=one, b=three');
  });

  test('that come after a worse one in the same member change nothing', () => {
    const merged = merge([[ready('False', { message: 'broken' }), ready('True', { message: 'fine' })]]);
    expect(merged).toStrictEqual([{ type: 'Ready', status: 'False', message: 'a=broken' }]);
  });

  test('may have any name', () => {
    const odd = ['__proto__', 'constructor', 'toString'].map(good);
    expect(types(odd)).toStrictEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('a malformed condition', () => {
  test.each<[string, unknown]>([
    ['no object', 'Ready'],
    ['null', null],
    ['a list', [ready('False')]],
    ['without a type', { status: 'False' }],
    ['with an empty type', { type: '', status: 'False' }],
    ['without a status', { type: 'Ready' }],
    ['with a status that there is not', ready('false')],
  ])('%s is left out, and its member holds the generation', (_, condition) => {
    const items = members([ready('True')], [condition]);
    const { status } = widget.aggregateStatus(deepFreeze(template()), deepFreeze(items));
    expect(status).toStrictEqual({
      observedGeneration: 6,
      conditions: [{ type: 'Ready', status: 'True', message: 'a' }],
    });
  });

  test('a list of conditions that is no list is none', () => {
    const { status } = widget.aggregateStatus(template(), members([ready('True')], { 0: ready('False') }));
    expect((status as Json).conditions).toStrictEqual([{ type: 'Ready', status: 'True', message: 'a' }]);
  });

  test.each<[string, Json, string]>([
    ['type', { type: 5 }, 'status.conditions[1].type is 5, not a name'],
    ['status', ready('yes'), 'status.conditions[1].status is "yes", not True, False or Unknown'],
    ['reason', ready('True', { reason: 5 }), 'status.conditions[1].reason is 5, not a string'],
    ['message', ready('True', { message: [] }), 'status.conditions[1].message is a list of 0, not a string'],
    [
      'lastTransitionTime',
      ready('True', { lastTransitionTime: 'now' }),
      'status.conditions[1].lastTransitionTime is "now", not an RFC 3339 time',
    ],
    [
      'observedGeneration',
      ready('True', { observedGeneration: -2 }),
      'status.conditions[1].observedGeneration is -2, not an integer from -1 to 9007199254740991',
    ],
  ])('is explained by each malformed field: %s', (field, condition, message) => {
    const { problems } = widget.explainStatus(template(), members([ready('True'), condition]));
    const path = `status.conditions[1].${field}`;
    expect(problems).toContainEqual({ clusterName: 'a', path, message });
  });

  test('is explained as a whole where it is no object', () => {
    const { problems } = widget.explainStatus(template(), members([ready('True'), 'Ready']));
    expect(problems[0]?.message).toBe('status.conditions[1] is "Ready", not an object');
  });

  test('is explained as a list where it is none', () => {
    const { problems } = widget.explainStatus(template(), members({ Ready: 'True' }));
    expect(problems[0]?.message).toBe('status.conditions is an object, not a list');
  });
});

describe('laws', () => {
  const time = fc.constantFrom(
    EARLY,
    MIDDLE,
    LATE,
    '2026-04-21T10:00:00.5Z',
    '2026-04-21T14:30:00+04:00',
    'never',
  );
  const TYPES = ['Ready', 'Released', 'Stalled', 'FetchFailed', '__proto__'];
  const condition = fc.record(
    {
      type: fc.constantFrom(...TYPES),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      reason: fc.constantFrom('Succeeded', 'Failed', ''),
      message: fc.constantFrom('all good', 'chart not found', ''),
      lastTransitionTime: time,
      observedGeneration: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: ['type', 'status'], noNullPrototype: true },
  );
  const list = fc.array(condition, { maxLength: 5 });
  const items = fc
    .uniqueArray(fc.tuple(fc.constantFrom('eu-1', 'eu-2', 'eu-10', 'hub', 'us'), list), {
      selector: ([name]) => name,
    })
    .map((pairs) => pairs.map(([clusterName, own]) => ({ clusterName, status: { conditions: own } })));

  const badWhenTrue = ['Stalled', 'FetchFailed'];
  const severity = (type: string, status: string): number =>
    status === 'Unknown' ? 1 : (status === 'True') === badWhenTrue.includes(type) ? 2 : 0;

  function law(
    holds: (given: { clusterName: string; status: { conditions: Json[] } }[], own: Json[]) => void,
  ) {
    fc.assert(
      fc.property(items as fc.Arbitrary<never>, list as fc.Arbitrary<never>, (given, own) =>
        holds(deepFreeze(given), deepFreeze(own)),
      ),
      { numRuns: 200 * EFFORT },
    );
  }

  test('every type that a member reports stands there once, and no other', () => {
    law((given, own) => {
      const merged = mergeItems(given, own) ?? [];
      const reported = given.flatMap(({ status }) => status.conditions.map(({ type }) => type));
      expect(merged.map(({ type }) => type).sort()).toStrictEqual([...new Set(reported)].sort());
    });
  });

  test('no member reports worse than the condition says, and some member reports just that', () => {
    law((given) => {
      for (const { type, status } of mergeItems(given) ?? []) {
        const all = given.flatMap((item) => item.status.conditions.filter((one) => one.type === type));
        const severities = all.map((one) => severity(type, one.status as string));
        expect(severity(type, status)).toBe(Math.max(...severities));
      }
    });
  });

  test('the members that have the status are those that the message names', () => {
    law((given) => {
      for (const { type, status, message } of mergeItems(given) ?? []) {
        const having = given.filter((item) =>
          item.status.conditions.some((one) => one.type === type && one.status === status),
        );
        const names = message.split(', ').map((part) => part.split('=')[0]);
        expect(names).toStrictEqual(having.map(({ clusterName }) => clusterName).sort());
      }
    });
  });

  test('the order of members does not matter', () => {
    law((given, own) => {
      expect(mergeItems([...given].reverse(), own)).toStrictEqual(mergeItems(given, own));
    });
  });

  test('what is merged is merged: nothing is left to write', () => {
    law((given, own) => {
      const once = deepFreeze(widget.aggregateStatus(template(own), given));
      expect(widget.aggregateStatus(once, given)).toBe(once);
    });
  });

  test('one member’s own conditions come back, each with its name before its message', () => {
    const single = fc.uniqueArray(condition, { selector: ({ type }) => type });
    fc.assert(
      fc.property(single, (own) => {
        const merged = mergeItems([{ clusterName: 'only', status: { conditions: deepFreeze(own) } }]) ?? [];
        expect(merged.map(({ type, status }) => [type, status])).toStrictEqual(
          own.map(({ type, status }) => [type, status]),
        );
        expect(merged.map(({ message }) => message)).toStrictEqual(
          own.map(({ message }) => (message ? `only=${message}` : 'only')),
        );
      }),
    );
  });
});

test('a Flux kind merges its conditions so', () => {
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'podinfo', namespace: 'flux-system', generation: 4 },
    status: { observedGeneration: 3 },
  };
  const status = (own: Json) => ({
    observedGeneration: 1,
    generation: 1,
    resourceTemplateGeneration: 4,
    conditions: [{ type: 'Ready', ...own }],
  });
  const succeeded = { status: 'True', reason: 'UpgradeSucceeded', message: 'upgraded to 6.3.5' };
  const failed = { status: 'False', reason: 'UpgradeFailed', message: 'context deadline exceeded' };
  const merged = createInterpreter().aggregateStatus(deepFreeze(release), [
    {
      clusterName: 'member2',
      status: status({ ...failed, lastTransitionTime: LATE, observedGeneration: 1 }),
    },
    {
      clusterName: 'member1',
      status: status({ ...succeeded, lastTransitionTime: EARLY, observedGeneration: 1 }),
    },
  ]);
  expect(merged.status).toMatchObject({
    observedGeneration: 4,
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        observedGeneration: 4,
        lastTransitionTime: LATE,
        reason: 'UpgradeFailed',
        message: 'member2=context deadline exceeded',
      },
    ],
  });
});

const anyConditions = fc.uniqueArray(
  fc.record(
    {
      type: fc.constantFrom('Ready', 'Stalled', 'Up'),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      message: fc.constantFrom('x', 'y', ''),
      lastTransitionTime: fc.constantFrom(EARLY, MIDDLE, LATE),
      observedGeneration: fc.integer({ min: -1, max: 2 }),
    },
    { requiredKeys: ['type', 'status'] },
  ),
  { selector: ({ type }) => type },
);
reducerLaws('conditions()', conditions() as never, anyConditions);
reducerLaws(
  'conditions({ required })',
  conditions({ required: ['Up'], lastUpdateTime: true }) as never,
  anyConditions,
);

describe('a required condition', () => {
  const kind = defineInterpreter({
    apiVersion: 'example.io/v1',
    kind: 'Widget',
    status: { conditions: conditions({ required: ['Complete', 'Complete'] }) },
  });
  const done = { type: 'Complete', status: 'True' };

  test.each<[string, unknown, string]>([
    ['has it', [done], 'True'],
    ['denies it', [{ type: 'Complete', status: 'False' }], 'False'],
    ['has none', [], 'Unknown'],
    ['does not report any', undefined, 'Unknown'],
    ['has another', [{ type: 'Ready', status: 'True' }], 'Unknown'],
  ])('of a member that %s', (_, own, expected) => {
    const { conditions: merged } = kind.aggregateStatus(template(), members([done], own)).status;
    expect((merged as Json[]).find(({ type }) => type === 'Complete')?.status).toBe(expected);
  });

  test('is unknown of a scheduled cluster without an item, and absent where nothing is scheduled', () => {
    const options = { clusters: ['a', 'far'] };
    const { conditions: merged } = kind.aggregateStatus(template(), members([done]), options).status;
    expect(merged).toMatchObject([{ status: 'Unknown', message: 'far=the condition is not reported' }]);
    expect(kind.aggregateStatus(template(), []).status).not.toHaveProperty('conditions');
  });

  test('is a name', () => {
    expect(() => conditions({ required: [''] })).toThrow('required of conditions()');
  });
});
