import { invalid } from '../../errors.js';
import {
  type AggregatedStatusItems,
  type AggregateOptions,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import type { Health } from '../../interpreters/health/health.js';
import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import type { Operation } from '../../interpreters/operations.js';
import type { Component, Replicas } from '../../interpreters/replicas.js';
import { sameJson } from '../../kubernetes/json.js';
import { isCount, isFields, MAX_INT32 } from '../../kubernetes/object.js';
import type { DependentObjectReference } from '../../kubernetes/references.js';
import { LuaError, luaErrorOf } from '../lua-error.js';
import type { RunOptions } from '../run-options.js';
import { LuaTable } from '../runtime/lua-table.js';
import { ScriptError } from '../runtime/script-error.js';
import type { ScriptRunner } from '../script-runner.js';
import { itemsTable } from './items-table.js';
import {
  type Returned,
  readComponents,
  readDependencies,
  readHealth,
  readObject,
  readReplicas,
  readStatus,
} from './run-operation.js';
import { type Reference, unionOf, verifyDependencies } from './verify-dependencies.js';

/** A script and the customization that it is of. */
export interface NamedScript {
  readonly customization: string;
  readonly runner: ScriptRunner;
}

/** The methods of an interpreter that have scripts. */
export function scriptedMethods(
  scripts: ReadonlyMap<Operation, readonly NamedScript[]>,
  options: RunOptions,
): Partial<KindInterpreter> {
  const check = (object: unknown, path = 'object'): object => {
    if (!isFields(object)) throw invalid('INVALID_OBJECT', path, object, 'an object');
    return object;
  };
  const table = (object: object) => new LuaTable(object);

  /** Runs a script, and says of what goes wrong where it was. */
  const run = <T>(
    { customization, runner }: NamedScript,
    operation: Operation,
    name: string,
    args: () => readonly unknown[],
    read: (returned: Returned) => T,
    results = 1,
  ): T => {
    let returned = false;
    try {
      return runner.run(name, args, results, options, (found) => {
        returned = true;
        return read(found);
      });
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      const failed = luaErrorOf(error, { customization, operation });
      if (returned || operation !== 'InterpretComponent') throw failed;
      // Karmada names the function for this operation alone.
      throw new LuaError(`failed to run '${name}' script: ${failed.message}`, failed.line, failed);
    }
  };

  const methods: { [operation in Operation]: (script: NamedScript, all: readonly NamedScript[]) => object } =
    {
      InterpretReplica: (script) => ({
        getReplicas(object: object): Replicas {
          check(object);
          const args = () => [table(object)];
          const { replica, requires } = run(script, 'InterpretReplica', 'GetReplicas', args, readReplicas, 2);
          return { replicas: replica, ...(requires !== undefined && { requirements: requires }) } as Replicas;
        },
      }),
      InterpretComponent: (script) => ({
        getComponents(object: object): readonly Component[] {
          check(object);
          const args = () => [table(object)];
          return run(script, 'InterpretComponent', 'GetComponents', args, readComponents).map(componentOf);
        },
      }),
      ReviseReplica: (script) => ({
        reviseReplica(object: object, replicas: number): object {
          check(object);
          if (!isCount(replicas, MAX_INT32)) {
            throw invalid('INVALID_REPLICAS', 'replicas', replicas, `an integer from 0 to ${MAX_INT32}`);
          }
          const args = () => [table(object), replicas];
          return run(script, 'ReviseReplica', 'ReviseReplica', args, (returned) =>
            unlessSame(object, readObject(returned, [object])),
          );
        },
      }),
      Retain: (script) => ({
        retain(desired: object, observed: object): object {
          check(desired, 'desired');
          check(observed, 'observed');
          const args = () => [table(desired), table(observed)];
          return run(script, 'Retain', 'Retain', args, (returned) =>
            unlessSame(desired, readObject(returned, [desired, observed])),
          );
        },
      }),
      AggregateStatus: (script) => ({
        aggregateStatus(
          object: object,
          items: AggregatedStatusItems,
          aggregation?: AggregateOptions,
        ): object {
          check(object);
          const counted = countedItems(items, aggregation);
          const args = () => [table(object), itemsTable(counted)];
          return run(script, 'AggregateStatus', 'AggregateStatus', args, (returned) =>
            unlessSame(object, readObject(returned, [])),
          );
        },
      }),
      InterpretStatus: (script) => ({
        reflectStatus(object: object): unknown {
          check(object);
          return run(script, 'InterpretStatus', 'ReflectStatus', () => [table(object)], readStatus);
        },
      }),
      InterpretHealth: (script) => ({
        interpretHealth(object: object): Health {
          check(object);
          const args = () => [table(object)];
          return healthOf(run(script, 'InterpretHealth', 'InterpretHealth', args, readHealth), script);
        },
      }),
      InterpretDependency: (_, all) => ({
        getDependencies(object: object): readonly DependentObjectReference[] {
          check(object);
          const found = all.flatMap((script) =>
            run(
              script,
              'InterpretDependency',
              'GetDependencies',
              () => [table(object)],
              (returned) => {
                const references = readDependencies(returned) as readonly Reference[];
                verifyDependencies(references);
                return references;
              },
            ),
          );
          return unionOf(found) as unknown as readonly DependentObjectReference[];
        },
      }),
    };
  const entries = [...scripts].map(([operation, all]) => methods[operation](all[0] as NamedScript, all));
  return Object.assign({}, ...entries) as Partial<KindInterpreter>;
}

/** The object itself where a script has come to the same: there is nothing to write then. */
function unlessSame(object: object, found: object): object {
  return sameJson(object, found) ? object : found;
}

/** The items that count, where the caller says which clusters do; nothing where there is no list. */
function countedItems(
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): AggregatedStatusItems {
  const clusters = scheduledClusters(options);
  if (items === undefined || items === null) return undefined;
  if (!Array.isArray(items)) throw invalid('INVALID_ITEMS', 'items', items, 'a list');
  items.forEach((item: unknown, i) => {
    // A member without a name is one of the name "" to Karmada.
    if (!isFields(item) || typeof (item.clusterName ?? '') !== 'string') refuseItem(item, `items[${i}]`);
  });
  return clusters === undefined ? items : items.filter(({ clusterName }) => clusters.has(clusterName));
}

function componentOf(found: unknown): Component {
  const { name, replicas, replicaRequirements } = found as {
    readonly name: string;
    readonly replicas: number;
    readonly replicaRequirements?: object;
  };
  return { name, replicas, ...(replicaRequirements && { requirements: replicaRequirements }) };
}

function healthOf(healthy: boolean, { customization }: NamedScript): Health {
  if (healthy)
    return { healthy, state: 'Healthy', reason: 'Healthy', message: 'the script says that it is healthy' };
  const message = `the script InterpretHealth of "${customization}" says that it is not healthy`;
  return { healthy, state: 'Degraded', reason: 'Unhealthy', message };
}
