import { InterpreterError } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { isAbsent, isFields, isName } from '../kubernetes/object.js';
import { roleOf } from './input/role-of.js';

/** The fields of a declaration, with `status` the ones that other objects have at their root as well. */
const FIELDS = ['observedGeneration', 'replicas', 'reflects', 'choose', 'health', 'retain', 'dependencies'];

/** What is said of a declaration with metadata. */
export const NO_METADATA =
  'a declaration has no metadata: take it out, or this counts as an object of the kind';

/**
 * Whether an object is most likely meant as a declaration: it has metadata, as objects do, and what else it has only a
 * declaration has.
 */
export function isMeantAsDeclaration(value: unknown): boolean {
  if (!isFields(value) || roleOf(value) !== undefined) return false;
  const { metadata, ...declaration } = value;
  const { apiVersion, kind, status, components, ...others } = declaration;
  if (isAbsent(metadata) || isAbsent(apiVersion) || !isName(kind)) return false;
  const keys = Object.keys(others);
  if (keys.length > 0) return keys.every((key) => FIELDS.includes(key)) && !Array.isArray(others.replicas);
  return (isFields(status) || Array.isArray(components)) && compiles(declaration);
}

function compiles(value: unknown): boolean {
  try {
    compileInterpreter(value);
    return true;
  } catch (error) {
    if (error instanceof InterpreterError) return false;
    throw error;
  }
}
