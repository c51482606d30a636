import { toInt64 } from '../runtime/lua-number.js';
import { LuaTable } from '../runtime/lua-table.js';
import type { Machine } from '../runtime/machine.js';
import { integerArgument, tableArgument, textArgument } from './lua-arguments.js';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A time in UTC. */
interface Time {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 for Sunday. */
  readonly weekday: number;
}

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
      const field = (name: string, otherwise: number) => {
        const value = table.getText(name);
        return typeof value === 'number' ? toInt64(value) : otherwise;
      };
      const days = daysOf(field('year', -1), field('month', -1), field('day', -1));
      return days * 86400 + field('hour', 12) * 3600 + field('min', 0) * 60 + field('sec', 0);
    },
    date(...args: unknown[]): unknown {
      const given = args.length === 0 ? '%c' : textArgument(machine, args[0], 1);
      const format = given.replace(/^!+/, '');
      const seconds = args.length >= 2 ? integerArgument(machine, args[1], 2) : undefined;
      const read = () => timeOf(seconds ?? now());
      if (!format.startsWith('*t')) return formatTime(read, format);
      const time = read();
      const table = new LuaTable();
      const { year, month, day, hour, minute: min, second: sec, weekday } = time;
      const fields = { year, month, day, hour, min, sec, wday: weekday + 1, yday: 0, isdst: false };
      for (const [name, value] of Object.entries(fields)) table.setText(machine, name, value);
      return table;
    },
  };
}

/** The days from 1970 on to a day; months and days may be beyond their years and months. */
function daysOf(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1;
  // Years that begin with March have their leap day at the end.
  const shifted = months - 2;
  const from = Math.floor(shifted / 12);
  const monthOfYear = shifted - from * 12;
  const days = 365 * from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return days + Math.floor((153 * monthOfYear + 2) / 5) + day - 1 - 719468;
}

function timeOf(seconds: number): Time {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

const two = (value: number) => String(value).padStart(2, '0');
const yearText = (year: number) =>
  year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');
const short = ({ hour, minute, second }: Time) => `${two(hour)}:${two(minute)}:${two(second)}`;
const half = (hour: number) => (hour < 12 ? 'AM' : 'PM');

/** gopher-lua's letters: `%a` is a text of its own, and `%x` is no date. */
const LETTERS: { readonly [letter: string]: (time: Time) => string } = {
  a: () => 'mon',
  A: ({ weekday }) => DAYS[weekday] as string,
  b: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  B: ({ month }) => MONTHS[month - 1] as string,
  c: (time) => {
    const month = (MONTHS[time.month - 1] as string).slice(0, 3);
    return `${two(time.day)} ${month} ${yearText(time.year).slice(-2)} ${two(time.hour)}:${two(time.minute)} UTC`;
  },
  d: ({ day }) => two(day),
  F: ({ year, month, day }) => `${yearText(year)}-${two(month)}-${two(day)}`,
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour % 12 || 12),
  m: ({ month }) => two(month),
  M: ({ minute }) => two(minute),
  p: ({ hour }) => half(hour),
  P: ({ hour }) => half(hour).toLowerCase(),
  S: ({ second }) => two(second),
  w: ({ weekday }) => String(weekday),
  // The layout is "15/04/05": hours, minutes and seconds.
  x: ({ hour, minute, second }) => `${two(hour)}/${two(minute)}/${two(second)}`,
  X: short,
  y: ({ year }) => two(((year % 100) + 100) % 100),
  Y: ({ year }) => yearText(year),
  z: () => '+0000',
  Z: () => 'UTC',
};

/**
 * A time in a format, which is read where the format has a letter for it.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/utils.go#L55-L140
 */
function formatTime(read: () => Time, format: string): string {
  let text = '';
  let flagged = false;
  for (let at = 0; at < format.length; at++) {
    const char = format.charAt(at);
    if (char === '%') {
      if (format.charAt(at + 1) === '%') {
        flagged = false;
        text += '%';
        at++;
        continue;
      }
      if (at < format.length - 1) {
        flagged = true;
        continue;
      }
    }
    if (!flagged) text += char;
    else if (Object.hasOwn(LETTERS, char)) text += (LETTERS[char] as (time: Time) => string)(read());
    else text += `%${char}`;
    flagged = false;
  }
  return text;
}
