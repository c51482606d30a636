import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, compareTimes, isTime, timeText } from '../../src/kubernetes/time.js';

const pad = (n: number) => String(n).padStart(2, '0');
const time = fc
  .record({
    at: fc.date({
      min: new Date('0000-01-02T00:00:00Z'),
      max: new Date('9999-12-30T00:00:00Z'),
      noInvalidDate: true,
    }),
    fraction: fc.stringMatching(/^\d{0,12}$/),
    offset: fc.integer({ min: -1439, max: 1439 }),
  })
  .map(({ at, fraction, offset }) => {
    const local = new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString().slice(0, 19);
    const minutes = Math.abs(offset);
    const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
    return `${local}${fraction && `.${fraction}`}${offset === 0 ? 'Z' : zone}`;
  });
/** A few instants, each in many texts, so that equal ones and neighbours meet. */
const near = fc.constantFrom(
  '2024-02-29T23:59:59Z',
  '2024-02-29T23:59:59.9Z',
  '2024-02-29T23:59:59.90Z',
  '2024-02-29T23:59:59.899999999999Z',
  '2024-03-01T00:00:00Z',
  '2024-03-01T00:00:00.000Z',
  '2024-03-01T01:00:00+01:00',
  '2024-02-29T23:30:00-00:30',
  '2024-03-01T00:00:00.000001Z',
  '2024-03-01T01:00:00.000002+01:00',
);

describe('isTime', () => {
  it.each([
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
    '0000-02-29T00:00:00Z',
    '2023-02-28T23:59:59Z',
    '2023-12-31T23:59:59.999999999+23:59',
    '9999-12-31T23:59:59Z',
    '2024-01-01T00:00:00.5-00:00',
  ])('takes %s', (text) => {
    expect(isTime(text)).toBe(true);
  });

  it.each([
    '2024-02-30T00:00:00Z',
    '2024-02-31T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-06-31T00:00:00Z',
    '2024-09-31T00:00:00Z',
    '2024-11-31T00:00:00Z',
    '2024-01-32T00:00:00Z',
    '2024-12-32T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:60:00Z',
    '2024-12-31T23:59:60Z',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01T00:00:00+00:60',
    '2024-01-01T00:00:00',
    '2024-01-01 00:00:00Z',
    '2024-01-01t00:00:00z',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00:00:00Z ',
    '2024-01-01T00:00:00Z\n',
    '+010000-01-01T00:00:00Z',
    '',
    0,
    null,
    undefined,
    new Date(0),
  ])('refuses %s', (value) => {
    expect(isTime(value)).toBe(false);
  });

  it('knows the same days as the calendar, and every month its last one', () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (y, m, d) => {
          const day = `${String(y).padStart(4, '0')}-${pad(m)}-${pad(d)}`;
          const date = new Date(`${day}T00:00:00Z`);
          expect(isTime(`${day}T00:00:00Z`)).toBe(date.toISOString().startsWith(day));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('timeText', () => {
  it('is the text of a time, be it one already or a Date', () => {
    expect(timeText('2024-01-01T00:00:00Z')).toBe('2024-01-01T00:00:00Z');
    expect(timeText(new Date(Date.UTC(2024, 0, 1, 0, 0, 0, 250)))).toBe('2024-01-01T00:00:00.250Z');
  });

  it.each([
    new Date(Number.NaN),
    new Date(8.64e15),
    '2024-02-31T00:00:00Z',
    0,
    null,
    undefined,
    { toJSON: () => undefined },
    {
      toJSON: () => {
        throw new Error('no text');
      },
    },
  ])('is nothing for %o', (value) => {
    expect(timeText(value)).toBeUndefined();
  });
});

describe('compareTimes', () => {
  it('orders instants as the clock does, whatever the zone', () => {
    fc.assert(
      fc.property(time, time, (a, b) => {
        const whole = (text: string) => Date.parse(text.replace(/\.\d+/, ''));
        const seconds = whole(a) - whole(b);
        if (seconds !== 0) expect(Math.sign(compareTimes(a, b))).toBe(Math.sign(seconds));
        else expect(compareTimes(a, b) === 0).toBe(a === b);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, string]>([
    ['2024-01-01T01:00:00+02:00', '2024-01-01T00:00:00Z'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000000001Z'],
    ['2024-01-01T00:00:00.0000001Z', '2024-01-01T01:00:00.0000002+01:00'],
    ['2024-01-01T00:00:00.45Z', '2024-01-01T00:00:00.5Z'],
    ['2023-12-31T23:59:59.999Z', '2023-12-31T23:00:00-01:00'],
    ['1999-12-31T23:59:59Z', '2000-01-01T00:00:00.0Z'],
    ['0000-01-01T00:00:00+00:01', '0000-01-01T00:00:00Z'],
  ])('%s is before %s', (earlier, later) => {
    expect(compareInstants(earlier, later)).toBeLessThan(0);
    expect(compareInstants(later, earlier)).toBeGreaterThan(0);
  });

  it.each([
    ['2024-03-01T00:00:00Z', '2024-03-01T00:00:00.000Z'],
    ['2024-03-01T00:00:00Z', '2024-02-29T23:59:00-00:01'],
    ['2024-03-01T00:00:00.5Z', '2024-03-01T00:00:00.50Z'],
  ])('%s is the instant %s, and still ordered', (a, b) => {
    expect(compareInstants(a, b)).toBe(0);
    expect(compareTimes(a, b)).not.toBe(0);
  });

  it('is a total order', () => {
    const any = fc.oneof(time, near);
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(Math.sign(compareTimes(a, b)) + Math.sign(compareTimes(b, a))).toBe(0);
        const [first, second, third] = [a, b, c].sort(compareTimes) as [string, string, string];
        expect(compareTimes(first, third)).toBeLessThanOrEqual(0);
        expect(compareTimes(first, second)).toBeLessThanOrEqual(0);
        expect([c, a, b].sort(compareTimes)).toEqual([first, second, third]);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes fractions of any length', () => {
    const zeros = '0'.repeat(1_000_000);
    expect(compareInstants(`2024-01-01T00:00:00.${zeros}Z`, '2024-01-01T00:00:00Z')).toBe(0);
    expect(compareInstants(`2024-01-01T00:00:00.${zeros}1Z`, '2024-01-01T00:00:00Z')).toBe(1);
  });
});
