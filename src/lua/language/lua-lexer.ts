import { ScriptError } from '../runtime/script-error.js';
import { WORDS } from './lua-words.js';

/** A token: its kind is the text itself for words and signs. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

/** Signs that no other sign begins with. */
const SINGLE = '(),{}+*/%^#;]-';
const SIGNS = '[<>=:.';
const ESCAPES: { readonly [letter: string]: string } = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const isDigit = (char: string) => char >= '0' && char <= '9' && char !== '';
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;

// Runs of characters that are read at once; none of them breaks a line.
const DIGITS = /\d*/y;
const HEX_DIGITS = /[\da-fA-F]*/y;
const PLAIN = /[^\\"'\n\r]*/y;
const LINE = /[^\n\r]*/y;
const IN_BRACKETS = /[^\]\n\r]*/y;

/**
 * Reads a script token by token, as gopher-lua does.
 *
 * @param source - The script, each character one byte.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/parse/lexer.go
 */
export class Lexer {
  private at = 0;
  private line = 1;
  private column = 0;
  private ended = false;
  /** The last token that was no end: what an error names. */
  private last = '';

  constructor(private readonly source: string) {}

  /** The error at the place that was read last. */
  error(message: string, near = this.last): ScriptError {
    const place = this.ended ? 'at EOF' : `line:${this.line}(column:${this.column}) near '${near}'`;
    return new ScriptError(`<string> ${place}:   ${message}\n`, this.ended ? undefined : this.line);
  }

  /** The next token; `eof` from the end on. */
  next(): Token {
    for (;;) {
      let char: string;
      do {
        this.blanks();
        char = this.read();
      } while (char === '\n');
      if (char !== '-' || this.peek() !== '-') return this.token(char);
      this.read();
      this.comment();
    }
  }

  private token(char: string): Token {
    const { line } = this;
    if (this.ended) return { kind: 'eof', text: '', line };
    if (isLetter(char.charCodeAt(0))) {
      const word = this.word();
      this.last = word;
      return { kind: WORDS.get(word) ?? 'name', text: word, line };
    }
    if (SINGLE.includes(char)) {
      this.last = char;
      return { kind: char, text: char, line };
    }
    const [kind, text] = this.scan(char);
    this.last = text;
    return { kind, text, line };
  }

  private scan(char: string): readonly [kind: string, text: string] {
    if (isDigit(char)) return ['number', this.number(char)];
    if (char === '"' || char === "'") return ['string', this.quoted(char)];
    const next = this.peek();
    if (char === '[' && (next === '[' || next === '=')) {
      return ['string', this.long('string')];
    }
    if (char === '.' && isDigit(next)) return ['number', this.number(char)];
    if (char === '~' && next !== '=') throw this.error("Invalid '~' token", '~');
    if ('=~<>'.includes(char) && next === '=') return this.sign(`${char}${this.read()}`);
    if (char === ':' && next === ':') return this.sign(`${char}${this.read()}`);
    if (char === '.' && next === '.') {
      this.read();
      return this.sign(this.peek() === '.' ? `..${this.read()}` : '..');
    }
    if (!SIGNS.includes(char)) throw this.error('Invalid token', char);
    return [char, char === '.' ? '' : char];
  }

  private sign(text: string): readonly [string, string] {
    return [text, text];
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  /** The next character, with every line break as one line feed; empty at the end. */
  private read(): string {
    const char = this.source.charAt(this.at++);
    if (char === '\n' || char === '\r') {
      this.newline(char);
      return '\n';
    }
    if (char === '') this.ended = true;
    this.column++;
    return char;
  }

  private blanks(): void {
    const { source } = this;
    let { at } = this;
    for (let code = source.charCodeAt(at); code === 32 || code === 9; code = source.charCodeAt(at)) at++;
    this.column += at - this.at;
    this.at = at;
  }

  /** The rest of a word whose first letter has been read. */
  private word(): string {
    const { source, at: from } = this;
    let at = from;
    for (
      let code = source.charCodeAt(at);
      isLetter(code) || (code >= 48 && code <= 57);
      code = source.charCodeAt(at)
    )
      at++;
    this.column += at - from;
    this.at = at;
    return source.slice(from - 1, at);
  }

  private newline(char: string): void {
    this.line++;
    this.column = 0;
    const next = this.peek();
    if ((next === '\n' || next === '\r') && next !== char) this.at++;
  }

  /** A run of characters of one line. */
  private take(run: RegExp): string {
    run.lastIndex = this.at;
    const text = run.exec(this.source)?.[0] ?? '';
    this.at += text.length;
    this.column += text.length;
    return text;
  }

  private comment(): void {
    let char = '-';
    if (this.peek() === '[') {
      char = this.read();
      if (this.peek() === '[' || this.peek() === '=') {
        this.long('comment');
        return;
      }
    }
    if (char === '\n') return;
    this.take(LINE);
    this.read();
  }

  private number(first: string): string {
    let char = first;
    if (char === '0') {
      if (this.peek().toLowerCase() === 'x') {
        const prefix = char + this.read();
        const digits = this.take(HEX_DIGITS);
        if (digits === '') throw this.error('illegal hexadecimal number', prefix);
        return prefix + digits;
      }
      // One zero in front is passed over; with two of them the number is octal.
      if (isDigit(this.peek())) char = this.read();
    }
    let text = char + this.take(DIGITS);
    if (this.peek() === '.') text += this.read() + this.take(DIGITS);
    if (this.peek().toLowerCase() === 'e') {
      text += this.read();
      if (this.peek() === '-' || this.peek() === '+') text += this.read();
      // Whatever comes next is taken for a digit of the exponent.
      text += (this.read() || '\xff') + this.take(DIGITS);
    }
    return text;
  }

  private quoted(quote: string): string {
    let text = this.take(PLAIN);
    for (let char = this.read(); char !== quote; char = this.read()) {
      if (char === '\n' || this.ended) throw this.error('unterminated string', text);
      text += (char === '\\' ? this.escape() : char) + this.take(PLAIN);
    }
    return text;
  }

  private escape(): string {
    const char = this.read();
    if (!isDigit(char)) return ESCAPES[char] ?? (this.ended ? '\xff' : char);
    let digits = char;
    while (digits.length < 3 && isDigit(this.peek())) digits += this.read();
    return String.fromCharCode(Number(digits) & 255);
  }

  private equals(char: string): readonly [count: number, char: string] {
    let count = 0;
    let next = char;
    for (; next === '='; count++) next = this.read();
    return [count, next];
  }

  /** A text or comment in long brackets, whose first bracket has been read. */
  private long(what: 'string' | 'comment'): string {
    const fault = (kind: string, near: string) =>
      what === 'comment' ? this.error('invalid multiline comment', near) : this.error(kind, near);
    const [level, bracket] = this.equals(this.read());
    if (bracket !== '[') throw fault('invalid multiline string', what === 'comment' ? '' : bracket);
    const parts: string[] = [];
    let char = this.read();
    if (char === '\n') char = this.read();
    while (!this.ended) {
      if (char !== ']') {
        parts.push(char, this.take(IN_BRACKETS));
        char = this.read();
        continue;
      }
      const [count, next] = this.equals(this.read());
      if (count === level && next === ']') return parts.join('');
      parts.push(']', '='.repeat(count));
      char = next;
    }
    throw fault('unterminated multiline string', parts.join(''));
  }
}
