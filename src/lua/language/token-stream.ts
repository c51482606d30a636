import type { ScriptError } from '../runtime/script-error.js';
import type { Lexer, Token } from './lua-lexer.js';

/** How deep blocks and expressions may stand in each other. */
const DEEPEST = 1500;

/** The tokens of a script, with the next one in view. */
export class TokenStream {
  /** The last line of the statement that ended last. */
  endLine = -1;
  private token: Token;
  private ahead: Token | undefined;
  private depth = 0;

  constructor(readonly lexer: Lexer) {
    this.token = lexer.next();
  }

  get kind(): string {
    return this.token.kind;
  }

  get text(): string {
    return this.token.text;
  }

  get line(): number {
    return this.token.line;
  }

  advance(): void {
    this.token = this.ahead ?? this.lexer.next();
    this.ahead = undefined;
  }

  /** Passes over a name and the sign after it, where that is the sign, and returns the name. */
  nameBefore(sign: string): Token | undefined {
    const { token } = this;
    this.ahead = this.lexer.next();
    if (this.ahead.kind !== sign) return undefined;
    this.advance();
    this.advance();
    return token;
  }

  /** Passes over a token where it is of that kind. */
  accept(kind: string): boolean {
    if (this.token.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Passes over a token that has to be of that kind, and returns its text. */
  expect(kind: string): string {
    const { text } = this.token;
    if (!this.accept(kind)) throw this.unexpected();
    return text;
  }

  unexpected(): ScriptError {
    return this.lexer.error('syntax error');
  }

  deeper(): void {
    if (++this.depth > DEEPEST) throw this.lexer.error('chunk has too many syntax levels');
  }

  shallower(): void {
    this.depth--;
  }
}
