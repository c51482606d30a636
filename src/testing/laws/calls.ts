import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import type { Method, Situation, SituationPart, Subject } from './law.js';

/** What is needed for a call of every method. */
export const EVERYTHING = ['template', 'members', 'observed', 'replicas'] as const satisfies SituationPart[];

type Given = Pick<Situation, (typeof EVERYTHING)[number]>;

/** A call of each method that an interpreter has, in the situation. */
export function callsOf(
  interpreter: KindInterpreter,
  given: Given,
): readonly (readonly [Method, () => unknown])[] {
  const { template, members, observed, replicas } = given;
  const subject = interpreter as Subject;
  const calls: { readonly [method in Method]: () => unknown } = {
    aggregateStatus: () => subject.aggregateStatus(template, members),
    explainStatus: () => subject.explainStatus(template, members),
    createAggregator: () => aggregatorOf(subject, given).aggregate(),
    mergePartials: () => subject.mergePartials(template, [aggregatorOf(subject, given).partial()]),
    combinePartials: () => subject.combinePartials(template, [aggregatorOf(subject, given).partial()]),
    reflectStatus: () => subject.reflectStatus(observed),
    interpretHealth: () => subject.interpretHealth(observed),
    getReplicas: () => subject.getReplicas(template),
    getComponents: () => subject.getComponents(template),
    reviseReplica: () => subject.reviseReplica(template, replicas),
    retain: () => subject.retain(template, observed),
    getDependencies: () => subject.getDependencies(template),
  };
  return (Object.entries(calls) as [Method, () => unknown][]).filter(
    ([method]) => interpreter[method] !== undefined,
  );
}

/** An aggregator that has heard of these members, each once. */
export function aggregatorOf(
  subject: Subject,
  { template, members }: Pick<Situation, 'template' | 'members'>,
): ReturnType<Subject['createAggregator']> {
  const aggregator = subject.createAggregator(template);
  for (const member of members) aggregator.set(member);
  return aggregator;
}
