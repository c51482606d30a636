import {
  createInterpreter,
  type Interpreter,
  InterpreterError,
  type KubernetesObject,
  type Operation,
} from 'karmada-interpreter';
import { LuaError } from 'karmada-interpreter/lua';
import { at, type Fields, isFields } from '../../kubernetes/object.js';

/** What an interpreter has answered. */
export type Answer =
  | { readonly value: unknown }
  | { readonly error: InterpreterError }
  /** It does not have the operation. */
  | undefined;

/** An operation, with the answer of what is tried and that without it. */
export interface Trial {
  readonly operation: Operation;
  readonly own: Answer;
  readonly fallback: Answer;
}

/** The statuses that are aggregated. */
type Items = Parameters<Interpreter['aggregateStatus']>[1];

/** How each operation is asked for, with an answer that is short enough to be compared. */
const ASKED: readonly (readonly [
  Operation,
  (by: Interpreter, sample: KubernetesObject, items: Items) => unknown,
])[] = [
  ['InterpretReplica', (by, sample) => by.getReplicas(sample)],
  ['InterpretComponent', (by, sample) => by.getComponents(sample)],
  ['ReviseReplica', (by, sample) => changesIn(sample, by.reviseReplica(sample, 7))],
  ['Retain', (by, sample) => changesIn(sample, by.retain(sample, observed(sample)))],
  ['InterpretStatus', (by, sample) => by.reflectStatus(sample) ?? {}],
  ['AggregateStatus', (by, sample, items) => by.aggregateStatus(template(sample), items).status ?? {}],
  ['InterpretHealth', (by, sample) => by.interpretHealth(sample)],
  ['InterpretDependency', (by, sample) => by.getDependencies(sample)],
];

/**
 * Asks for every operation on a sample, of an interpreter and of what Karmada has without it.
 *
 * @param interpreter - With what is tried.
 * @param sample - The object, as a member cluster has it.
 * @param given - The items of status to aggregate; two members with the sample's own where they are left out.
 */
export function tryKind(interpreter: Interpreter, sample: Fields, given?: unknown): readonly Trial[] {
  const builtIn = createInterpreter({ unknown: 'karmada' });
  return ASKED.flatMap(([operation, ask]) => {
    const answer = (by: Interpreter) =>
      answerTo(() => ask(by, sample, (given ?? twoMembers(by, sample)) as Items));
    const [own, fallback] = [answer(interpreter), answer(builtIn)];
    return own || fallback ? [{ operation, own, fallback }] : [];
  });
}

function answerTo(ask: () => unknown): Answer {
  try {
    return { value: ask() };
  } catch (error) {
    if (!(error instanceof InterpreterError)) throw error;
    return error.code === 'UNSUPPORTED_OPERATION' ? undefined : { error };
  }
}

/** What two members report that are both like the sample. */
function twoMembers(by: Interpreter, sample: KubernetesObject): Items {
  const reflected: Fields = { ...by.reflectStatus(sample) };
  // A member that tells its generations has processed the present template.
  const generation = sample.metadata?.generation;
  const status =
    'generation' in reflected ? { ...reflected, resourceTemplateGeneration: generation } : reflected;
  return ['member1', 'member2'].map((clusterName) => ({
    ...{ clusterName, applied: true, health: 'Healthy' as const, status },
  }));
}

/** The sample as the federation has it before anything is aggregated: what a rule misses is not there. */
function template({
  status: _,
  ...rest
}: KubernetesObject & { readonly status?: unknown }): KubernetesObject {
  return rest as KubernetesObject;
}

/** The sample as a member may have changed it: every value of its spec is another one. */
function observed(sample: KubernetesObject): KubernetesObject {
  return { ...sample, spec: altered(sample.spec) as object };
}

function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}-observed`;
  if (Array.isArray(value)) return value.map(altered);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, altered(inner)]));
}

/** What an answer has otherwise than the object that was given, by the dotted path of each difference. */
function changesIn(before: unknown, after: unknown, path = ''): Fields {
  if (Object.is(before, after)) return {};
  if (!isFields(before) || !isFields(after))
    return JSON.stringify(before) === JSON.stringify(after) ? {} : { [path]: after ?? null };
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.assign(
    {},
    ...[...keys].map((key) => changesIn(before[key], after[key], path ? `${path}.${key}` : key)),
  );
}

/** Where a script has failed: its customization and line. */
export function failedLine({ error }: { readonly error: InterpreterError }): LuaError | undefined {
  return error instanceof LuaError ? error : undefined;
}

/** Whether a manifest is the customization of a name. */
export function isNamed(value: unknown, name: string | undefined): boolean {
  return name !== undefined && at(value, 'metadata', 'name') === name;
}
