import { formatNumber, isInt64, parseNumber, toInt64 } from '../runtime/lua-number.js';
import { decode, toBytes } from '../runtime/lua-text.js';
import { textOf, typeNumber } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { type Directive, padded } from './directive.js';
import { formatFloat, formatInteger } from './go-format.js';
import { formatBytes } from './go-text.js';

/** What a directive takes beside what it writes. */
const DIRECTIVE = 128;

/** Go takes no further digit after more than that. */
const WIDEST = 1_000_000;

/**
 * `string.format`: Go's `Sprintf` over gopher-lua's values.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/value.go#L95-L166
 * @see https://github.com/golang/go/blob/go1.22.0/src/fmt/print.go
 */
export function formatText(machine: Machine, format: string, given: readonly unknown[]): string {
  const percents = format.split('%').length - format.split('%%').length;
  const args = given.slice(0, Math.max(percents, 0));
  const state = { place: 0, reordered: false };
  let text = '';
  for (let at = 0; at < format.length; ) {
    const next = format.indexOf('%', at);
    text += format.slice(at, next < 0 ? format.length : next);
    if (next < 0) break;
    const [piece, end] = directive(machine, format, next + 1, args, state);
    text += piece;
    at = end;
    machine.spend(DIRECTIVE + (piece.length >> 4));
    machine.take(piece.length);
  }
  if (state.reordered || state.place >= args.length) return text;
  const rest = args.slice(state.place).map((value) => {
    const shown = textOf(machine, value);
    machine.take(shown.length);
    return `${goType(value)}=${shown}`;
  });
  return `${text}%!(EXTRA ${rest.join(', ')})`;
}

interface State {
  place: number;
  /** Whether `[n]` was met: then nothing is said about arguments that are left. */
  reordered: boolean;
}

const FLAGS = /[-+# 0]*/y;
/** The place of an argument in brackets, as far as it goes; two brackets at the end count as one. */
const PLACE = /\[(?:(?!\]$)[^\]]*\])?/sy;
const SIZE = /\*|\d+/y;
/** A point at the end is a verb. */
const POINT = /\.(?=.)/sy;

function directive(
  machine: Machine,
  format: string,
  start: number,
  args: readonly unknown[],
  state: State,
): [piece: string, end: number] {
  let at = start;
  let bad = '';
  let good = true;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(format) ?? [];
    at += found.length;
    return found;
  };
  /** Goes to the argument that brackets name; whether they hold a number. */
  const goTo = (): boolean => {
    const text = match(PLACE);
    if (text === '') return false;
    state.reordered = true;
    const isNumber = /^\[\d+\]$/.test(text) && !isTooWide(text.slice(1, -1));
    const place = Number(text.slice(1, -1)) - 1;
    if (isNumber && place >= 0 && place < args.length) state.place = place;
    else good = false;
    return isNumber;
  };
  /** A width or a precision. */
  const size = (what: string): number | undefined => {
    const text = match(SIZE);
    if (text === '*') {
      // It would be among the arguments, which are no integers to Go.
      state.place++;
      placed = false;
      bad += `%!(BAD${what})`;
    }
    // Go leaves out the rest of the format with a number that is too large.
    if (isTooWide(text)) at = format.length;
    else if (/\d/.test(text)) return Number(text);
    return undefined;
  };
  const flags = match(FLAGS);
  let placed = goTo();
  const width = size('WIDTH');
  if (placed && width !== undefined) good = false;
  let precision: number | undefined;
  if (match(POINT) !== '') {
    if (placed) good = false;
    placed = goTo();
    const isStar = format.charAt(at) === '*';
    precision = size('PREC') ?? (isStar ? undefined : 0);
  }
  if (!placed) goTo();
  if (at >= format.length) return [`${bad}%!(NOVERB)`, at];
  const [code, length] = decode(format, at);
  const verb = String.fromCodePoint(code);
  at += length;
  if (verb === '%') return [`${bad}%`, at];
  if (!good) return [`${bad}%!${toBytes(verb)}(BADINDEX)`, at];
  if (state.place >= args.length) return [`${bad}%!${toBytes(verb)}(MISSING)`, at];
  const value = args[state.place++];
  // Quoting and the like go letter by letter.
  if (typeof value === 'string') machine.spend('qxX'.includes(verb) ? 8 * value.length : value.length >> 2);
  // The digits of very small and very large numbers are many.
  if (typeof value === 'number') machine.spend((Math.log10(Math.abs(value)) ** 2) >> 5);
  machine.take((width ?? 0) + (precision ?? 0));
  return [bad + formatValue(machine, value, { flags, width, precision, verb }), at];
}

