import type { Gate, RolloutPlan, RolloutStrategy } from 'karmada-interpreter/rollout';
import { wrapText } from '../../binding/columns.js';
import { durationText } from '../../rollout/strategy/duration.js';
import type { Style } from './style.js';
import { tableOf } from './table.js';

/**
 * A plan as a table: a line for each stage, and below it what a cluster needs to count and the clusters in the order of
 * their release.
 *
 * @param plan - From `planRollout`.
 * @param strategy - What it was made of, for its gates.
 * @param width - The longest line.
 * @param style - How text is marked.
 * @returns Lines, the last without its end.
 */
export function formatPlan(
  plan: RolloutPlan,
  strategy: RolloutStrategy,
  width: number,
  style: Style,
): string {
  const rows = plan.stages.map(({ name, clusters, maxConcurrency, before, after, wait }) => [
    name,
    `${clusters.length}`,
    `${Math.min(maxConcurrency, Math.max(1, clusters.length))}`,
    before.join(', ') || '-',
    [...after, ...(wait > 0 ? [durationText(wait)] : [])].join(', ') || '-',
  ]);
  const [head = '', ...lines] = tableOf(
    ['STAGE', 'CLUSTERS', 'AT ONCE', 'BEFORE', 'AFTER'],
    rows,
    width,
  ).split('\n');
  const blocks = plan.stages.flatMap(({ name, clusters }, i) => {
    const own = strategy.stages?.find((stage) => stage.name === name)?.gate;
    return [
      lines[i] ?? '',
      ...indented(`gate: ${gateText(own ?? undefined, strategy.gate ?? undefined)}`, width).map((line) =>
        style('quiet', line),
      ),
      ...indented(clusters.join(', ') || 'no clusters', width),
    ];
  });
  const failures = `${plan.maxFailures || 'no'} cluster${plan.maxFailures === 1 ? '' : 's'} may fail`;
  const deadline = strategy.progressDeadline;
  const limit = deadline
    ? `; each has ${typeof deadline === 'number' ? durationText(deadline) : deadline} to be updated`
    : '';
  return [head, ...blocks, '', `${failures}${limit}`].join('\n');
}

/** What a cluster has to show, in words. */
function gateText(own: Gate = {}, common: Gate = {}): string {
  const healthy = own.requireHealthy ?? common.requireHealthy ?? true;
  const conditions = own.requiredConditions ?? common.requiredConditions ?? [];
  const revision = own.requiredRevision ?? common.requiredRevision;
  const soak = own.minSuccessTime ?? common.minSuccessTime;
  const path = typeof revision?.path === 'string' ? revision.path : revision?.path.join('.');
  return [
    healthy ? 'healthy' : 'updated',
    ...conditions.map(({ type, status }) => `${type}=${status}`),
    ...(revision ? [`${path} ${revision.range}`] : []),
    ...(soak ? [`for ${typeof soak === 'number' ? durationText(soak) : soak}`] : []),
  ].join(', ');
}

function indented(text: string, width: number): readonly string[] {
  return wrapText(text, Math.max(10, width - 2)).map((line) => `  ${line}`);
}
