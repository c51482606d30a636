import type { Condition } from '../../suspension/dispatching-condition.js';
import type { KarmadaRolloutPhase, KarmadaRolloutStatus } from './karmada-rollout.js';
import { formatTime } from './metav1-time.js';
import { REASONS } from './open-questions.js';
import type { GatePart, GateVerdict } from './staged-gate.js';

/**
 * The conditions of a rollout: `Progressing`, and `Healthy` and `ConditionsMet` of the current cluster, where its gate
 * has been asked. `lastTransitionTime` moves only when a status flips.
 */
export function progressConditions(
  previous: KarmadaRolloutStatus | undefined,
  phase: KarmadaRolloutPhase,
  message: string,
  verdict: GateVerdict | undefined,
  now: number,
): readonly Condition[] {
  const known = new Map((previous?.conditions ?? []).map((condition) => [condition.type, condition]));
  const condition = (type: string, status: Condition['status'], reason: string, text: string): Condition => {
    const before = known.get(type);
    const lastTransitionTime = before?.status === status ? before.lastTransitionTime : formatTime(now);
    return { type, status, reason, message: text, lastTransitionTime };
  };
  const ofPart = (type: string, { holds, reason, message: text }: GatePart): Condition =>
    condition(type, holds ? 'True' : reason === REASONS.stale ? 'Unknown' : 'False', reason, text);
  return [
    condition('Progressing', phase === 'Progressing' ? 'True' : 'False', phase, message),
    ...(verdict ? [ofPart('Healthy', verdict.healthy), ofPart('ConditionsMet', verdict.conditionsMet)] : []),
  ];
}
