import { InterpreterError } from '../../errors.js';
import { at, isAbsent, isFields } from '../../kubernetes/object.js';
import { parseScript } from '../language/parse-script.js';
import { fromBytes } from '../runtime/lua-text.js';
import { ScriptError } from '../runtime/script-error.js';
import { type CustomizationRead, RULES, type Rule, readCustomization } from './read-customization.js';
import { type ScriptFault, scriptFaults } from './script-faults.js';

/** One thing that is wrong with a customization, or may be. */
export interface CustomizationFault {
  /** Where it stands: `spec.customizations.retention.luaScript`. */
  readonly path: string;
  /** `error` for what Karmada does not admit. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The line of the script, counted in its text. */
  readonly line?: number;
}

/**
 * What is wrong with a ResourceInterpreterCustomization: what Karmada's admission would refuse, in its words, and what
 * it would not see.
 *
 * @param customization - The object.
 * @param others - Those that are there already; one of the same name is the object itself.
 * @returns Errors first, the one that Karmada would name before all others; then warnings.
 * @example
 * validateCustomization(customization).filter(({ severity }) => severity === 'error');
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/webhook/resourceinterpretercustomization/helper.go
 */
export function validateCustomization(
  customization: unknown,
  others: readonly unknown[] = [],
): readonly CustomizationFault[] {
  let read: CustomizationRead;
  try {
    read = readCustomization(customization, 'customization');
  } catch (error) {
    if (!(error instanceof InterpreterError)) throw error;
    const path = /^customization\.?(\S*)/.exec(error.message)?.[1] ?? '';
    return [{ path, severity: 'error', message: error.message }];
  }
  const errors: CustomizationFault[] = conflicts(read, others);
  const warnings: CustomizationFault[] = unknownMembers(customization);
  for (const rule of RULES) {
    const source = read.scripts.get(rule.operation);
    const path = `spec.customizations.${rule.member}.luaScript`;
    if (source === undefined) {
      const given = at(customization, 'spec', 'customizations', rule.member);
      if (!isAbsent(given))
        warnings.push({ path, severity: 'warning', message: 'is empty, so that it counts as absent' });
      continue;
    }
    const fault = compileFault(rule, source);
    if (fault !== undefined) errors.push({ path, severity: 'error', ...fault });
    else
      warnings.push(
        ...scriptFaults(source, rule).map((each) => ({ path, severity: 'warning', ...each }) as const),
      );
  }
  return [...errors, ...warnings];
}

/** Two customizations of a kind cannot both have a script of one operation, dependencies excepted. */
function conflicts(read: CustomizationRead, others: readonly unknown[]): CustomizationFault[] {
  return others.flatMap((other, i) => {
    const known = readCustomization(other, `others[${i}]`);
    if (known.name === read.name) return [];
    if (known.apiVersion !== read.apiVersion || known.kind !== read.kind) return [];
    return RULES.filter(
      ({ operation }) =>
        operation !== 'InterpretDependency' && read.scripts.has(operation) && known.scripts.has(operation),
    ).map(({ member, operation }) => {
      const existing = `of existing ResourceInterpreterCustomization(${known.name})`;
      const message = `conflicting with InterpreterOperation(${operation}) ${existing}`;
      return { path: `spec.customizations.${member}`, severity: 'error', message } as const;
    });
  });
}

function unknownMembers(customization: unknown): CustomizationFault[] {
  const members = at(customization, 'spec', 'customizations');
  if (!isFields(members)) return [];
  const known = RULES.map(({ member }) => member);
  return Object.keys(members)
    .filter((member) => !known.includes(member))
    .map((member) => ({
      path: `spec.customizations.${member}`,
      severity: 'warning',
      message: `no operation has this key: there are ${known.join(', ')}`,
    }));
}

function compileFault(rule: Rule, source: string): ScriptFault | undefined {
  try {
    parseScript(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const message = `InterpreterOperation(${rule.operation}) Lua script error: ${fromBytes(error.message)}`;
    return { message, ...(error.line !== undefined && { line: error.line }) };
  }
}
