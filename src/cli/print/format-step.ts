import { wrapText } from '../../binding/columns.js';
import { durationText } from '../../rollout/strategy/duration.js';
import type { ClusterStep, RolloutStep } from '../rollout/next-step.js';
import { kubectlPatch } from './kubectl-patch.js';
import type { Style } from './style.js';
import { tableOf } from './table.js';

/**
 * A step of a rollout for people: how each cluster stood and stands, what is waited for, and what is to be written.
 *
 * @param step - The step.
 * @param width - The longest line, but for the commands, which are to be copied.
 * @param style - How text is marked.
 * @returns Lines, the last without its end.
 */
export function formatStep(step: RolloutStep, width: number, style: Style): string {
  const { rollout, generation, phase, clusters, explanation, requeueAfterMs, patches } = step;
  const staged = clusters.some(({ stage }) => stage !== undefined);
  const cells = ({ name, stage, before, now, reason }: ClusterStep) => [
    ...(staged ? [stage ?? ''] : []),
    ...[name, before, now],
    ...(staged ? [reason ?? ''] : []),
  ];
  const head = [...(staged ? ['STAGE'] : []), 'CLUSTER', 'BEFORE', 'NOW', ...(staged ? ['REASON'] : [])];
  // In whole seconds, and not too early.
  const again =
    requeueAfterMs === undefined
      ? []
      : [`look again in ${durationText(Math.ceil(requeueAfterMs / 1000) * 1000)}`];
  const commands = patches.map(kubectlPatch);
  return [
    style('strong', `${rollout}, generation ${generation}: ${phase}`),
    '',
    tableOf(head, clusters.map(cells), width),
    ...(explanation.length + again.length > 0 ? [''] : []),
    ...[...explanation, ...again].flatMap((sentence) =>
      wrapText(sentence, width - 2).map((line, i) => `${i === 0 ? '- ' : '  '}${line}`),
    ),
    '',
    ...(commands.length > 0
      ? ['to be written:', ...commands.map((line) => `  ${line}`)]
      : ['nothing is to be written']),
  ].join('\n');
}
