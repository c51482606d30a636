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

/** What to do about a part that is not what its place asks for; it counts as absent if this returns. */
type Wrong = (path: string, found: unknown, expected: string) => void;

const refuse: Wrong = (path, found, expected) => {
  throw invalid('INVALID_CUSTOMIZATION', path, found, expected);
};

/**
 * A ResourceInterpreterCustomization, checked as far as it is used.
 *
 * @param value - The object.
 * @param path - Where it stands; empty where paths start from it.
 * @param wrong - What to do about what is malformed.
 * @throws InterpreterError `INVALID_CUSTOMIZATION` for the first thing that is malformed, where `wrong` is left out.
 */
export function readCustomization(value: unknown, path: string, wrong: Wrong = refuse): CustomizationRead {
  const read = { name: '', apiVersion: '', kind: '', scripts: new Map<Operation, string>() };
  const below = (place: string) => (path === '' ? place : `${path}.${place}`);
  if (!isFields(value)) {
    wrong(path, value, 'a ResourceInterpreterCustomization');
    return read;
  }
  const name = at(value, 'metadata', 'name') ?? '';
  if (typeof name === 'string') read.name = name;
  else wrong(below('metadata.name'), name, 'a text');
  for (const [field, expected] of [['apiVersion', 'an API version'] as const, ['kind', 'a kind'] as const]) {
    const given = at(value, 'spec', 'target', field);
    if (isName(given)) read[field] = given;
    else wrong(below(`spec.target.${field}`), given, expected);
  }
  const customizations = at(value, 'spec', 'customizations') ?? {};
  if (!isFields(customizations)) wrong(below('spec.customizations'), customizations, 'an object');
  for (const { member, operation } of RULES) {
    const rule = at(customizations, member);
    if (isAbsent(rule)) continue;
    const place = below(`spec.customizations.${member}`);
    if (!isFields(rule)) {
      wrong(place, rule, 'an object');
      continue;
    }
    const script = rule.luaScript ?? '';
    if (typeof script !== 'string') wrong(`${place}.luaScript`, script, 'a text');
    else if (script !== '') read.scripts.set(operation, script);
  }
  return read;
}
