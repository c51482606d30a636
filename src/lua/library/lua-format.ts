import { formatNumber, isInt64, parseNumber, toInt64 } from '../runtime/lua-number.js';
import { decode, toBytes } from '../runtime/lua-text.js';
import { textOf, typeNumber } from '../runtime/lua-values.js';
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

/** Flags, width and precision, with the places of arguments in brackets that may stand before each. */
const PARTS = /([-+# 0]*)(\[(?:[^\]]*\])?)?(\*|\d{1,12})?(\.(?=.)(\[(?:[^\]]*\])?)?(\*|\d{1,12})?)?/sy;
const PLACE = /\[(?:[^\]]*\])?/sy;

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
  const match = (pattern: RegExp): (string | undefined)[] => {
    pattern.lastIndex = at;
    const found = pattern.exec(format) ?? [];
    at += found[0]?.length ?? 0;
    return found;
  };
  const goTo = (text: string | undefined): void => {
    if (text === undefined) return;
    const isNumber = /^\[\d{1,10}\]$/.test(text);
    const place = Number(text.slice(1, -1)) - 1;
    if (isNumber) state.reordered = true;
    if (isNumber && place >= 0 && place < args.length) state.place = place;
    else good = false;
  };
  const size = (text: string | undefined, what: string): number | undefined => {
    if (text === '*') {
      // It would be among the arguments, which are no integers to Go.
      state.place++;
      bad += `%!(BAD${what})`;
    }
    return Number(text) <= WIDEST ? Number(text) : undefined;
  };
  const [, flags = '', first, wide, point, second, precise = '0'] = match(PARTS);
  goTo(first);
  const width = size(wide, 'WIDTH');
  if (first !== undefined && (width !== undefined || point !== undefined)) good = false;
  let precision: number | undefined;
  if (point !== undefined) {
    goTo(second);
    precision = size(precise, 'PREC') ?? (precise === '*' ? undefined : 0);
  }
  if ((point === undefined ? first : second) === undefined) goTo(match(PLACE)[0]);
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
  if ('bcdoxXU'.includes(verb)) return formatInteger(toInt64(value), directive);
  return isInt64(value) && !'eEfFgG'.includes(verb)
    ? formatInteger(value, directive)
    : formatFloat(value, directive);
}
