import { parseFloat64, parseInBase, parseInteger, toInt64, withoutBlanks } from '../runtime/lua-number.js';
import { LuaTable } from '../runtime/lua-table.js';
import {
  allOf,
  type LuaFunction,
  NO_VALUES,
  packed,
  textOf,
  typeName,
  Values,
} from '../runtime/lua-values.js';
import { LIBRARY_CALL, type Machine, Thrown } from '../runtime/machine.js';
import { numeric } from '../runtime/operators.js';
import {
  argumentFault,
  atLeast,
  functionArgument,
  optionalInteger,
  optionalText,
  tableArgument,
  textArgument,
} from './lua-arguments.js';

/** What Karmada takes out of gopher-lua's library; its stand-ins are scripts of one line each. */
export const REFUSED =
  'collectgarbage dofile getfenv getmetatable load loadfile loadstring rawequal rawget rawset setfenv setmetatable module newproxy';

/** What it takes to catch an error, and for each call that it ends: far more than to return. */
const CAUGHT = 500;
const CAUGHT_FRAME = 100;

/** How many values fit into gopher-lua's registry beside what a script needs for itself. */
export const REGISTRY = 5115;

/** `pairs`, `type` and all else that has no table's name before it. */
export function baseLibrary(machine: Machine) {
  const pairsStep = (value: unknown, key: unknown) =>
    entryAfter(machine, tableArgument(machine, value, 1), key) ?? NO_VALUES;
  const ipairsStep = (value: unknown, key: unknown) => {
    const table = tableArgument(machine, value, 1);
    const next = optionalInteger(machine, key ?? {}, 2, 0) + 1;
    const found = next > 0 ? table.getNumber(next) : undefined;
    return found === undefined ? NO_VALUES : new Values([next, found]);
  };
  machine.pairsStep = pairsStep;
  machine.ipairsStep = ipairsStep;
  machine.builtins.add(pairsStep).add(ipairsStep);
  return {
    _VERSION: 'Lua 5.1',
    _GOPHER_LUA_VERSION: 'GopherLua 0.1',
    ...Object.fromEntries(REFUSED.split(' ').map((name) => [name, refused(name)])),
    assert(...args: unknown[]): unknown {
      const [value, message] = args;
      if (value !== undefined && value !== false) return packed(args);
      throw machine.fault(optionalText(machine, message, 2, 'assertion failed!'));
    },
    error(...args: unknown[]): never {
      atLeast(machine, args, 1);
      const level = optionalInteger(machine, args[1], 2, 1);
      const [value] = args;
      if (typeof value !== 'string' || level <= 0) throw new Thrown(value);
      throw machine.faultAt(machine.lineAt(Math.max(level - 2, 0)), value);
    },
    ipairs: (value: unknown) => new Values([ipairsStep, tableArgument(machine, value, 1), 0]),
    next: (value: unknown, key: unknown) => entryAfter(machine, tableArgument(machine, value, 1), key),
    pairs: (value: unknown) => new Values([pairsStep, tableArgument(machine, value, 1), undefined]),
    pcall(...args: unknown[]): unknown {
      atLeast(machine, args, 1);
      const [called, ...rest] = args;
      if (typeof called !== 'function') {
        return new Values([false, `attempt to call a ${typeName(called)} value`]);
      }
      return guarded(machine, () => (called as LuaFunction)(...rest));
    },
    xpcall(called: unknown, handler: unknown): unknown {
      const run = functionArgument(machine, called, 1);
      const handle = functionArgument(machine, handler, 2);
      return guarded(machine, () => run(), handle);
    },
    require: (name: unknown) => requireModule(machine, textArgument(machine, name, 1)),
    select(...args: unknown[]): unknown {
      const [which] = args;
      if (which === '#') return args.length - 1;
      if (typeof which === 'string') throw argumentFault(machine, 1, `invalid string '${which}'`);
      if (typeof which !== 'number') {
        throw argumentFault(machine, 1, `number or string expected, got ${typeName(which)}`);
      }
      const index = toInt64(which);
      const from = index < 0 ? args.length + index : Math.min(index, args.length);
      if (from < 1) throw argumentFault(machine, 1, 'index out of range');
      return packed(args.slice(from));
    },
    tonumber(...args: unknown[]): unknown {
      const base = optionalInteger(machine, args[1], 2, 10);
      atLeast(machine, args, 1);
      return numeric(machine, args[0], (text) => numberOf(text, base, args[1] === undefined));
    },
    tostring(...args: unknown[]): string {
      atLeast(machine, args, 1);
      return textOf(machine, args[0]);
    },
    type(...args: unknown[]): string {
      atLeast(machine, args, 1);
      return typeName(args[0]);
    },
    unpack(value: unknown, from: unknown, to: unknown): unknown {
      const table = tableArgument(machine, value, 1);
      const first = optionalInteger(machine, from, 2, 1);
      const last = optionalInteger(machine, to, 3, table.length(machine));
      if (last - first >= REGISTRY) throw machine.fault('registry overflow');
      machine.spend(Math.max(0, last - first));
      const values: unknown[] = [];
      for (let i = first; i <= last; i++) values.push(i > 0 ? table.getNumber(i) : undefined);
      return packed(values);
    },
  };
}

