import { formatNumber, isInt64, parseNumber, toInt64 } from '../runtime/lua-number.js';
import { decode, toBytes } from '../runtime/lua-text.js';
import { textOf, typeName } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { type Directive, padded } from './directive.js';
import { formatFloat, formatInteger } from './go-format.js';
import { formatBytes } from './go-text.js';

/** What a directive takes beside what it writes. */
const DIRECTIVE = 96;

/** The widest field that Go takes from a format. */
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
  const rest = args.slice(state.place).map((value) => `${goType(value)}=${textOf(machine, value)}`);
  return `${text}%!(EXTRA ${rest.join(', ')})`;
}

interface State {
  place: number;
  /** Whether `[n]` was met: then nothing is said about arguments that are left. */
  reordered: boolean;
}

function directive(
  machine: Machine,
  format: string,
  start: number,
  args: readonly unknown[],
  state: State,
): [piece: string, end: number] {
  let at = start;
  let flags = '';
  for (; '+-# 0'.includes(format.charAt(at)) && at < format.length; at++) flags += format.charAt(at);
  let bad = '';
  let good = true;
  const index = (): boolean => {
    const match = /^\[(\d+)\]/.exec(format.slice(at, at + 12));
    if (match === null) {
      if (format.charAt(at) !== '[') return false;
      good = false;
      const close = format.indexOf(']', at);
      at = close < 0 ? at + 1 : close + 1;
      return true;
    }
    state.reordered = true;
    at += match[0].length;
    const place = Number(match[1]) - 1;
    if (place >= 0 && place < args.length) state.place = place;
    else good = false;
    return true;
  };
  const number = (): number | undefined => {
    const digits = /^\d+/.exec(format.slice(at, at + 12))?.[0];
    if (digits === undefined) return undefined;
    at += digits.length;
    return Number(digits) > WIDEST ? undefined : Number(digits);
  };
  /** A width or precision among the arguments, which are no integers to Go. */
  const star = (what: string): void => {
    at++;
    state.place++;
    bad += `%!(BAD${what})`;
  };
  let indexed = index();
  let width: number | undefined;
  if (format.charAt(at) === '*') star('WIDTH');
  else {
    width = number();
    if (indexed && width !== undefined) good = false;
  }
  let precision: number | undefined;
  if (format.charAt(at) === '.' && at + 1 < format.length) {
    at++;
    if (indexed) good = false;
    indexed = index();
    if (format.charAt(at) === '*') star('PREC');
    else precision = number() ?? 0;
  }
  if (!indexed) index();
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
  return [bad + formatValue(machine, value, { flags, width, precision, verb }), at];
}

/** What Go calls the type of a value. */
function goType(value: unknown): string {
  switch (typeName(value)) {
    case 'number':
      return 'lua.LNumber';
    case 'string':
      return 'lua.LString';
    case 'boolean':
      return 'lua.LBool';
    case 'nil':
      return '*lua.LNilType';
    case 'table':
      return '*lua.LTable';
    case 'function':
      return '*lua.LFunction';
    default:
      return '*lua.LUserData';
  }
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
  switch (directive.verb) {
    case 'q':
    case 's':
      return formatBytes(formatNumber(value), directive, 'string');
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'U':
      return formatInteger(toInt64(value), directive);
    case 'i':
      return formatInteger(toInt64(value), { ...directive, verb: 'd' });
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return formatFloat(value, directive);
    default:
      return isInt64(value) ? formatInteger(value, directive) : formatFloat(value, directive);
  }
}
