import fc from 'fast-check';
import { type Condition, dispatchingCondition } from 'karmada-interpreter/suspension';
import { describe, expect, it } from 'vitest';
import { codeOf, deepFreeze, untyped } from './helpers.js';

const NOW = '2024-08-31T12:00:00Z';
const BEFORE = '2024-08-30T08:00:00Z';

const suspended: Condition = deepFreeze({
  type: 'Dispatching',
  status: 'False',
  reason: 'SuspendDispatching',
  message: 'Work dispatching is in a suspended state.',
  lastTransitionTime: BEFORE,
});
const dispatching: Condition = deepFreeze({
  type: 'Dispatching',
  status: 'True',
  reason: 'Dispatching',
  message: 'Work is being dispatched to member clusters.',
  lastTransitionTime: BEFORE,
});

describe('dispatchingCondition', () => {
  it('says what Karmada says', () => {
    expect(dispatchingCondition(true, { now: BEFORE })).toStrictEqual(suspended);
    expect(dispatchingCondition(false, { now: BEFORE })).toStrictEqual(dispatching);
    expect(dispatchingCondition(false, { now: BEFORE, previous: untyped(null) })).toStrictEqual(dispatching);
  });

  it('moves the time when the status flips, and only then', () => {
    expect(dispatchingCondition(true, { now: NOW, previous: dispatching })).toStrictEqual({
      ...suspended,
      lastTransitionTime: NOW,
    });
    expect(dispatchingCondition(true, { now: NOW, previous: suspended })).toBe(suspended);
    expect(dispatchingCondition(false, { now: NOW, previous: dispatching })).toBe(dispatching);
    const unknown: Condition = { ...suspended, status: 'Unknown' };
    expect(dispatchingCondition(true, { now: NOW, previous: unknown }).lastTransitionTime).toBe(NOW);
  });

  it.each([{ reason: 'Paused' }, { message: '' }, { reason: 'Paused', observedGeneration: 3 }])(
    'corrects %j and keeps the time',
    (wrong) => {
      expect(dispatchingCondition(true, { now: NOW, previous: { ...suspended, ...wrong } })).toStrictEqual(
        suspended,
      );
    },
  );

  it('keeps a condition that has an observedGeneration and says the same', () => {
    const previous = deepFreeze({ ...suspended, observedGeneration: 3 });
    expect(dispatchingCondition(true, { now: NOW, previous })).toBe(previous);
  });

  it.each([undefined, null, 1, 'yesterday'])('replaces the time %j', (time) => {
    const previous = { ...suspended, lastTransitionTime: untyped<string>(time) };
    expect(dispatchingCondition(true, { now: NOW, previous }).lastTransitionTime).toBe(NOW);
  });

  it.each([
    '2024-02-29T00:00:00Z',
    '2000-02-29T23:59:59Z',
    '2023-02-28T23:59:59.123456789Z',
    '2024-12-31T00:00:00+05:30',
    '2024-04-30T00:00:00-00:00',
  ])('accepts %s', (now) => {
    expect(dispatchingCondition(true, { now }).lastTransitionTime).toBe(now);
  });

  it.each([
    '',
    'now',
    '2024-08-31',
    '2024-08-31 12:00:00Z',
    '2024-08-31T12:00:00',
    '2024-08-31T12:00Z',
    '2024-08-31t12:00:00z',
    '2024-8-31T12:00:00Z',
    '2024-00-10T12:00:00Z',
    '2024-13-10T12:00:00Z',
    '2024-08-00T12:00:00Z',
    '2024-08-32T12:00:00Z',
    '2024-08-31T24:00:00Z',
    '2024-08-31T12:60:00Z',
    '2024-08-31T12:00:60Z',
    '2024-08-31T12:00:00.Z',
    '2024-08-31T12:00:00+0200',
    '2024-08-31T12:00:00+24:00',
    '2024-08-31T12:00:00Z\n',
    undefined,
    null,
    0,
    new Date(0),
  ])('refuses %j as the present time', (now) => {
    expect(codeOf(() => dispatchingCondition(true, { now: untyped(now) }))).toBe('INVALID_OPTIONS');
  });

  it('accepts every time that exists', () => {
    const years = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), fc.boolean(), (date, flag) => {
        const now = date.toISOString();
        expect(dispatchingCondition(flag, { now }).lastTransitionTime).toBe(now);
      }),
    );
  });

  it.each([
    ['options.now', true, [NOW]],
    ['options.previous.type', true, { now: NOW, previous: 'Dispatching' }],
    ['options.previous.type', true, { now: NOW, previous: [] }],
    ['options.previous.type', true, { now: NOW, previous: {} }],
    ['options.previous.type', true, { now: NOW, previous: { ...suspended, type: 'Applied' } }],
  ])('refuses a malformed %s', (path, flag, options) => {
    const run = () => dispatchingCondition(untyped(flag), untyped(options));
    expect(codeOf(run)).toBe('INVALID_OPTIONS');
    expect(run).toThrow(`${path} is `);
  });

  it('settles after one step, whatever was there before', () => {
    const before = fc.record({
      type: fc.constant('Dispatching'),
      status: fc.constantFrom('True' as const, 'False' as const, 'Unknown' as const),
      reason: fc.constantFrom('Dispatching', 'SuspendDispatching', 'Paused'),
      message: fc.string(),
      lastTransitionTime: fc.constantFrom(BEFORE, NOW, 'never'),
    });
    fc.assert(
      fc.property(before, fc.boolean(), (previous, flag) => {
        const next = deepFreeze(dispatchingCondition(flag, { now: NOW, previous: deepFreeze(previous) }));
        expect(dispatchingCondition(flag, { now: '2025-01-01T00:00:00Z', previous: next })).toBe(next);
        const kept = previous.status === next.status && previous.lastTransitionTime !== 'never';
        expect(next.lastTransitionTime).toBe(kept ? previous.lastTransitionTime : NOW);
      }),
    );
  });
});
