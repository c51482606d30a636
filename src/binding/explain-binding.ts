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
import { explainOther, explainTarget } from './explain-cluster.js';
import { readinessOf } from './member-clusters.js';
import { isWorkload, readBinding } from './read-binding.js';
import { registered } from './registered.js';
import { schedulingOf } from './scheduling.js';
import { targetsOf } from './target-clusters.js';
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
  const reports = reportsOf(parts, options.works, wrong);
  const current = at(template?.metadata, 'generation');
  const situation: Situation = {
    template: template as Fields | undefined,
    resource,
    workload: isWorkload(spec),
    interpreter: registered(interpreter),
    generation: isCount(current, MAX_SAFE) ? current + 0 : reports.newest,
    works: reports.fromWorks,
    purging: purgingCluster(reports, evictions),
    clusters: readinessOf(clusters, now, wrong),
  };
  const heldBy = suspensionOf(spec.suspension, wrong);

  const { byCluster } = reports;
  const explanations: ClusterExplanation[] = [];
  for (const [name, replicas] of targets)
    explanations.push(explainTarget(situation, name, replicas, byCluster.get(name), heldBy?.(name)));
  for (const [name, task] of evictions) {
    if (targets.has(name)) continue;
    explanations.push(explainOther('evicting', name, evictingStanding(task, now), byCluster.get(name)));
  }
  for (const [name, reported] of byCluster) {
    if (targets.has(name) || evictions.has(name)) continue;
    explanations.push(explainOther('leftover', name, LEFTOVER, reported));
  }
  if (!areInOrder(explanations)) explanations.sort(byName);
  const scheduling = schedulingOf(parts, targets.size === 0, wrong);
  return wholeOf(parts, situation.generation, scheduling, explanations, problems);
}

function areInOrder(explanations: readonly ClusterExplanation[]): boolean {
  let previous = '';
  for (const { clusterName } of explanations) {
    if (clusterName < previous) return false;
    previous = clusterName;
  }
  return true;
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
