import { invalid } from '../../errors.js';
import type { Operation } from '../../interpreters/operations.js';
import { at, isAbsent, isFields, isName } from '../../kubernetes/object.js';

/** A member of `spec.customizations`: the operation that it is for, and the function that its script has. */
export interface Rule {
  readonly member: string;
  readonly operation: Operation;
  readonly functionName: string;
}

/**
 * The members of `spec.customizations`, in the order in which Karmada looks at them.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/interpreter/rule.go
 */
export const RULES: readonly Rule[] = [
  { member: 'retention', operation: 'Retain', functionName: 'Retain' },
  { member: 'replicaResource', operation: 'InterpretReplica', functionName: 'GetReplicas' },
  { member: 'componentResource', operation: 'InterpretComponent', functionName: 'GetComponents' },
  { member: 'replicaRevision', operation: 'ReviseReplica', functionName: 'ReviseReplica' },
  { member: 'statusReflection', operation: 'InterpretStatus', functionName: 'ReflectStatus' },
  { member: 'statusAggregation', operation: 'AggregateStatus', functionName: 'AggregateStatus' },
  { member: 'healthInterpretation', operation: 'InterpretHealth', functionName: 'InterpretHealth' },
  { member: 'dependencyInterpretation', operation: 'InterpretDependency', functionName: 'GetDependencies' },
];

/** What there is to know of a ResourceInterpreterCustomization. */
export interface CustomizationRead {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** The scripts that say something, by operation. */
  readonly scripts: ReadonlyMap<Operation, string>;
}

/**
 * A ResourceInterpreterCustomization, checked as far as it is used.
 *
 * @throws InterpreterError `INVALID_CUSTOMIZATION`
 */
export function readCustomization(value: unknown, path: string): CustomizationRead {
  const refuse = (where: string, found: unknown, expected: string): never => {
    throw invalid('INVALID_CUSTOMIZATION', where, found, expected);
  };
  if (!isFields(value)) return refuse(path, value, 'a ResourceInterpreterCustomization');
  const name = at(value, 'metadata', 'name') ?? '';
  if (typeof name !== 'string') refuse(`${path}.metadata.name`, name, 'a text');
  const apiVersion = at(value, 'spec', 'target', 'apiVersion');
  const kind = at(value, 'spec', 'target', 'kind');
  if (!isName(apiVersion)) return refuse(`${path}.spec.target.apiVersion`, apiVersion, 'an API version');
  if (!isName(kind)) return refuse(`${path}.spec.target.kind`, kind, 'a kind');
  const scripts = new Map<Operation, string>();
  const customizations = at(value, 'spec', 'customizations') ?? {};
  if (!isFields(customizations)) refuse(`${path}.spec.customizations`, customizations, 'an object');
  for (const { member, operation } of RULES) {
    const rule = at(customizations, member);
    if (isAbsent(rule)) continue;
    const place = `${path}.spec.customizations.${member}`;
    if (!isFields(rule)) refuse(place, rule, 'an object');
    const script = at(rule, 'luaScript') ?? '';
    if (typeof script !== 'string') return refuse(`${place}.luaScript`, script, 'a text');
    if (script !== '') scripts.set(operation, script);
  }
  return { name: name as string, apiVersion, kind, scripts };
}
