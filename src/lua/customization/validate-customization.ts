import { didYouMean } from '../../boundary/did-you-mean.js';
import { formatPath } from '../../boundary/format-path.js';
import { mismatch } from '../../errors.js';
import { at, isFields } from '../../kubernetes/object.js';
import { parseChunk } from '../language/lua-parser.js';
import { fromBytes, toBytes } from '../runtime/lua-text.js';
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
 * @param others - Those that are there already, as far as they can be read; one of the same name is the object itself.
 * @returns Errors first, the one that Karmada would name before all others; then warnings.
 * @example
 * validateCustomization(customization).filter(({ severity }) => severity === 'error');
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/webhook/resourceinterpretercustomization/helper.go
 */
export function validateCustomization(
  customization: unknown,
  others: readonly unknown[] = [],
): readonly CustomizationFault[] {
  const malformed: CustomizationFault[] = [];
  const read = readCustomization(customization, '', (path, found, expected) => {
    malformed.push({ path, severity: 'error', message: mismatch(path || 'customization', found, expected) });
  });
  const errors: CustomizationFault[] = [...malformed, ...conflicts(read, others)];
  const warnings: CustomizationFault[] = unknownMembers(customization);
  for (const rule of RULES) {
    const source = read.scripts.get(rule.operation);
    const path = `spec.customizations.${rule.member}.luaScript`;
    if (source === undefined) {
      const given = at(customization, 'spec', 'customizations', rule.member);
      if (isFields(given) && (given.luaScript ?? '') === '')
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
  const path = 'spec.customizations';
  const isEmpty = !RULES.some(
    ({ member }) => at(customization, 'spec', 'customizations', member) !== undefined,
  );
  if (errors.length === 0 && isEmpty) warnings.push({ path, severity: 'warning', message: 'has no script' });
  return [...errors, ...warnings];
}

/** Two customizations of a kind cannot both have a script of one operation, dependencies excepted. */
function conflicts(read: CustomizationRead, others: readonly unknown[]): CustomizationFault[] {
  if (read.apiVersion === '' || read.kind === '') return [];
  return others.flatMap((other) => {
    const known = readCustomization(other, '', () => {});
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

/** Keys that the API server drops. */
function unknownMembers(customization: unknown): CustomizationFault[] {
  const known = RULES.map(({ member }) => member);
  const unknownKeys = (path: readonly string[], fields: readonly string[], what: string) => {
    const value = at(customization, ...path);
    const keys = isFields(value) ? Object.keys(value).filter((key) => !fields.includes(key)) : [];
    return keys.map((key): CustomizationFault => {
      const hint = didYouMean(key, fields) || `: there are ${fields.join(', ')}`;
      return {
        path: formatPath([...path, key]),
        severity: 'warning',
        message: `${what} has this key${hint}`,
      };
    });
  };
  return [
    ...unknownKeys(['spec'], ['target', 'customizations'], 'no customization'),
    ...unknownKeys(['spec', 'target'], ['apiVersion', 'kind'], 'no target'),
    ...unknownKeys(['spec', 'customizations'], known, 'no operation'),
    ...known.flatMap((member) => unknownKeys(['spec', 'customizations', member], ['luaScript'], 'no script')),
  ];
}

function compileFault(rule: Rule, source: string): ScriptFault | undefined {
  try {
    parseChunk(toBytes(source));
    return undefined;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const message = `InterpreterOperation(${rule.operation}) Lua script error: ${fromBytes(error.message)}`;
    return { message, ...(error.line !== undefined && { line: error.line }) };
  }
}
