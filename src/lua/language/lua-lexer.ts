import { ScriptError } from '../runtime/script-error.js';

/** A token: its kind is the text itself for words and signs. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

const WORDS = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);
const SIGNS = /[-+*/%^#(){}\];,<>=:.[]/;
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
const isWord = (char: string) => /^\w$/.test(char);

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
      let char = this.read();
      while (char === ' ' || char === '\t' || char === '\n') char = this.read();
      if (char !== '-' || this.peek() !== '-') return this.token(char);
      this.read();
      this.comment();
    }
  }

  private token(char: string): Token {
    const { line } = this;
    if (this.ended) return { kind: 'eof', text: '', line };
    const [kind, text] = this.scan(char);
    this.last = text;
    return { kind, text, line };
  }

  private scan(char: string): readonly [kind: string, text: string] {
    if (/^[A-Za-z_]$/.test(char)) {
      const word = char + this.take(isWord);
      return [WORDS.has(word) ? word : 'name', word];
    }
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
    if (!SIGNS.test(char)) throw this.error('Invalid token', char);
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

  private newline(char: string): void {
    this.line++;
    this.column = 0;
    const next = this.peek();
    if ((next === '\n' || next === '\r') && next !== char) this.at++;
  }

  private take(fits: (char: string) => boolean): string {
    let text = '';
    while (fits(this.peek())) text += this.read();
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
    while (char !== '\n' && !this.ended) char = this.read();
  }

  private number(first: string): string {
    let char = first;
    if (char === '0') {
      if (this.peek().toLowerCase() === 'x') {
        const prefix = char + this.read();
        const digits = this.take((next) => /^[\da-fA-F]$/.test(next));
        if (digits === '') throw this.error('illegal hexadecimal number', prefix);
        return prefix + digits;
      }
      // One zero in front is passed over; with two of them the number is octal.
      if (isDigit(this.peek())) char = this.read();
    }
    let text = char + this.take(isDigit);
    if (this.peek() === '.') text += this.read() + this.take(isDigit);
    if (this.peek().toLowerCase() === 'e') {
      text += this.read();
      if (this.peek() === '-' || this.peek() === '+') text += this.read();
      // Whatever comes next is taken for a digit of the exponent.
      text += (this.read() || '\xff') + this.take(isDigit);
    }
    return text;
  }

  private quoted(quote: string): string {
    let text = '';
    for (let char = this.read(); char !== quote; char = this.read()) {
      if (char === '\n' || this.ended) throw this.error('unterminated string', text);
      text += char === '\\' ? this.escape() : char;
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
        parts.push(char);
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
