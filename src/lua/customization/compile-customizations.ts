import { invalid } from '../../errors.js';
import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import { OPERATION_OF, type Operation } from '../../interpreters/operations.js';
import type { Interpreter } from '../../interpreters/registry.js';
import { wholeStatus } from '../../interpreters/whole-status.js';
import { compare } from '../../kubernetes/compare.js';
import { isFields } from '../../kubernetes/object.js';
import { type LuaOptions, readOptions } from '../run-options.js';
import { ScriptRunner } from '../script-runner.js';
import { type CustomizationRead, readCustomization } from './read-customization.js';
import { type NamedScript, scriptedMethods } from './scripted-methods.js';

/** How `compileCustomizations` compiles. */
export interface CustomizationsOptions extends LuaOptions {
  /** Who answers what no script is for. */
  readonly base?: Interpreter | undefined;
}

/**
 * Interpreters of the kinds that ResourceInterpreterCustomization objects are for.
 *
 * Several of one kind are merged as Karmada merges them: in the order of their names, the first script of an operation
 * counts, and of dependencies all do. What no script is for is left to `base`.
 *
 * @param customizations - The objects; a script is compiled when it is first asked for something.
 * @param options - Who answers the rest, and what a script may use up at each call.
 * @returns One interpreter for each API version and kind, frozen, for `createInterpreter`.
 * @throws InterpreterError `INVALID_CUSTOMIZATION`, `INVALID_OPTIONS`. What is wrong with a script shows when it is
 * called, as a {@link LuaError}.
 * @example
 * const interpreters = compileCustomizations(customizations, { base: createInterpreter() });
 * const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, ...interpreters] });
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/resourceinterpreter/customized/declarative/configmanager/accessor.go
 */
export function compileCustomizations(
  customizations: readonly unknown[],
  options: CustomizationsOptions = {},
): readonly KindInterpreter[] {
  if (!Array.isArray(customizations)) {
    throw invalid('INVALID_CUSTOMIZATION', 'customizations', customizations, 'a list');
  }
  const run = readOptions(options);
  const { base } = options;
  if (base !== undefined && (!isFields(base) || typeof base.supports !== 'function')) {
    throw invalid('INVALID_OPTIONS', 'options.base', base, 'an interpreter');
  }
  const read = customizations
    .map((value, i) => readCustomization(value, `customizations[${i}]`))
    .sort((a, b) => compare(a.name, b.name));
  const kinds = new Map<string, CustomizationRead[]>();
  for (const customization of read) {
    const key = `${customization.apiVersion} ${customization.kind}`;
    const found = kinds.get(key);
    if (found === undefined) kinds.set(key, [customization]);
    else found.push(customization);
  }
  return Object.freeze([...kinds.values()].map((found) => compileKind(found, base, run)));
}

function compileKind(
  customizations: readonly CustomizationRead[],
  base: Interpreter | undefined,
  run: ReturnType<typeof readOptions>,
): KindInterpreter {
  const { apiVersion, kind } = customizations[0] as CustomizationRead;
  const scripts = new Map<Operation, NamedScript[]>();
  for (const { name, scripts: found } of customizations) {
    for (const [operation, source] of found) {
      const known = scripts.get(operation);
      const script = { customization: name, runner: new ScriptRunner(source) };
      if (known === undefined) scripts.set(operation, [script]);
      else if (operation === 'InterpretDependency') known.push(script);
    }
  }
  const methods = {
    reflectStatus: wholeStatus,
    ...baseMethods({ apiVersion, kind }, base, new Set(scripts.keys())),
    ...scriptedMethods(scripts, run),
  };
  const operations = new Set(
    Object.keys(methods).map((method) => OPERATION_OF[method as keyof typeof OPERATION_OF]),
  );
  return Object.freeze({
    apiVersions: Object.freeze([apiVersion]),
    kind,
    operations: Object.freeze([...operations]),
    ...methods,
  }) as KindInterpreter;
}

/** What the base does of a kind, but for operations that have a script. */
function baseMethods(
  reference: { readonly apiVersion: string; readonly kind: string },
  base: Interpreter | undefined,
  scripted: ReadonlySet<Operation>,
): Partial<KindInterpreter> {
  if (base === undefined) return {};
  const methods: { [method: string]: unknown } = {};
  for (const [method, operation] of Object.entries(OPERATION_OF)) {
    if (scripted.has(operation) || !base.supports(reference, operation)) continue;
    const run = (base as unknown as { [name: string]: (...args: unknown[]) => unknown })[method];
    // Items of typed lists name no kind, and the base finds its interpreters by that.
    methods[method] = (object: unknown, ...rest: unknown[]) => run?.(named(object, reference), ...rest);
  }
  return methods as Partial<KindInterpreter>;
}

function named(object: unknown, reference: object): unknown {
  if (!isFields(object) || (object.apiVersion !== undefined && object.kind !== undefined)) return object;
  return { ...reference, ...object };
}
