import { allOf, type LuaFunction, NO_VALUES, typeName } from '../runtime/lua-values.js';
import { LIBRARY_CALL, type Machine } from '../runtime/machine.js';
import { lessThan } from '../runtime/operators.js';
import { REGISTRY } from './base-library.js';
import {
  atLeast,
  functionArgument,
  integerArgument,
  optionalInteger,
  optionalText,
  tableArgument,
} from './lua-arguments.js';
import { patternDefeatingSort } from './pattern-defeating-sort.js';

/** What it takes to sort nothing. */
const SORT = 128;

/** `table`. */
export function tableLibrary(machine: Machine) {
  return {
    getn: (value: unknown) => tableArgument(machine, value, 1).length(machine),
    maxn: (value: unknown) => tableArgument(machine, value, 1).length(machine),
    insert(...args: unknown[]): unknown {
      const table = tableArgument(machine, args[0], 1);
      if (args.length === 2) table.append(machine, args[1]);
      else if (args.length === 1) throw machine.fault('wrong number of arguments');
      else {
        const place = integerArgument(machine, args[1], 2);
        atLeast(machine, args, 3);
        table.insert(machine, place, args[2]);
      }
      return NO_VALUES;
    },
    remove(...args: unknown[]): unknown {
      const table = tableArgument(machine, args[0], 1);
      return table.remove(machine, args.length === 1 ? -1 : integerArgument(machine, args[1], 2));
    },
    concat: (...args: unknown[]) => join(machine, args),
    sort(...args: unknown[]): unknown {
      const table = tableArgument(machine, args[0], 1);
      const less = args.length === 1 ? undefined : functionArgument(machine, args[1], 2);
      if (table.origin === 'unread') table.read();
      if (table.origin === 'read') table.origin = 'changed';
      machine.spend(SORT + table.list.length);
      patternDefeatingSort(table.list, less === undefined ? inOrder(machine) : calling(machine, less));
      return NO_VALUES;
    },
  };
}

function inOrder(machine: Machine): (a: unknown, b: unknown) => boolean {
  return (a, b) => {
    machine.spend(4);
    return lessThan(machine, a, b, machine.lineAt(0));
  };
}

/** Compares by a function of the script, in a frame of its own. */
function calling(machine: Machine, less: LuaFunction): (a: unknown, b: unknown) => boolean {
  const { site } = machine;
  return (a, b) => {
    machine.enter();
    machine.site = LIBRARY_CALL;
    const [answer] = allOf(less(a, b));
    machine.depth--;
    machine.site = site;
    return answer !== undefined && answer !== false;
  };
}

function join(machine: Machine, args: readonly unknown[]): unknown {
  const table = tableArgument(machine, args[0], 1);
  const separator = optionalText(machine, args[1], 2, '');
  const from = optionalInteger(machine, args[2], 3, 1);
  const count = table.length(machine);
  const to = optionalInteger(machine, args[3], 4, count);
  if (args.length === 3 && (from > count || from < 1)) return '';
  const first = Math.max(Math.min(from, count), 1);
  const last = Math.min(to, count);
  if (first > last) return '';
  const parts: string[] = [];
  let length = 0;
  for (let i = first; i <= last; i++) {
    const value = table.getNumber(i);
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw machine.fault(`invalid value (${typeName(value)}) at index ${i} in table for concat`);
    }
    if (2 * (i - first) >= REGISTRY) throw machine.fault('registry overflow');
    // A single number stays one.
    if (first === last) return value;
    const text = typeof value === 'number' ? machine.numeral(value) : value;
    length += text.length + separator.length;
    parts.push(text);
  }
  machine.take(length);
  machine.spend(parts.length + (length >> 4));
  return parts.join(separator);
}
