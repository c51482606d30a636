import { LuaTable } from './lua-table.js';
import type { CallSite, Machine } from './machine.js';

/** A function of a script or of the library; what it returns is one value or {@link Values}. */
export type LuaFunction = (...args: unknown[]) => unknown;

/** What a function returns where it is not one value. */
export class Values {
  constructor(readonly items: readonly unknown[]) {}
}

/** A call that is the last thing that a function does: who called the function makes it. */
export class TailCall extends Values {
  constructor(
    private readonly machine: Machine,
    private readonly site: CallSite,
    private readonly callee: LuaFunction,
    private readonly args: readonly unknown[],
  ) {
    super([]);
  }

  make(): unknown {
    this.machine.site = this.site;
    return this.callee(...this.args);
  }
}

export const NO_VALUES = new Values([]);

/** A value that scripts can only pass on. */
export class UserData {
  constructor(readonly value: unknown) {}
}

/** The values of a list as a function returns them. */
export function packed(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values.length === 0 ? NO_VALUES : new Values(values);
}

/** What a call comes to after the calls that it left to its caller. */
function settled(result: unknown): unknown {
  let found = result;
  while (found instanceof TailCall) found = found.make();
  return found;
}

/** The first of what a function has returned. */
export function firstOf(result: Values): unknown {
  const found = settled(result);
  return found instanceof Values ? found.items[0] : found;
}

/** All that a function has returned. */
export function allOf(result: unknown): readonly unknown[] {
  const found = settled(result);
  return found instanceof Values ? found.items : [found];
}

/** What `type` says, as an index into gopher-lua's own list. */
export function typeNumber(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'boolean':
      return 1;
    case 'number':
      return 2;
    case 'string':
      return 3;
    case 'function':
      return 4;
    default:
      return value instanceof LuaTable ? 7 : 5;
  }
}

const TYPES = ['nil', 'boolean', 'number', 'string', 'function', 'userdata', 'thread', 'table'] as const;

export function typeName(value: unknown): string {
  return TYPES[typeNumber(value)] as string;
}

/** What `tostring` says. */
export function textOf(machine: Machine, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return machine.numeral(value);
    case 'undefined':
      return 'nil';
    case 'boolean':
      return String(value);
    default:
      return `${typeName(value)}: ${machine.address(value)}`;
  }
}
