import { describe, expect, it } from 'vitest';
import { elapsedText } from '../../src/binding/elapsed-text.js';

const now = Date.parse('2026-01-01T00:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('elapsedText', () => {
  it.each([
    [0, '0s'],
    [1, '1s'],
    [59, '59s'],
    [MINUTE, '1m'],
    [3 * MINUTE + 12, '3m12s'],
    [10 * MINUTE - 1, '9m59s'],
    [10 * MINUTE + 59, '10m'],
    [HOUR - 1, '59m'],
    [HOUR + 59, '1h'],
    [9 * HOUR + 5 * MINUTE, '9h5m'],
    [10 * HOUR + 5 * MINUTE, '10h'],
    [DAY - 1, '23h'],
    [DAY + HOUR, '1d1h'],
    [1256 * HOUR + 2 * MINUTE, '52d'],
    [4000 * DAY, '4000d'],
  ])('says %i seconds as %s', (seconds, text) => {
    expect(elapsedText(ago(seconds), now)).toBe(` for ${text}`);
  });

  it('names the time itself where the present is not known, or is before it', () => {
    expect(elapsedText(ago(5), undefined)).toBe(' since 2025-12-31T23:59:55.000Z');
    expect(elapsedText(ago(-1), now)).toBe(' since 2026-01-01T00:00:01.000Z');
    expect(elapsedText('yesterday', now)).toBe('');
  });
});
