import type { Operation } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compilePredicate, isPlace } from '../../declarative/compile-predicate.js';
import type {
  ComponentRule,
  DependencyRule,
  HealthRule,
  InterpreterDeclaration,
  Place,
} from '../../declarative/interpreter-declaration.js';
import { at, type Fields } from '../../kubernetes/object.js';
import { RULES } from '../../lua/customization/read-customization.js';
import type { Manifest } from '../input/manifest.js';
import { roleOf } from '../input/role-of.js';
import { generationWords, type OperationRules, operationRules } from './operation-rules.js';
import { choiceWords, fieldRuleWords } from './reduction-words.js';

/** A kind under a version of its API. */
interface KindReference {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What is done with a kind that is not known. */
const UNKNOWN: OperationRules = { InterpretStatus: ['the whole status'] };

/**
 * What declarations and customizations do with a kind, in words.
 *
 * @param target - The kind, under an API version of which all is interpreted alike.
 * @param operations - What its interpreter has.
 * @param manifests - The declarations and customizations that the interpreter is made of.
 * @param builtIn - What is done with the kind without them.
 * @returns Lines for each operation.
 */
export function ownRules(
  { apiVersion, kind }: KindReference,
  operations: readonly Operation[],
  manifests: readonly Manifest[],
  builtIn: OperationRules = UNKNOWN,
): OperationRules {
  const isMeant = (given: unknown): boolean =>
    at(given, 'kind') === kind && [at(given, 'apiVersion')].flat().includes(apiVersion);
  const declared = manifests.filter(({ value }) => roleOf(value) === 'declaration' && isMeant(value)).at(-1);
  const base = declared ? declarationRules(declared.value) : builtIn;
  const scripts = manifests.filter(
    ({ value }) => roleOf(value) === 'customization' && isMeant(at(value, 'spec', 'target')),
  );
  const rules = operations.map((operation) => {
    const script = scripts.flatMap((manifest) => scriptPlace(manifest, operation))[0];
    return [operation, script ? [script] : (base[operation] ?? [])] as const;
  });
  return Object.fromEntries(rules);
}

/** Where the script of an operation stands; empty where a customization has none. */
function scriptPlace({ value, source, locate }: Manifest, operation: Operation): readonly string[] {
  const member = RULES.find((rule) => rule.operation === operation)?.member ?? '';
  const steps = ['spec', 'customizations', member, 'luaScript'];
  if (!at(value, ...steps)) return [];
  const { line } = locate(steps, 'key');
  return [`by the script of the customization ${at(value, 'metadata', 'name')} (${source.name}:${line})`];
}

function declarationRules(value: Fields): OperationRules {
  const interpreter = compileInterpreter(value);
  const {
    status = {},
    choose,
    health,
    dependencies,
    components,
  } = value as unknown as InterpreterDeclaration;
  const generation = generationWords(interpreter.declaration);
  const fields = [
    ...Object.entries(status).map(([field, rule]) => [field, fieldRuleWords(rule)] as const),
    ...(choose?.take ?? []).map(
      (field) => [field, choiceWords(choose as NonNullable<typeof choose>)] as const,
    ),
    ...(generation ? [['observedGeneration', generation] as const] : []),
  ];
  return operationRules(interpreter, fields, {
    ...(health && { InterpretHealth: [...health.map(healthLine), 'else Progressing'] }),
    ...(dependencies && { InterpretDependency: dependencyLines(dependencies) }),
    ...(components && { InterpretComponent: components.map(componentLine) }),
  });
}

function healthLine({ state, reason, message, when }: HealthRule): string {
  const said = [
    ...(reason === undefined ? [] : [`reason ${textOrPath(reason)}`]),
    ...(message === undefined ? [] : [`message ${textOrPath(message)}`]),
  ];
  const more = said.length > 0 ? ` (${said.join(', ')})` : '';
  return `${state}${more} where ${compilePredicate(when).text}`;
}

function textOrPath(given: string | Place): string {
  return isPlace(given) ? `at ${given.path}` : given;
}

function dependencyLines(rules: readonly DependencyRule[]): readonly string[] {
  if (rules.length === 0) return ['none'];
  return rules.map(({ when, ...rule }) => {
    const where = when ? `, where ${compilePredicate(when).text}` : '';
    return `${dependencyWords(rule)}${where}`;
  });
}

function dependencyWords({
  podTemplate,
  ownClaims,
  kind,
  apiVersion,
  name,
  namespace,
  scope,
}: DependencyRule): string {
  if (podTemplate !== undefined) {
    const own = ownClaims === undefined ? '' : `, but for the claims named at ${ownClaims}`;
    return `what the pod template at ${podTemplate} uses${own}`;
  }
  const place = namespace === undefined ? '' : ` in the namespace at ${namespace}`;
  return `the ${kind} (${apiVersion}) named at ${name}${scope === 'Cluster' ? ', which has no namespace' : place}`;
}

function componentLine({ name, replicas = 1, podTemplate }: ComponentRule): string {
  const [path, fallback] = typeof replicas === 'object' ? [replicas.path, replicas.default] : [replicas, 1];
  const many = typeof path === 'number' ? `${path}` : `${path}, ${fallback} where it is absent`;
  return `${name}: replicas ${many}${podTemplate === undefined ? '' : `; pod template at ${podTemplate}`}`;
}