function isTooWide(digits: string): boolean {
  return Number(digits.slice(0, -1)) > WIDEST;
}

/** What Go calls the type of a value, by the number of its type. */
const GO_TYPES = '*NilType Bool Number String *Function *UserData *State *Table'.split(' ');

function goType(value: unknown): string {
  return (GO_TYPES[typeNumber(value)] as string).replace(/^\*?/, '$&lua.L');
}

/** A value as Go writes it without asking the value how. */
function plainText(machine: Machine, value: unknown, directive: Directive): string {
  switch (typeof value) {
    case 'boolean':
      return padded(String(value), directive, true);
    case 'number':
      return formatFloat(value, { ...directive, verb: 'g' });
    case 'undefined':
      return '&{}';
    default:
      return formatValue(machine, value, { ...directive, verb: 's' });
  }
}

/** What Go says of a verb that a value has no form for; the rest of the directive holds for the value. */
function wrong(machine: Machine, value: unknown, directive: Directive): string {
  const shown = plainText(machine, value, directive);
  return `%!${toBytes(directive.verb)}(${goType(value)}=${shown})`;
}

function formatValue(machine: Machine, value: unknown, directive: Directive): string {
  const { verb } = directive;
  if (verb === 'T') return formatBytes(goType(value), { ...directive, verb: 's' }, 'string');
  if (verb === 'p' || verb === 'w') return wrong(machine, value, directive);
  if (typeof value === 'number') return formatLuaNumber(value, directive);
  if (typeof value === 'string') {
    if (verb !== 'd' && verb !== 'i') return formatBytes(value, directive, 'string');
    // A text that is a number stays as it is, and any other one is 0.
    return parseNumber(value) === undefined
      ? formatInteger(0, { ...directive, verb: 'd' })
      : formatBytes(value, { ...directive, verb: 's' }, 'string');
  }
  if (verb === 't' && typeof value === 'boolean') return padded(String(value), directive, true);
  if (verb === 'v' && directive.flags.includes('#')) {
    if (value === undefined) return '&lua.LNilType{}';
    if (typeof value === 'boolean') return padded(String(value), directive, true);
  }
  if ('vsxXq'.includes(verb)) return formatBytes(textOf(machine, value), directive, goType(value));
  return typeof value === 'boolean' ? wrong(machine, value, directive) : '&{}';
}

function formatLuaNumber(value: number, directive: Directive): string {
  const { verb } = directive;
  if (verb === 'q' || verb === 's') return formatBytes(formatNumber(value), directive, 'string');
  if (verb === 'i') return formatInteger(toInt64(value), { ...directive, verb: 'd' });
  // A plus sign would ask for the names of fields.
  if (verb === 'v') return formatPlain(value, { ...directive, flags: directive.flags.replaceAll('+', '') });
  if ('bcdoxXU'.includes(verb)) return formatInteger(toInt64(value), directive);
  return 'eEfFgG'.includes(verb) ? formatFloat(value, directive) : formatPlain(value, directive);
}

function formatPlain(value: number, directive: Directive): string {
  return isInt64(value) ? formatInteger(value, directive) : formatFloat(value, directive);
}
