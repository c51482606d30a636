import type { ClusterExplanation, SuspendedBy } from './binding-explanation.js';
import { BINDING_REASONS, type BindingReason, SEVERITY } from './binding-reasons.js';
import { basisOf, type Situation, type Standing, standingOf } from './cluster-standing.js';
import type { MemberReport } from './member-report.js';
import { sentence } from './statement.js';
import type { Target } from './target-clusters.js';

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Explains a cluster that the binding is scheduled to: by the worst of what is reported of it. */
export function explainTarget(
  situation: Situation,
  target: Target,
  report: MemberReport | undefined,
  heldBy: SuspendedBy | undefined,
): ClusterExplanation {
  let worst = explainReport(situation, target, report, heldBy);
  for (const other of report?.others ?? []) {
    const explanation = explainReport(situation, target, other, heldBy);
    if (isWorse(explanation, worst)) worst = explanation;
  }
  return worst;
}

function explainReport(
  situation: Situation,
  { name, replicas }: Target,
  report: MemberReport | undefined,
  heldBy: SuspendedBy | undefined,
): ClusterExplanation {
  const by = heldBy ?? (report?.work?.suspended ? 'work' : undefined);
  const standing = standingOf(situation, name, replicas ?? 0, report, by);
  const explanation = explainCluster('target', name, standing, report);
  explanation.basis = basisOf(report?.item);
  if (replicas !== undefined) explanation.replicas = replicas + 0;
  if (by !== undefined) explanation.by = by;
  return explanation;
}

/** What is said of a cluster that stands there: whole, but for what only targets have. */
export function explainCluster(
  role: ClusterExplanation['role'],
  clusterName: string,
  { reason, state, fact, help, settled }: Standing,
  report: MemberReport | undefined,
): Writable<ClusterExplanation> {
  const message = sentence(reason, `${clusterName} ${fact}`, help);
  const explanation: Writable<ClusterExplanation> = {
    clusterName,
    role,
    reason,
    state,
    message,
    settled,
    basis: 'none',
  };
  const item = report?.item;
  if (item === undefined) return explanation;
  const { applied, appliedMessage, health, generation, observedGeneration, resourceTemplateGeneration } =
    item;
  if (applied !== undefined) explanation.applied = applied;
  if (appliedMessage !== undefined) explanation.appliedMessage = appliedMessage;
  if (health !== undefined) explanation.health = health;
  if (generation !== undefined) explanation.generation = generation;
  if (observedGeneration !== undefined) explanation.observedGeneration = observedGeneration;
  if (resourceTemplateGeneration !== undefined)
    explanation.resourceTemplateGeneration = resourceTemplateGeneration;
  return explanation;
}

/** Whether one of two has to stand for both: the more severe, or the one that comes first. */
export function isWorse(
  a: { readonly state: Standing['state']; readonly reason: BindingReason },
  b: { readonly state: Standing['state']; readonly reason: BindingReason },
): boolean {
  if (a.reason === b.reason && a.state === b.state) return false;
  if (a.state !== b.state) return SEVERITY[a.state] > SEVERITY[b.state];
  return BINDING_REASONS[a.reason].stage < BINDING_REASONS[b.reason].stage;
}
