import { createInterpreter, type Health, type Interpreter, InterpreterError } from 'karmada-interpreter';
import { aggregateBinding, type BindingExplanation, explainBinding } from 'karmada-interpreter/binding';
import { at, type Fields, isFields } from '../../kubernetes/object.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { type Federation, objectKey, permanentIdOf, policyOf, resourceKey } from './federation.js';

/** Where a binding, or a template without one, stands. */
export interface Standing {
  /** The object that is spoken of. */
  readonly object: Fields;
  /** Of a binding. */
  readonly explanation?: BindingExplanation;
  /** Of a template without a binding, for the kinds that have a rule. */
  readonly health?: Health;
  /** What the members add up to, where the template is known. */
  readonly status?: Fields;
  readonly policy?: Fields;
  /** Of a binding whose template is not known: all of its clusters may lag behind it together. */
  readonly withoutTemplate?: true;
  /** Why it cannot be explained. */
  readonly refusal?: string;
}

/** What a standing comes to. */
export type Outcome = 'healthy' | 'under way' | 'failed';

/** How many standings there are of each outcome, and what could not be matched. */
export interface Overview {
  readonly standings: readonly Standing[];
  /** Sentences on what has been left out, or would let more be said. */
  readonly notes: readonly string[];
}

/**
 * Says of each binding where it stands, with what belongs to it; and of each template without a binding.
 *
 * @param federation - The objects.
 * @param now - The present time, in milliseconds.
 * @param interpreter - The kinds to judge health by, in place of what is reported.
 */
export function standingsOf(federation: Federation, now: number, interpreter?: Interpreter): Overview {
  const { bindings, templates, works, clusters, nameless } = federation;
  const known = interpreter ?? createInterpreter();
  const bound = new Set<string>();
  const used = new Set<string>();
  let withoutTemplate = 0;
  const standings: Standing[] = bindings.map((binding) => {
    const key = resourceKey(binding);
    const id = permanentIdOf(binding);
    const template = templates.get(key);
    if (template) bound.add(key);
    else withoutTemplate++;
    if (id !== undefined) used.add(id);
    return bindingStanding(binding, federation, known, {
      now,
      interpreter,
      template,
      works: id === undefined ? undefined : works.get(id),
      clusters: clusters.length > 0 ? clusters : undefined,
    });
  });
  const unknown = new Map<string, number>();
  for (const [key, template] of templates) {
    if (bound.has(key)) continue;
    if (known.supports(template, 'InterpretHealth')) standings.push(templateStanding(template, known));
    else unknown.set(String(template.kind), (unknown.get(String(template.kind)) ?? 0) + 1);
  }
  const strays = [...works].flatMap(([id, found]) => (used.has(id) ? [] : found)).length;
  const alone = standings.length - bindings.length;
  return {
    standings,
    notes: [
      ...(withoutTemplate > 0
        ? [
            `${counted(withoutTemplate, 'binding')} without the template: whether every cluster lags behind it cannot be told`,
          ]
        : []),
      ...(strays > 0 ? [`${counted(strays, 'Work')} of bindings that are not there`] : []),
      ...(alone > 0
        ? [`${counted(alone, 'template')} without a binding: judged by the template's own status`]
        : []),
      ...(nameless > 0 ? [`nothing to explain of ${counted(nameless, 'object')} without a kind`] : []),
      ...[...unknown].map(([kind, count]) => `nothing to explain of ${counted(count, kind)}`),
    ],
  };
}

type Known = NonNullable<Parameters<typeof explainBinding>[1]>;

function bindingStanding(
  binding: Fields,
  federation: Federation,
  known: Interpreter,
  options: Known,
): Standing {
  const policy = policyOf(binding, federation);
  const { template } = options;
  const withoutTemplate = template === undefined ? { withoutTemplate: true as const } : {};
  const more = { object: binding, ...(policy && { policy }), ...withoutTemplate };
  try {
    const explanation = explainBinding(binding, options);
    const status = template && statusOf(template as Fields, binding, known);
    return { ...more, explanation, ...(status && { status }) };
  } catch (error) {
    if (!(error instanceof InterpreterError)) throw error;
    return { ...more, refusal: error.message };
  }
}

/** The status that the members add up to; absent where they cannot be added up, or no rule says how. */
function statusOf(template: Fields, binding: Fields, interpreter: Interpreter): Fields | undefined {
  if (!interpreter.supports(template, 'AggregateStatus')) return undefined;
  try {
    const { status }: Fields = aggregateBinding(template, binding, { interpreter });
    return isFields(status) ? status : undefined;
  } catch (error) {
    // What is malformed is among the explanation's problems.
    if (!(error instanceof InterpreterError)) throw error;
    return undefined;
  }
}

function templateStanding(template: Fields, interpreter: Interpreter): Standing {
  try {
    return { object: template, health: interpreter.interpretHealth(template) };
  } catch (error) {
    if (!(error instanceof Error) || !('faults' in error)) throw error;
    return { object: template, refusal: error.message };
  }
}

/** The state of a standing. */
export function stateOfStanding({ explanation, health }: Standing): Health['state'] {
  return explanation?.state ?? health?.state ?? 'Unknown';
}

export function outcomeOf(standing: Standing): Outcome {
  const state = stateOfStanding(standing);
  if (state === 'Degraded' || standing.refusal !== undefined) return 'failed';
  return state === 'Healthy' ? 'healthy' : 'under way';
}

/** What standings come to as an exit code. */
export function exitOf(standings: readonly Standing[]): ExitCode {
  const outcomes = new Set(standings.map(outcomeOf));
  if (outcomes.has('failed')) return EXIT.failed;
  return outcomes.has('under way') ? EXIT.underWay : EXIT.ok;
}

/** Whether all of them seem to have come as far as this; of nothing, nobody can say so. */
export function haveReached(standings: readonly Standing[], goal: 'settled' | 'healthy'): boolean {
  const reached = (standing: Standing): boolean =>
    goal === 'settled' && standing.explanation
      ? standing.explanation.settled
      : outcomeOf(standing) === 'healthy';
  return standings.length > 0 && standings.every(reached);
}

/** `12 bindings: 9 settled and healthy, 2 under way, 1 failed`. */
export function summaryOf(standings: readonly Standing[]): string {
  const outcomes = standings.map(outcomeOf);
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const bindings = standings.filter(({ explanation, health }) => explanation || !health).length;
  const what = [
    ...(bindings > 0 ? [counted(bindings, 'binding')] : []),
    ...(bindings < standings.length ? [counted(standings.length - bindings, 'template')] : []),
  ].join(' and ');
  return `${what}: ${count('healthy')} settled and healthy, ${count('under way')} under way, ${count('failed')} failed`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The name of the object as `kubectl -o name` writes it: `resourcebinding.work.karmada.io/web-deployment`. */
export function kubectlName(object: Fields): string {
  const [group = ''] = objectKey(object).split('\n');
  return `${String(object.kind).toLowerCase()}${group && `.${group}`}/${at(object.metadata, 'name')}`;
}
