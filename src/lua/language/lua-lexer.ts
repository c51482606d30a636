import { CONTROL_LETTERS, CONTROLS } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';

/** A token: its kind is the text itself for words and signs. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

/** The reserved words, each as the text that the parser compares with. */
const WORDS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'
    .split(' ')
    .map((word) => [word, word]),
);

// What is read at once. A line break may have two characters.
const LINE_BREAK = /\r\n?|\n\r?/g;
const ANY = /\r\n?|\n\r?|./sy;
/** Blanks, or a comment up to the end of its line. */
const BLANKS = /[ \t\r\n]+|--(?!\[[[=])[^\r\n]*/y;
/** A name or a sign. */
const TOKEN = /[A-Za-z_]\w*|\.{2,3}|\.(?!\d)|[=~<>]=|::|\[(?![[=])|[-+*/%^#(){}\]<>=:;,]/y;
const NUMBER = /0[xX][\da-fA-F]*|[.\d]\d*(?:\.\d*)?(?:[eE][-+]?)?/y;
/** A text up to the quote at its end. */
const QUOTED = /(["'])(?:[^\\"'\r\n]+|(?!\1)["']|\\(?:\r\n?|\n\r?|.))*/sy;
const EQUALS = /=*/y;
const DIGITS = /\d*/y;

/**
 * Reads a script token by token, as gopher-lua does.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/parse/lexer.go
 */
export class Lexer {
  private at = 0;
  private row = 1;
  /** Where the row begins. */
  private start = 0;
  private ended = false;
  /** The last token that was no end: what an error names. */
  private last = '';

  /** @param source - The script, each character one byte. */
  constructor(private readonly source: string) {}

  /** The error at the place that was read last. */
  error(message: string, near = this.last): ScriptError {
    const place = `line:${this.row}(column:${this.at - this.start}) near '${near}'`;
    return new ScriptError(
      `<string> ${this.ended ? 'at EOF' : place}:   ${message}\n`,
      this.ended ? undefined : this.row,
    );
  }

  /** The next token; `eof` from the end on. */
  next(): Token {
    for (;;) {
      if (this.matchLines(BLANKS) !== '') continue;
      if (!this.source.startsWith('--', this.at)) break;
      this.at += 3;
      this.long(true);
    }
    const line = this.row;
    if (this.ended || this.at === this.source.length) {
      this.ended = true;
      return { kind: 'eof', text: '', line };
    }
    const [kind, text] = this.scan();
    this.last = text;
    return { kind, text, line };
  }

  private scan(): readonly [kind: string, text: string] {
    const token = this.match(TOKEN);
    // What errors say of a single point.
    if (token === '.') return [token, ''];
    if (token !== '') return [/\w/.test(token) ? (WORDS.get(token) ?? 'name') : token, token];
    const number = this.match(NUMBER);
    if (number !== '') return ['number', this.number(number)];
    const quoted = this.matchLines(QUOTED);
    if (quoted !== '') return ['string', this.quoted(quoted)];
    const char = this.read();
    if (char === '[') return ['string', this.long(false)];
    throw this.error(char === '~' ? "Invalid '~' token" : 'Invalid token', char);
  }

  /** Passes over what stands here, which may be nothing; it breaks no line. */
  private match(pattern: RegExp): string {
    const { at, source } = this;
    pattern.lastIndex = at;
    if (!pattern.test(source)) return '';
    this.at = pattern.lastIndex;
    return source.slice(at, this.at);
  }

  /** The same where it may break lines. */
  private matchLines(pattern: RegExp): string {
    const { at } = this;
    const text = this.match(pattern);
    this.countLines(text, at);
    return text;
  }

  private countLines(text: string, from: number): void {
    if (!text.includes('\n') && !text.includes('\r')) return;
    for (const { index, 0: found } of text.matchAll(LINE_BREAK)) {
      this.row++;
      this.start = from + index + found.length;
    }
  }

  /** The next character, with every line break as one line feed; empty at the end. */
  private read(): string {
    const char = this.matchLines(ANY);
    if (char === '') this.ended = true;
    return withLineFeeds(char);
  }

  private number(text: string): string {
    if (/^0[xX]$/.test(text)) throw this.error('illegal hexadecimal number', text);
    // One zero in front is passed over; with two of them the number is octal.
    const digits = text.replace(/^0(?=\d)/, '');
    // Whatever comes next is taken for a digit of the exponent.
    return /^[^xX]*[eE][-+]?$/.test(digits) ? digits + (this.read() || '\xff') + this.match(DIGITS) : digits;
  }

  private quoted(found: string): string {
    const text = found
      .slice(1)
      .replace(/\\(\d{1,3}|\r\n?|\n\r?|.)/gs, (_, escaped: string) =>
        /\d/.test(escaped)
          ? String.fromCharCode(Number(escaped) & 255)
          : (CONTROLS[CONTROL_LETTERS.indexOf(escaped)] ?? withLineFeeds(escaped)),
      );
    const next = this.read();
    if (next !== '' && found.startsWith(next)) return text;
    // A back slash that is left is the last character.
    if (next === '\\') this.read();
    throw this.error('unterminated string', text);
  }

  /** A text or comment in long brackets, whose first bracket has been read. */
  private long(isComment: boolean): string {
    const equals = this.match(EQUALS);
    const bracket = this.read();
    if (bracket !== '[') throw this.invalid('invalid multiline string', isComment ? '' : bracket, isComment);
    const close = `]${equals}]`;
    const end = this.source.indexOf(close, this.at);
    if (end < 0) {
      this.ended = true;
      throw this.invalid('unterminated multiline string', '', isComment);
    }
    const text = this.source.slice(this.at, end);
    this.countLines(text, this.at);
    this.at = end + close.length;
    return withLineFeeds(text).replace(/^\n/, '');
  }

  private invalid(message: string, near: string, isComment: boolean): ScriptError {
    return this.error(isComment ? 'invalid multiline comment' : message, near);
  }
}

function withLineFeeds(text: string): string {
  return text.replace(LINE_BREAK, '\n');
}
