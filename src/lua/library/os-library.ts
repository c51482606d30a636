import { toInt64 } from '../runtime/lua-number.js';
import { LuaTable } from '../runtime/lua-table.js';
import type { Machine } from '../runtime/machine.js';
import { integerArgument, tableArgument, textArgument } from './lua-arguments.js';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** What it takes to go from a time to its date, or back. */
const DATE = 32;
const DAY = 86400;
/** The calendar comes again after so many days, which are whole weeks: 400 years. */
const ERA = 146097;

/** `os.time` and `os.date`, in UTC; the present is what the caller gave. */
export function osLibrary(machine: Machine) {
  const now = (): number => {
    if (machine.now === undefined) throw machine.fault('the time has to be given as "now"');
    return machine.now;
  };
  return {
    time(...args: unknown[]): number {
      if (args.length === 0) return now();
      const table = tableArgument(machine, args[0], 1);
      machine.spend(DATE);
      const field = (name: string, otherwise: number) => {
        const value = table.getKey(name);
        return typeof value === 'number' ? toInt64(value) : otherwise;
      };
      const days = daysOf(field('year', -1), field('month', -1), field('day', -1));
      return days * DAY + field('hour', 12) * 3600 + field('min', 0) * 60 + field('sec', 0);
    },
    date(...args: unknown[]): unknown {
      const given = args.length === 0 ? '%c' : textArgument(machine, args[0], 1);
      const format = given.replace(/^!+/, '');
      // Each letter may stand for a whole date.
      machine.spend(DATE + 32 * format.length);
      machine.take(16 * format.length);
      const seconds = args.length >= 2 ? integerArgument(machine, args[1], 2) : undefined;
      let time: ReturnType<typeof timeOf> | undefined;
      const read = () => {
        time ??= timeOf(seconds ?? now());
        return time;
      };
      if (!format.startsWith('*t')) return formatTime(read, format);
      const { Y, m, d, H, M, S, w } = read();
      const table = new LuaTable();
      const fields = { year: Y, month: m, day: d, hour: H, min: M, sec: S, wday: Number(w) + 1, yday: 0 };
      for (const [name, value] of Object.entries(fields)) table.setKey(machine, name, Number(value));
      table.setKey(machine, 'isdst', false);
      return table;
    },
  };
}

/** The days from 1970 on to a day; months and days may be beyond their years and months. */
function daysOf(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1;
  const eras = Math.floor(months / 4800);
  // biome-ignore lint/style/noRestrictedGlobals: counts days, and reads no clock
  return Date.UTC(2000, months - 4800 * eras) / (1000 * DAY) + (eras - 5) * ERA + day - 1;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The parts of a time, by gopher-lua's letters. */
function timeOf(seconds: number) {
  const length = ERA * DAY;
  const rest = ((seconds % length) + length) % length;
  // biome-ignore lint/style/noRestrictedGlobals: names a time that is given
  const date = new Date(rest * 1000);
  const year = date.getUTCFullYear() + 400 * Math.round((seconds - rest) / length);
  const [hour, weekday] = [date.getUTCHours(), date.getUTCDay()];
  const month = MONTHS[date.getUTCMonth()] as string;
  const half = hour < 12 ? 'AM' : 'PM';
  const years = String(Math.abs(year)).padStart(4, '0');
  return {
    A: DAYS[weekday] as string,
    b: month.slice(0, 3),
    B: month,
    d: two(date.getUTCDate()),
    H: two(hour),
    I: two(hour % 12 || 12),
    m: two(date.getUTCMonth() + 1),
    M: two(date.getUTCMinutes()),
    p: half,
    P: half.toLowerCase(),
    S: two(date.getUTCSeconds()),
    w: String(weekday),
    y: years.slice(-2),
    Y: year < 0 ? `-${years}` : years,
  };
}

/** What other letters are put together from: `%a` is a text of its own, and the layout of `%x` is `15/04/05`. */
const COMPOSED: { readonly [letter: string]: string } = {
  a: 'mon',
  c: '%d %b %y %H:%M UTC',
  F: '%Y-%m-%d',
  x: '%H/%M/%S',
  X: '%H:%M:%S',
  z: '+0000',
  Z: 'UTC',
};

/**
 * A time in a format, which is read where the format has a letter for it.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/utils.go#L55-L140
 */
function formatTime(read: () => { readonly [letter: string]: string }, format: string): string {
  return format.replace(/%([%aAbBcdFHImMpPSwxXyYzZ])/g, (_, letter: string) => {
    if (letter === '%') return '%';
    const time = read();
    return time[letter] ?? formatTime(() => time, COMPOSED[letter] as string);
  });
}
