import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatTime, instantAt } from '../../../src/rollout/staged/metav1-time.js';

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);

it('writes and reads every second from the epoch to the year 9999 as Date does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST / 1000 }), fc.nat(999), (second, part) => {
      const text = new Date(second * 1000).toISOString().replace('.000', '');
      expect(formatTime(second * 1000 + part)).toBe(text);
      expect(instantAt(text)).toBe(second * 1000);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['2026-10-05T08:00:00.250Z', Date.UTC(2026, 9, 5, 8, 0, 0, 250)],
  ['2026-10-05T08:00:00+02:00', Date.UTC(2026, 9, 5, 6)],
  ['2026-10-05T08:00:00-00:30', Date.UTC(2026, 9, 5, 8, 30)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
  ['2023-02-29T00:00:00Z', undefined],
  ['2100-02-29T00:00:00Z', undefined],
  ['2024-04-31T00:00:00Z', undefined],
  ['2024-12-31T23:59:60Z', undefined],
  ['2024-12-31', undefined],
  [0, 0],
  [LAST + 999, LAST + 999],
  [LAST + 1000, undefined],
  [-1, undefined],
  [1.5, undefined],
  [null, undefined],
])('reads %s as %s', (time, instant) => {
  expect(instantAt(time)).toBe(instant);
});
