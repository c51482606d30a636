import { InterpreterError } from 'karmada-interpreter';
import { LuaError } from 'karmada-interpreter/lua';
import { RULES } from '../../src/lua/customization/read-customization.js';
import { keysOf, lineAt, type Range, rangeOf, rangeOfLine, type Source } from './read-sources.js';
import type { SourceFault, SourceFile } from './source-file.js';

/** Where a script of a customization stands. */
const scriptPath = (member: string): string => `spec.customizations.${member}.luaScript`;

/** Takes down what is wrong, each with its place in a file, and once. */
export class FaultList {
  readonly #files: readonly SourceFile[];
  readonly #faults = new Map<string, SourceFault>();

  constructor(files: readonly SourceFile[], faults: readonly SourceFault[]) {
    this.#files = files;
    for (const fault of faults) this.#keep(fault);
  }

  get faults(): readonly SourceFault[] {
    return [...this.#faults.values()].sort((a, b) => a.file - b.file || a.from - b.from);
  }

  /** A fault at a path of a document. */
  add(source: Source, path: string, message: string, severity: SourceFault['severity'] = 'error'): void {
    this.#add(source, rangeOf(source, keysOf(path)), message, severity);
  }

  /** A fault at a line of a script. */
  addLine(
    source: Source,
    path: string,
    line: number,
    message: string,
    severity: SourceFault['severity'],
  ): void {
    const text = this.#files[source.file]?.text ?? '';
    this.#add(source, rangeOfLine(source, keysOf(path), line, text), message, severity);
  }

  /** What a call threw: in the script that failed, else in the document that it was about. */
  addError(error: unknown, source: Source, customizations: readonly Source[]): void {
    if (error instanceof LuaError) {
      const script = customizations.find(({ value }) => nameOf(value) === error.customization);
      const member = RULES.find(({ operation }) => operation === error.operation)?.member;
      if (script && member) {
        const message = `${error.operation}: ${error.message}`;
        if (error.line === undefined) this.add(script, scriptPath(member), message);
        else this.addLine(script, scriptPath(member), error.line, message, 'error');
        return;
      }
    }
    if (error instanceof InterpreterError && error.faults.length > 0) {
      for (const { path, message } of error.faults) {
        this.add(source, path, message.startsWith(path) ? message : `${path} ${message}`);
      }
      return;
    }
    this.add(source, '', messageOf(error));
  }

  #add(source: Source, range: Range, message: string, severity: SourceFault['severity']): void {
    const line = lineAt(this.#files[source.file]?.text ?? '', range.from);
    this.#keep({ file: source.file, ...range, line, severity, message });
  }

  #keep(fault: SourceFault): void {
    const { file, from, message } = fault;
    const key = JSON.stringify([file, from, message]);
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nameOf(value: unknown): unknown {
  return (value as { readonly metadata?: { readonly name?: unknown } }).metadata?.name ?? '';
}
