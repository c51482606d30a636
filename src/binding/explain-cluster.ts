import type { ClusterExplanation, SuspendedBy } from './binding-explanation.js';
import { BINDING_REASONS, type BindingReason, SEVERITY } from './binding-reasons.js';
import { basisOf, type Situation, type Standing, standingOf } from './cluster-standing.js';
import type { MemberReport } from './member-report.js';
import { sentence } from './statement.js';

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Explains a cluster that the binding is scheduled to. */
export function explainTarget(
  situation: Situation,
  clusterName: string,
  replicas: number | undefined,
  reports: readonly MemberReport[] | undefined,
  heldBy: SuspendedBy | undefined,
): ClusterExplanation {
  let worst: ClusterExplanation | undefined;
  for (const report of current(reports) ?? NOBODY) {
    const by = heldBy ?? (report?.work?.suspended ? 'work' : undefined);
    const standing = standingOf(situation, clusterName, replicas ?? 0, report, by);
    const explanation = explained('target', clusterName, standing, report);
    explanation.basis = basisOf(report?.item);
    if (replicas !== undefined) explanation.replicas = replicas;
    if (by !== undefined) explanation.by = by;
    if (worst === undefined || isWorse(explanation, worst)) worst = explanation;
  }
  return worst as ClusterExplanation;
}

/** Explains a cluster that is no target: what it reports counts for nothing. */
export function explainOther(
  role: 'evicting' | 'leftover',
  clusterName: string,
  standing: Standing,
  reports: readonly MemberReport[] | undefined,
): ClusterExplanation {
  return explained(role, clusterName, standing, current(reports)?.[0]);
}

/** Stands in for the reports of a cluster that has none. */
const NOBODY: readonly [undefined] = [undefined];

/** Those that count: a Work that is being deleted stands in only where there is no other. */
function current(reports: readonly MemberReport[] | undefined): readonly MemberReport[] | undefined {
  if (reports === undefined || reports.length === 1) return reports;
  const alive = reports.filter(({ work }) => !work?.deleting);
  return alive.length > 0 ? alive : reports;
}

function explained(
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
  if (a.state !== b.state) return SEVERITY[a.state] > SEVERITY[b.state];
  return BINDING_REASONS[a.reason].stage < BINDING_REASONS[b.reason].stage;
}
