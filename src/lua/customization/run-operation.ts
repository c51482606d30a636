import type { Replicas } from '../../interpreters/replicas.js';
import { canonicalText } from '../../kubernetes/json.js';
import type { Fields } from '../../kubernetes/object.js';
import { emptyAsIn, emptyList, emptyStruct } from '../conversion/empties.js';
import { type Empties, EncodeFault, writeJson } from '../conversion/write-json.js';
import { encodeGo } from '../kube/go-decode.js';
import { decodeResult } from '../kube/kube-library.js';
import { LuaTable } from '../runtime/lua-table.js';
import { toBytes } from '../runtime/lua-text.js';
import { typeName, typeNumber } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { ScriptError } from '../runtime/script-error.js';
import { escapeHtml, type Reference, verifyDependencies } from './verify-dependencies.js';

/** What a script returned, on the machine that it ran on. */
export interface Returned {
  readonly machine: Machine;
  readonly values: readonly unknown[];
}

function failure(message: string): ScriptError {
  return new ScriptError(toBytes(message), undefined);
}

/** A table of a script as JSON. */
function jsonOf(machine: Machine, table: LuaTable, empties: Empties): unknown {
  try {
    return writeJson(machine, table, empties);
  } catch (error) {
    if (error instanceof EncodeFault) throw failure(`encode lua result to json failed: ${error.message}`);
    throw error;
  }
}

const MIN_INT32 = -(2 ** 31);

/** A number as Go converts it to an int32 on amd64. */
function toInt32(value: number): number {
  const whole = Math.trunc(value);
  return whole >= MIN_INT32 && whole < -MIN_INT32 ? whole + 0 : MIN_INT32;
}

/** What `GetReplicas` returns: a number, and what a replica needs. */
export function readReplicas({ machine, values }: Returned): Replicas {
  const [count, requires] = values;
  if (typeof count !== 'number') throw failure(`result type ${typeNumber(count)} is not number`);
  const replicas = toInt32(count);
  if (requires === undefined) return { replicas };
  if (!(requires instanceof LuaTable)) throw notTable(requires);
  const json = jsonOf(machine, requires, emptyStruct);
  return { replicas, requirements: encodeGo(decodeResult('v1alpha2.ReplicaRequirements', json)) as object };
}

/** What `GetComponents` returns. */
export function readComponents({ machine, values }: Returned): readonly object[] {
  const [found] = values;
  if (found === undefined) return [];
  if (!(found instanceof LuaTable)) {
    throw failure(`expected result type 'table' or 'nil' from GetComponents, but got '${typeName(found)}'`);
  }
  try {
    const json = jsonOf(machine, found, emptyList);
    const components = encodeGo(decodeResult('v1alpha2.Component', json, true)) as readonly Fields[];
    return components.map(({ replicaRequirements: requirements, ...component }) => ({
      ...component,
      ...(requirements !== undefined && { requirements }),
    }));
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw failure(`failed to convert lua table for components: ${error.message}`);
  }
}

/** What a script returns that changes an object: the object, with what is empty as in those that it was made of. */
export function readObject({ machine, values }: Returned, references: readonly unknown[]): object {
  const [found] = values;
  if (!(found instanceof LuaTable)) throw notTable(found);
  const json = jsonOf(machine, found, references.length > 0 ? emptyAsIn(references) : emptyStruct);
  if (Array.isArray(json)) {
    throw failure(
      'json unmarshal obj failed: json: cannot unmarshal array into Go value of type map[string]interface {}',
    );
  }
  const { apiVersion, kind } = json as Fields;
  // There is no kind of an API version that is none.
  if (typeof kind !== 'string' || kind === '' || /\/.*\//s.test(`${apiVersion}`)) {
    throw failure(
      `json unmarshal obj failed: Object 'Kind' is missing in '${escapeHtml(canonicalText(json))}'`,
    );
  }
  return json as object;
}

/** What `ReflectStatus` returns. */
export function readStatus({ machine, values }: Returned): unknown {
  const [found] = values;
  if (found instanceof LuaTable) return jsonOf(machine, found, emptyStruct);
  throw failure(`expect the returned replica type is table but got ${typeName(found)}`);
}

/** What `InterpretHealth` returns. */
export function readHealth({ values }: Returned): boolean {
  const [found] = values;
  if (typeof found === 'boolean') return found;
  throw failure(`result type ${typeNumber(found)} is not bool`);
}

/** What `GetDependencies` returns. */
export function readDependencies({ machine, values }: Returned): readonly Reference[] {
  const [found] = values;
  if (!(found instanceof LuaTable)) throw notTable(found);
  const json = jsonOf(machine, found, emptyList);
  const references = decodeResult('v1alpha1.DependentObjectReference', json, true) as readonly Reference[];
  verifyDependencies(references);
  return references;
}

function notTable(found: unknown): ScriptError {
  return failure(`expect the returned requires type is table but got ${typeName(found)}`);
}
