import type { ScriptError } from '../runtime/script-error.js';
import { Lexer, type Token } from './lua-lexer.js';
import type { FunctionScope } from './lua-scope.js';
import type { FunctionNode } from './lua-syntax.js';

/** How deep blocks and expressions may stand in each other. */
const DEEPEST = 1500;
export const TOO_DEEP = 'chunk has too many syntax levels';

/** The tokens of a script with the next one in view, and what is known of what has been read. */
export class Parser extends Lexer {
  kind = '';
  text = '';
  line = 0;
  /** The last line of the statement that ended last. */
  endLine = -1;
  /** The names that no scope knows. */
  readonly globals = new Set<string>();
  /** The first thing that gopher-lua's compiler refuses, which it says of scripts that parse. */
  fault: { readonly message: string; readonly at: { readonly line: number } } | undefined;
  private ahead: Token | undefined;
  private depth = 0;

  /** @param source - The script, each character one byte. */
  constructor(
    source: string,
    /** The function that is being read. */
    public scope: FunctionScope,
    /** Reads the parameters and the body of a function, after its name. */
    readonly parseBody: (parser: Parser, method: boolean, line: number) => FunctionNode,
  ) {
    super(source);
  }

  advance(): void {
    const { kind, text, line } = this.ahead ?? this.next();
    this.kind = kind;
    this.text = text;
    this.line = line;
    this.ahead = undefined;
  }

  /** Whether the token after this one is of that kind. */
  precedes(kind: string): boolean {
    this.ahead = this.next();
    return this.ahead.kind === kind;
  }

  /** Passes over a token where it is of that kind. */
  accept(kind: string): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Passes over a token that has to be of that kind, and returns its text. */
  expect(kind: string): string {
    const { text } = this;
    if (!this.accept(kind)) throw this.unexpected();
    return text;
  }

  unexpected(): ScriptError {
    return this.error('syntax error');
  }

  deeper(): void {
    if (++this.depth > DEEPEST) throw this.error(TOO_DEEP);
  }

  shallower(): void {
    this.depth--;
  }

  refuse(at: { readonly line: number }, message: string): void {
    this.fault ??= { message, at };
  }
}
