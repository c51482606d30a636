import { invalid, mismatch } from '../errors.js';
import { compare } from '../kubernetes/compare.js';
import {
  at,
  type Fields,
  isCount,
  isFields,
  type KubernetesObject,
  MAX_SAFE,
  type Refuse,
  typed,
} from '../kubernetes/object.js';
import { evaluator } from '../suspension/evaluate-suspension.js';
import type {
  BindingExplanation,
  BindingProblem,
  ClusterExplanation,
  ExplainBindingOptions,
  SuspendedBy,
} from './binding-explanation.js';
import { purgingCluster, reportsOf } from './binding-reports.js';
import { checkTemplate } from './check-template.js';
import type { Situation, Standing } from './cluster-standing.js';
import { presentOf } from './elapsed-text.js';
import { evictingStanding, evictionsOf } from './eviction.js';
import { explainCluster, explainTarget } from './explain-cluster.js';
import { readinessOf } from './member-clusters.js';
import type { MemberReport } from './member-report.js';
import { isWorkload, readBinding } from './read-binding.js';
import { registered } from './registered.js';
import { schedulingOf } from './scheduling.js';
import { type Target, targetsOf } from './target-clusters.js';
import { wholeOf } from './whole-binding.js';

/**
 * Explains where a binding stands, as a whole and in each of its clusters: from the scheduler through suspension,
 * Works and what is reported to the health of the members, for resources of every kind.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @param options - What else is known; each lets more be said.
 * @returns The answer to "done, everywhere?", with a reason and a sentence for the whole and for each cluster; no
 * federated status, which {@link aggregateBinding} gives.
 * What is malformed in the inputs counts as absent and is named in `problems`.
 * @throws InterpreterError `INVALID_OBJECT` for what is no binding, `INVALID_OPTIONS` for a template that is of
 * another group, kind, namespace or name, and for options of the wrong type.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/binding_controller.go#L83-L154
 * @example
 * const { healthy, state, message } = explainBinding(binding, { template });
 * // true, 'Healthy', '2 of 2 clusters: member1 runs template generation 7 and is healthy; nothing is left to do'
 */
export function explainBinding(
  binding: KubernetesObject,
  options: ExplainBindingOptions = {},
): BindingExplanation {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const problems: BindingProblem[] = [];
  const wrong: Refuse = (path, value, expected) => {
    problems.push({ path, message: mismatch(path, value, expected) });
  };
  const parts = readBinding(binding, wrong);
  const { spec, resource } = parts;
  const { template, interpreter, clusters }: ExplainBindingOptions = options;
  const now = presentOf(options.now);
  checkTemplate(template, resource, wrong);
  const targets = targetsOf(spec, wrong);
  const evictions = evictionsOf(spec, wrong);
  const read = reportsOf(parts, options.works, wrong);
  const { reports, newest, fromWorks } = read;
  const current = at(template?.metadata, 'generation');
  const situation: Situation = {
    template: template as Fields | undefined,
    resource,
    workload: isWorkload(spec),
    interpreter: registered(interpreter),
    generation: isCount(current, MAX_SAFE) ? current + 0 : newest,
    works: fromWorks,
    purging: purgingCluster(read, evictions),
    clusters: readinessOf(clusters, now, wrong),
  };
  const heldBy = suspensionOf(spec.suspension, wrong);

  let next = 0;
  let matched = 0;
  const explained = targets.map((target) => {
    // Both lists are in the order of the names.
    while (next < reports.length && (reports[next] as MemberReport).clusterName < target.name) next++;
    const found = reports[next];
    const report = found?.clusterName === target.name ? found : undefined;
    if (report) matched++;
    return explainTarget(situation, target, report, heldBy?.(target.name));
  });
  const explanations =
    matched === reports.length && evictions.size === 0
      ? explained
      : [...explained, ...explainOthers(targets, reports, evictions, now)].sort(byName);
  const scheduling = schedulingOf(parts, targets.length === 0, wrong);
  return wholeOf(parts, situation.generation, scheduling, explanations, problems);
}

/** Explains the clusters that are no targets: those that are being left, and those that only still report. */
function explainOthers(
  targets: readonly Target[],
  reports: readonly MemberReport[],
  evictions: ReadonlyMap<string, Fields>,
  now: number | undefined,
): readonly ClusterExplanation[] {
  const byCluster = new Map(reports.map((report) => [report.clusterName, report]));
  const standings = new Map(reports.map(({ clusterName }) => [clusterName, LEFTOVER]));
  for (const [name, task] of evictions) standings.set(name, evictingStanding(task, now));
  for (const { name } of targets) standings.delete(name);
  return Array.from(standings, ([name, standing]) =>
    explainCluster(evictions.has(name) ? 'evicting' : 'leftover', name, standing, byCluster.get(name)),
  );
}

function byName(a: ClusterExplanation, b: ClusterExplanation): number {
  return compare(a.clusterName, b.clusterName);
}

const LEFTOVER: Standing = {
  reason: 'Leftover',
  state: 'Progressing',
  fact: 'is no target any more, and its Work is being removed',
  settled: false,
};

/** Who holds a cluster back by the binding's own suspension; `undefined` where it has none. */
function suspensionOf(
  suspension: unknown,
  wrong: Refuse,
): ((clusterName: string) => SuspendedBy | undefined) | undefined {
  const fields = typed(suspension, 'spec.suspension', 'an object', wrong);
  if (!fields) return undefined;
  const evaluate = evaluator(fields, 'spec.suspension');
  const waiting = at(fields.rollout, 'suspendedClusters');
  const held = new Set<unknown>(Array.isArray(waiting) ? waiting : []);
  return (name) => evaluate(name).by ?? (held.has(name) ? 'rollout' : undefined);
}
