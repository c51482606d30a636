import { isSettled } from '../../generation/processed-generation.js';
import { conditionsOf } from '../step/gate-lag.js';
import { hasReached, type RolloutItem, withGenerations } from '../step/rollout-item.js';
import type { KarmadaGate } from './karmada-rollout.js';
import { REASONS } from './open-questions.js';

/** What a gate says of one cluster: of each part, whether it holds, why, and in words. */
export interface GateVerdict {
  readonly passes: boolean;
  readonly healthy: GatePart;
  readonly conditionsMet: GatePart;
}

/** A part of a gate. */
export interface GatePart {
  readonly holds: boolean;
  readonly reason: string;
  readonly message: string;
}

/** Asks a gate: a report counts once it is of this generation, and each part has to hold. */
export function askGate(
  name: string,
  item: RolloutItem | undefined,
  gate: KarmadaGate,
  generation: number,
): GateVerdict {
  const stale = staleness(name, item, generation);
  if (stale !== undefined) {
    const part = { holds: false, reason: REASONS.stale, message: stale };
    return { passes: false, healthy: part, conditionsMet: part };
  }
  const healthy = healthPart(name, item, gate);
  const conditionsMet = conditionsPart(name, item, gate);
  return { passes: healthy.holds && conditionsMet.holds, healthy, conditionsMet };
}

/** Why a report is not of this generation; `undefined` where it is. */
function staleness(name: string, reported: RolloutItem | undefined, generation: number): string | undefined {
  const item = reported && withGenerations(reported, true);
  if (isSettled(item?.status, generation)) return undefined;
  if (item === undefined) return `${name} has not reported`;
  if (hasReached(item, generation)) {
    return `${name} has generation ${generation}, but its controller has not observed it`;
  }
  const refused =
    item.applied === false ? `; it could not be applied: ${item.appliedMessage || 'no reason given'}` : '';
  return `${name} has not reported generation ${generation}${refused}`;
}

function healthPart(name: string, item: RolloutItem | undefined, { requireHealthy }: KarmadaGate): GatePart {
  const health = item?.health ?? 'Unknown';
  const message = `the health of ${name} is ${health}`;
  const reason = health === 'Healthy' ? REASONS.healthy : REASONS.unhealthy;
  return { holds: requireHealthy === false || health === 'Healthy', reason, message };
}

function conditionsPart(
  name: string,
  item: RolloutItem | undefined,
  { requiredConditions }: KarmadaGate,
): GatePart {
  const conditions = requiredConditions?.length ? conditionsOf(item) : new Map<unknown, unknown>();
  const lacking = (requiredConditions ?? []).find(
    ({ type, status }) => (conditions.get(type) ?? 'Unknown') !== (status ?? 'True'),
  );
  if (lacking === undefined) {
    return { holds: true, reason: REASONS.met, message: `${name} has the conditions that are asked for` };
  }
  const stands = conditions.has(lacking.type) ? `is ${conditions.get(lacking.type)}` : 'is not reported';
  const message = `the condition ${lacking.type} of ${name} ${stands}, not ${lacking.status ?? 'True'}`;
  return { holds: false, reason: REASONS.missing, message };
}