function refused(name: string): LuaFunction {
  return () => {
    const message = `call function ${name} is not supported in karmada customized resourceinterpreter.`;
    throw new Thrown(`<string>:1: ${message}`);
  };
}

/** The key after another one and its value. */
function entryAfter(machine: Machine, table: LuaTable, key: unknown): Values | undefined {
  const at = table.after(machine, key);
  if (at < 0) return undefined;
  const count = table.list.length;
  return at < count
    ? new Values([at + 1, table.list[at]])
    : new Values([table.keys[at - count], table.values[at - count]]);
}

/** Calls a function, and turns its error into a value. */
function guarded(machine: Machine, run: () => unknown, handle?: LuaFunction): Values {
  const { depth, tails, sharing } = machine;
  const frames = sharing.length;
  machine.enter();
  if (handle !== undefined) machine.handling = true;
  machine.site = LIBRARY_CALL;
  try {
    return new Values([true, ...allOf(run())]);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    machine.spend(CAUGHT + CAUGHT_FRAME * (machine.depth - depth));
    sharing.length = frames;
    if (!machine.handling) machine.closeVariables();
    machine.handling = false;
    if (handle === undefined) return new Values([false, error.value]);
    machine.site = LIBRARY_CALL;
    const handled = guarded(machine, () => handle(error.value));
    return new Values([false, handled.items[1]]);
  } finally {
    machine.depth = depth;
    machine.tails = tails;
    machine.handling = false;
  }
}

function numberOf(text: string, base: number, any: boolean): number | undefined {
  const trimmed = withoutBlanks(text);
  if (trimmed.includes('.')) return parseFloat64(trimmed);
  if (any && /^0x/i.test(trimmed)) return parseInBase(trimmed.slice(2), 16);
  return base === 0 ? parseInteger(trimmed) : parseInBase(trimmed, base);
}

function requireModule(machine: Machine, name: string): unknown {
  const { globals } = machine;
  const known = globals.getKey('package');
  const modules = known === undefined ? undefined : machine.library('package');
  const loaded = modules?.getKey('loaded');
  if (!(loaded instanceof LuaTable)) {
    const found = name === 'package' ? undefined : machine.library(name);
    return found ?? notFound(machine, name, [`no field package.preload['${name}']`]);
  }
  const before = loaded.getKey(name);
  if (before !== undefined && before !== false) return before;
  const loaders = modules?.getKey('loaders');
  if (!(loaders instanceof LuaTable)) throw machine.fault('package.loaders must be a table');
  const messages: string[] = [];
  for (let i = 1; ; i++) {
    const loader = loaders.getNumber(i);
    if (typeof loader !== 'function') return notFound(machine, name, messages);
    const [found] = allOf((loader as LuaFunction)(name));
    if (typeof found === 'string') messages.push(found);
    if (typeof found !== 'function') continue;
    const [made = true] = allOf((found as LuaFunction)(name));
    loaded.setKey(machine, name, made);
    return made;
  }
}

function notFound(machine: Machine, name: string, messages: readonly string[]): never {
  throw machine.fault(`module ${name} not found:\n\t${messages.join('\n\t')}, `);
}
