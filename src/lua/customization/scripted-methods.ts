import { invalid } from '../../errors.js';
import { type AggregateOptions, refuseItem, scheduledClusters } from '../../generation/items.js';
import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import type { Operation } from '../../interpreters/operations.js';
import { sameJson } from '../../kubernetes/json.js';
import { isAbsent, isCount, isFields, MAX_INT32 } from '../../kubernetes/object.js';
import { LuaError, luaErrorOf } from '../lua-error.js';
import type { RunOptions } from '../run-options.js';
import { LuaTable } from '../runtime/lua-table.js';
import { readJson } from '../runtime/read-json.js';
import { ScriptError } from '../runtime/script-error.js';
import type { ScriptRunner } from '../script-runner.js';
import { RULES } from './read-customization.js';
import {
  type Returned,
  readComponents,
  readDependencies,
  readHealth,
  readObject,
  readReplicas,
  readStatus,
} from './run-operation.js';
import { type Reference, unionOf } from './verify-dependencies.js';

/** A script and the customization that it is of. */
export interface NamedScript {
  readonly customization: string;
  readonly runner: ScriptRunner;
}

/** What a method is called with. */
type Given = readonly unknown[];

/** How an operation goes to a script and back. */
interface Scripted {
  readonly method: keyof KindInterpreter;
  /** The script's arguments, of checked ones of the method; the object alone where it is left out. */
  readonly args?: (...given: Given) => readonly unknown[];
  /** What the method returns. */
  readonly read: (returned: Returned, given: Given, script: NamedScript) => unknown;
}

const SCRIPTED: { readonly [operation in Operation]: Scripted } = {
  InterpretReplica: { method: 'getReplicas', read: readReplicas },
  InterpretComponent: { method: 'getComponents', read: readComponents },
  ReviseReplica: {
    method: 'reviseReplica',
    args(object, replicas) {
      const table = tableOf(object);
      if (!isCount(replicas, MAX_INT32))
        throw invalid('INVALID_REPLICAS', 'replicas', replicas, `an integer from 0 to ${MAX_INT32}`);
      return [table, replicas];
    },
    read: (returned, [object]) => unlessSame(object, readObject(returned, [object])),
  },
  Retain: {
    method: 'retain',
    args: (desired, observed) => [tableOf(desired, 'desired'), tableOf(observed, 'observed')],
    read: (returned, given) => unlessSame(given[0], readObject(returned, given.slice(0, 2))),
  },
  AggregateStatus: {
    method: 'aggregateStatus',
    args: (object, items, options) => [tableOf(object), itemsTable(items, options as AggregateOptions)],
    read: (returned, [object]) => unlessSame(object, readObject(returned, [])),
  },
  InterpretStatus: { method: 'reflectStatus', read: readStatus },
  InterpretHealth: {
    method: 'interpretHealth',
    read(returned, _, { customization }) {
      const healthy = readHealth(returned);
      return healthy
        ? { healthy, state: 'Healthy', reason: 'Healthy', message: 'the script says that it is healthy' }
        : {
            healthy,
            state: 'Degraded',
            reason: 'Unhealthy',
            message: `the script InterpretHealth of "${customization}" says that it is not healthy`,
          };
    },
  },
  InterpretDependency: { method: 'getDependencies', read: readDependencies },
};

/** The methods of an interpreter that have scripts. */
export function scriptedMethods(
  scripts: ReadonlyMap<Operation, readonly NamedScript[]>,
  options: RunOptions,
): Partial<KindInterpreter> {
  const methods = [...scripts].map(([operation, all]) => {
    const run = (...given: Given): unknown => {
      const found = all.map((script) => runOperation(operation, script, given, options));
      return operation === 'InterpretDependency' ? unionOf(found.flat() as Reference[]) : found[0];
    };
    return [SCRIPTED[operation].method, run] as const;
  });
  return Object.fromEntries(methods) as Partial<KindInterpreter>;
}

/** Runs a script, and says of what goes wrong where it was. */
function runOperation(operation: Operation, script: NamedScript, given: Given, options: RunOptions): unknown {
  const { args = (object) => [tableOf(object)], read } = SCRIPTED[operation];
  const { customization, runner } = script;
  const name = RULES.find((rule) => rule.operation === operation)?.functionName as string;
  let returned = false;
  try {
    return runner.run(name, args(...given), 2, options, (found) => {
      returned = true;
      return read(found, given, script);
    });
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const failed = luaErrorOf(error, { customization, operation });
    if (returned || operation !== 'InterpretComponent') throw failed;
    // Karmada names the function for this operation alone.
    throw new LuaError(`failed to run '${name}' script: ${failed.message}`, failed.line, failed);
  }
}

function tableOf(object: unknown, path = 'object'): LuaTable {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', path, object, 'an object');
  return new LuaTable(object);
}

/** The object itself where a script has come to the same: there is nothing to write then. */
function unlessSame(object: unknown, found: object): unknown {
  return sameJson(object, found) ? object : found;
}

/** What Karmada tells a script of a member. */
const TOLD = ['clusterName', 'status', 'applied', 'appliedMessage', 'health'];

/**
 * The members that count, where the caller says which clusters do, as Karmada gives them to a script: without what says
 * nothing, and without fields that it does not know. Nothing where there is no list.
 */
function itemsTable(items: unknown, options: AggregateOptions | undefined): LuaTable | undefined {
  const clusters = scheduledClusters(options);
  if (isAbsent(items)) return undefined;
  if (!Array.isArray(items)) throw invalid('INVALID_ITEMS', 'items', items, 'a list');
  const counted: LuaTable[] = [];
  items.forEach((item: unknown, i) => {
    // A member without a name is one of the name "" to Karmada.
    const clusterName = isFields(item) ? (item.clusterName ?? '') : undefined;
    if (!isFields(item) || typeof clusterName !== 'string') refuseItem(item, `items[${i}]`);
    if (clusters?.has(clusterName) === false) return;
    const { status, applied, appliedMessage, health } = item;
    const told = [clusterName, status, applied === true || null, appliedMessage || null, health || null];
    const table = new LuaTable();
    table.keys = [];
    table.values = [];
    for (let at = 0; at < told.length; at++) {
      const value = readJson(told[at], (source) => new LuaTable(source));
      if (value === undefined) continue;
      table.keys.push(TOLD[at]);
      table.values.push(value);
    }
    counted.push(table);
  });
  const table = new LuaTable();
  if (counted.length > 0) table.list = counted;
  return table;
}
