import { emptyStruct } from '../conversion/empties.js';
import { writeJson } from '../conversion/write-json.js';
import { tableArgument, textArgument } from '../library/lua-arguments.js';
import { LuaTable } from '../runtime/lua-table.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
import { textOf, typeName } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { readJson } from '../runtime/read-json.js';
import { ScriptError } from '../runtime/script-error.js';
import { DecodeFault, decodeGo } from './go-decode.js';
import {
  addGoQuantities,
  approximate,
  formatGoQuantity,
  type GoQuantity,
  parseGoQuantity,
  QuantityFault,
  ZERO,
} from './go-quantity.js';
import { goStruct } from './go-structs.js';
import { dependenciesOfPod, type PodTemplate, requirementsOfPod } from './pod-template.js';

/** How much more it takes to decode JSON than to write it. */
const DECODING = 80;

/** What `require("kube")` gives. */
export function kubeLibrary(machine: Machine) {
  /** A pod template as Kubernetes' own struct. */
  const podTemplate = (table: LuaTable, type: string): PodTemplate => {
    try {
      const before = machine.steps;
      const json = writeJson(machine, table, emptyStruct);
      machine.spend(DECODING * (before - machine.steps));
      return decodeResult('PodTemplateSpec', json) as PodTemplate;
    } catch (error) {
      const what = failureOf(error);
      if (what === undefined) throw error;
      throw machine.fault(`fail to convert lua value ${textOf(machine, table)} to ${type}: ${toBytes(what)}`);
    }
  };
  const back = (value: unknown): unknown => readJson(value, (source) => new LuaTable(source));
  return {
    resourceAdd(...args: unknown[]): string {
      const sum = args.reduce<GoQuantity>(
        (total, value, i) => addGoQuantities(total, quantityArgument(machine, value, i + 1)),
        ZERO,
      );
      return formatGoQuantity(sum);
    },
    accuratePodRequirements(...args: unknown[]): unknown {
      if (args.length !== 1) throw machine.fault('getPodRequirements only accepts one argument');
      const template = podTemplate(tableArgument(machine, args[0], 1), 'PodTemplateSpec');
      return back(requirementsOfPod(template, machine.strict));
    },
    getPodDependencies(...args: unknown[]): unknown {
      if (args.length !== 2) throw machine.fault('getPodDependencies only accepts two argument');
      const table = tableArgument(machine, args[0], 1);
      const namespace = args[1] === undefined ? 'default' : fromBytes(textArgument(machine, args[1], 2));
      const found = dependenciesOfPod(podTemplate(table, 'corev1.PodTemplateSpec'), namespace);
      return found.length === 0 ? undefined : back(found);
    },
    getResourceQuantity(...args: unknown[]): number {
      if (args.length !== 1) throw machine.fault('getResourceQuantity only accepts one argument');
      const quantity = quantityArgument(machine, args[0], 1);
      const number = approximate(quantity);
      const shown = formatGoQuantity(quantity);
      if (number < 0) {
        throw machine.fault(`int approximation unexpectedly returned a negative value: ${shown},`);
      }
      if (number === Number.POSITIVE_INFINITY) {
        throw machine.fault(`int approximation unexpectedly returned an infinite value: ${shown},`);
      }
      return number;
    },
  };
}

function quantityArgument(machine: Machine, value: unknown, place: number): GoQuantity {
  if (value === undefined) return ZERO;
  if (typeof value !== 'string') {
    const name = machine.site.name;
    throw machine.fault(`bad argument #${place} to ${name} (string expected, got ${typeName(value)})`);
  }
  machine.spend(32 + 16 * value.length);
  try {
    const quantity = parseGoQuantity(value);
    // Sums are made of all digits that there are in between.
    machine.spend(8 * Math.abs(quantity.exponent));
    return quantity;
  } catch (error) {
    if (error instanceof QuantityFault) throw machine.thrown(`cannot parse '${value}': ${error.message}`);
    throw error;
  }
}

/** JSON as one of Karmada's structs, or a list of them. */
export function decodeResult(struct: string, json: unknown, list = false): unknown {
  const type = goStruct(struct);
  try {
    return decodeGo(list ? { kind: 'array', of: type, name: `[]${type.name}` } : type, json);
  } catch (error) {
    if (error instanceof DecodeFault || error instanceof QuantityFault) {
      throw new ScriptError(`json unmarshal obj failed: ${error.message}`, undefined);
    }
    throw error;
  }
}

/** What Karmada says of a table that it could not convert. */
function failureOf(error: unknown): string | undefined {
  if (!(error instanceof ScriptError)) return undefined;
  const { message } = error;
  return message.startsWith('json unmarshal') ? message : undefined;
}
