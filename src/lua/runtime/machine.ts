import { closeBoxes } from './box.js';
import { Budget, type Limits } from './budget.js';
import { formatNumber } from './lua-number.js';
import { LuaTable } from './lua-table.js';

/** Where a call stands: its line, and what it calls. */
export interface CallSite {
  readonly line: number;
  readonly name: string;
}

/** The call of a function by the library, which has no line. */
export const LIBRARY_CALL: CallSite = { line: -1, name: '(anonymous)' };

/** A value that was thrown by `error` or by the engine, which `pcall` catches. */
export class Thrown {
  constructor(readonly value: unknown) {}
}

/** The libraries that have a global name. */
const MODULES = ['string', 'table', 'math', 'os', 'package'];

/** What a run is given beside its limits. */
export interface MachineOptions {
  /** The time in seconds. */
  readonly now: number | undefined;
  /** Whether pods count as Karmada counts them. */
  readonly strict: boolean;
}

/** From how many bytes on a text is long. */
const LONG = 1024;
/** Long texts that wait to be joined are counted by their lengths, modulo this. */
const LENGTHS = 256;
/** What it takes to write a number that is no integer, or a large one. */
const FRACTION = 24;

/** How many calls may be under way at once, as in gopher-lua. */
export const CALL_STACK = 256;

/** Functions by their names. */
export type Library = { readonly [name: string]: unknown };

/** How the libraries are made for a machine, by their names: once, and copied for each run. */
export type Libraries = { readonly [name: string]: (machine: Machine) => Library };

/** What a script that is running has used up, where it is, and what it can see. */
export class Machine extends Budget {
  /** The call that was made last. */
  site: CallSite = LIBRARY_CALL;
  /** How many calls are under way. */
  depth = 0;
  /** Tail calls that have been made one inside the other since the last one that was not. */
  tails = 0;
  /** The line from which each call was made. */
  readonly lines: number[] = new Array(CALL_STACK + 2).fill(-1);
  /** The frames of the calls under way that share variables with functions. */
  readonly sharing: unknown[][] = [];
  /** Whether `xpcall` was the last to begin guarding: errors leave shared variables alone then. */
  handling = false;
  globals = new LuaTable();
  /** The time in seconds, where it was given. */
  now: number | undefined;
  strict = false;
  /** The patterns that this run has paid for. */
  readonly patterns = new Set<string>();
  /** The bytes of the long texts that were put together and not looked at since. */
  private readonly joined: number[] = new Array(LENGTHS).fill(0);
  /** The functions of the library: a tail call of one keeps the frame of its caller. */
  readonly builtins = new Set<unknown>();
  /** The steps of `pairs` and `ipairs`, which loops need not call. */
  pairsStep: unknown;
  ipairsStep: unknown;
  private made = new Map<string, LuaTable>();
  private addresses = new Map<unknown, number>();
  private readonly templates = new Map<string, LuaTable>();

  constructor(private readonly libraries: Libraries) {
    super();
  }

  /**
   * Makes everything as it is before a script runs.
   *
   * @param names - The global names in the script: a library is made where its name is among them.
   */
  reset(limits: Limits, options: MachineOptions, names: ReadonlySet<string>): void {
    this.grant(limits);
    this.depth = 0;
    this.tails = 0;
    this.sharing.length = 0;
    this.handling = false;
    this.joined.fill(0);
    this.patterns.clear();
    this.site = LIBRARY_CALL;
    this.now = options.now;
    this.strict = options.strict;
    this.made = new Map();
    this.addresses = new Map();
    this.globals = this.library('_G') as LuaTable;
    const whole = names.has('_G') || names.has('package');
    for (const name of MODULES) {
      if (whole || names.has(name)) this.globals.setKey(this, name, this.library(name));
    }
    if (whole) this.globals.setKey(this, '_G', this.globals);
  }

  /** A library as a table of this run. */
  library(name: string): LuaTable | undefined {
    const { libraries, made, templates } = this;
    const known = made.get(name);
    if (known !== undefined || !Object.hasOwn(libraries, name)) return known;
    const template = templates.get(name) ?? this.templateOf(libraries[name]?.(this) ?? {});
    templates.set(name, template);
    const table = template.copy();
    made.set(name, table);
    if (name === 'string') table.setKey(this, '__index', table);
    if (name === 'package') this.fillPackage(table);
    return table;
  }

  private templateOf(library: Library): LuaTable {
    const table = new LuaTable();
    table.keys = Object.keys(library);
    table.values = Object.values(library);
    for (const value of table.values) if (typeof value === 'function') this.builtins.add(value);
    return table;
  }

  private fillPackage(table: LuaTable): void {
    const [loaded, preload, loaders] = [new LuaTable(), new LuaTable(), new LuaTable()];
    for (const name of [...MODULES, '_G']) {
      if (name !== 'package') loaded.setKey(this, name, this.library(name));
    }
    preload.setKey(this, 'kube', () => this.library('kube'));
    loaders.append(this, (name: unknown) => {
      const current = table.getKey('preload');
      const found = current instanceof LuaTable ? current.get(name) : undefined;
      return found ?? `no field package.preload['${name}']`;
    });
    table.setKey(this, 'loaded', loaded);
    table.setKey(this, 'preload', preload);
    table.setKey(this, 'loaders', loaders);
  }

  /**
   * Counts a text that is put together.
   *
   * The engine keeps its parts, and joins them when somebody looks: from a length on that matters.
   */
  join(length: number): void {
    if (length > LONG) (this.joined[length % LENGTHS] as number) += length;
  }

  /** Counts a text whose bytes are looked at, which takes time once. */
  look(text: string): void {
    const { length } = text;
    if (length <= LONG) return;
    const due = this.joined[length % LENGTHS] as number;
    if (due === 0) return;
    this.joined[length % LENGTHS] = 0;
    this.take(due);
    this.spend(due >> 5);
  }

  /** Counts a text that is compared with others, which takes time each time. */
  weigh(text: string): void {
    if (text.length <= LONG) return;
    this.look(text);
    this.spend(text.length >> 5);
  }

  /** A number as text. */
  numeral(value: number): string {
    if (!Number.isSafeInteger(value)) this.spend(FRACTION);
    return formatNumber(value);
  }

  /** Parts all variables from the functions that share them, as an error in gopher-lua does. */
  closeVariables(): void {
    for (const frame of this.sharing) {
      this.spend(frame.length);
      closeBoxes(frame);
    }
  }

  /** Goes into a function that was called by {@link site}. */
  enter(): void {
    if (this.depth >= CALL_STACK) throw this.fault('stack overflow');
    this.lines[++this.depth] = this.site.line;
  }

  /** The line that a function stands at, by how many calls it is out from the one that is under way. */
  lineAt(level: number): number | undefined {
    for (let at = this.depth - level; at >= 1; at--) {
      const line = at === this.depth ? this.site.line : (this.lines[at + 1] as number);
      if (line >= 0) return line;
    }
    return undefined;
  }

  /** An error at the call that is under way. */
  fault(message: string): Thrown {
    return this.faultAt(this.lineAt(0), message);
  }

  /** An error without a line. */
  thrown(message: string): Thrown {
    return new Thrown(message);
  }

  faultAt(line: number | undefined, message: string): Thrown {
    return new Thrown(line === undefined ? ` ${message}` : `<string>:${line}: ${message}`);
  }

  /** A number that tells tables and functions apart, in the form of an address. */
  address(value: unknown): string {
    const number = this.addresses.get(value) ?? this.addresses.size + 1;
    this.addresses.set(value, number);
    return `0x${(0xc000000000 + number * 16).toString(16)}`;
  }
}
