import { isAscii } from '../runtime/lua-text.js';
import { NO_VALUES, packed, typeName, UserData, Values } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { REGISTRY } from './base-library.js';
import { toLower, toUpper } from './letter-case.js';
import { argumentFault, integerArgument, optionalInteger, textArgument } from './lua-arguments.js';
import { formatText } from './lua-format.js';
import { capturesOf, compilePattern, type Match, type Matcher } from './lua-pattern.js';
import { PatternFault } from './pattern-links.js';

/** The longest text that Karmada lets functions work on, in bytes. */
const LONGEST = 1_000_000;
/** How many patterns are kept compiled. */
const KEPT = 100;
/** What it takes to make a set of characters, in steps and in bytes. */
const SET = 2048;
/** What it takes to go down to the end of the engine's stack and back. */
const TOO_COMPLEX = 1_000_000;
/** What it takes to begin a search, and to make values of what it finds. */
const SEARCH = 12;
/** What it takes to make a pattern of nothing. */
const PATTERN = 400;

/** What `gmatch` keeps between its steps. */
interface Search {
  readonly text: string;
  readonly find: Matcher;
  from: number;
}

/** `string`. */
export function stringLibrary(machine: Machine) {
  const patterns = new Map<string, Matcher>();

  const textAt = (value: unknown, place: number): string => {
    const text = textArgument(machine, value, place);
    if (text.length > LONGEST) {
      const limit = `exceeds the maximum allowed input string length ${LONGEST} in Karmada lua string lib`;
      throw machine.fault(`string length ${text.length} ${limit}, please check your lua script.`);
    }
    machine.look(text);
    return text;
  };
  /** Counts a text that is read or made whole. */
  const whole = (text: string): string => {
    machine.take(text.length);
    machine.spend(text.length >> 5);
    return text;
  };
  /** Maps a text, letter by letter where it is not its own UTF-8. */
  const mapped = (value: unknown, map: (text: string) => string): string => {
    const text = whole(textAt(value, 1));
    if (isAscii(text)) return map(text);
    machine.take(text.length);
    machine.spend(8 * text.length);
    return map(text);
  };
  const matched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof PatternFault) throw machine.fault(error.message);
      if (error instanceof RangeError) {
        machine.spend(TOO_COMPLEX);
        throw machine.fault('pattern too complex');
      }
      throw error;
    }
  };
  const compiled = (source: string): Matcher => {
    // Each run pays, whatever has been read before it.
    if (!machine.patterns.has(source)) {
      if (machine.patterns.size >= KEPT) machine.patterns.clear();
      const sets = source.split('[').length - 1;
      machine.spend(PATTERN + source.length * 16 + sets * SET);
      machine.take(source.length * 256 + sets * SET);
      machine.patterns.add(source);
    }
    const known = patterns.get(source);
    if (known !== undefined) return known;
    if (patterns.size >= KEPT) patterns.clear();
    const made = matched(() => compilePattern(machine, source));
    patterns.set(source, made);
    return made;
  };
  const search = (text: string, find: Matcher, from: number): Match | undefined => {
    machine.spend(SEARCH);
    return matched(() => find(text, from));
  };

  const step = (value: unknown): unknown => {
    if (!(value instanceof UserData)) {
      throw argumentFault(machine, 1, `userdata expected, got ${typeName(value)}`);
    }
    const state = value.value as Search;
    const match = search(state.text, state.find, state.from);
    if (match === undefined) return NO_VALUES;
    state.from = state.find.head ? state.text.length + 1 : Math.max(match.start + 1, match.end);
    const values = capturesOf(state.text, match);
    machine.take(48 * values.length);
    return packed(values);
  };
  machine.builtins.add(step);
  const gmatch = (value: unknown, pattern: unknown): Values => {
    const text = textAt(value, 1);
    const find = compiled(textAt(pattern, 2));
    return new Values([step, new UserData({ text, find, from: 0 } satisfies Search)]);
  };
  const refused = (name: string) => () => {
    const advice =
      'If you believe this function is essential for your use case, please submit an issue to let us know why you need it.';
    throw machine.fault(`The Lua function string.${name} is not supported by Karmada. ${advice}`);
  };

  return {
    byte(...args: unknown[]): unknown {
      const text = textAt(args[0], 1);
      const first = before(optionalInteger(machine, args[1], 2, 1));
      const last = optionalInteger(machine, args[2], 3, -1);
      const start = first < 0 ? text.length + first + 1 : first;
      if (args.length === 2) {
        return start < 0 || start >= text.length ? NO_VALUES : text.charCodeAt(start);
      }
      const end = Math.min(last < 0 ? text.length + last + 1 : last, text.length);
      const codes: number[] = [];
      const from = Math.max(start, 0);
      if (end - from > REGISTRY) throw machine.fault('registry overflow');
      machine.spend(Math.max(0, end - from));
      for (let i = from; i < end; i++) codes.push(text.charCodeAt(i));
      return packed(codes);
    },
    char(...args: unknown[]): string {
      machine.spend(4 * args.length);
      const codes = args.map((value, i) => integerArgument(machine, value, i + 1));
      return String.fromCharCode(...codes.map((code) => ((code % 256) + 256) % 256));
    },
    dump: refused('dump'),
    find(...args: unknown[]): unknown {
      const text = textAt(args[0], 1);
      const pattern = textAt(args[1], 2);
      if (pattern === '') return new Values([1, 0]);
      const from = startOf(text, optionalInteger(machine, args[2], 3, 1));
      if (args.length === 4 && args[3] !== undefined && args[3] !== false) {
        if (from > text.length) {
          throw machine.thrown(`runtime error: slice bounds out of range [${from}:${text.length}]`);
        }
        machine.spend(text.length >> 5);
        const at = text.indexOf(pattern, from);
        return at < 0 ? undefined : new Values([at + 1, at + pattern.length]);
      }
      const match = search(text, compiled(pattern), from);
      if (match === undefined) return undefined;
      const captures = match.captures.length === 0 ? [] : capturesOf(text, match);
      return new Values([match.start + 1, match.end, ...captures]);
    },
    format(...args: unknown[]): string {
      const format = textAt(args[0], 1);
      return whole(formatText(machine, format, args.slice(1)));
    },
    gfind: gmatch,
    gmatch,
    gsub: refused('gsub'),
    len: (value: unknown) => textArgument(machine, value, 1).length,
    lower: (value: unknown) => mapped(value, toLower),
    match(value: unknown, pattern: unknown, init: unknown): unknown {
      const text = textAt(value, 1);
      const source = textAt(pattern, 2);
      // Here an index is made less after it has been counted from the end.
      const index = Math.max(optionalInteger(machine, init, 3, 1), -LONGEST);
      const match = search(text, compiled(source), startOf(text, index));
      return match === undefined ? NO_VALUES : packed(capturesOf(text, match));
    },
    rep: refused('rep'),
    reverse(value: unknown): string {
      const text = whole(textAt(value, 1));
      machine.spend(8 * text.length);
      return text.split('').reverse().join('');
    },
    sub(value: unknown, first: unknown, last: unknown): string {
      const text = textAt(value, 1);
      const start = startOf(text, integerArgument(machine, first, 2));
      const to = optionalInteger(machine, last, 3, -1);
      const end = Math.min(Math.max(to < 0 ? text.length + to + 1 : to, 0), text.length);
      return start >= text.length || end < start ? '' : text.slice(start, end);
    },
    upper: (value: unknown) => mapped(value, toUpper),
  };
}

/** One less, beyond every text where there is no less: int64s begin again from the other end. */
function before(index: number): number {
  return index === -(2 ** 63) ? Number.POSITIVE_INFINITY : index - 1;
}

/** The place from which on an index counts: from the end where it is negative. */
function startOf(text: string, index: number): number {
  const from = index === 0 ? 0 : before(index);
  return Math.max(from < 0 ? text.length + from + 1 : from, 0);
}
