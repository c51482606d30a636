import type { Interpreter, Replicas } from 'karmada-interpreter';
import type { Case } from './cases.js';

/** Drops what Go leaves out when it writes JSON: absent, `null`, `""`, `0`, `[]` and `{}`; a `false` stays. */
function withoutZeros(value: unknown): unknown {
  if (value === null || value === '' || value === 0) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutZeros);
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value)
    .map(([key, entry]) => [key, withoutZeros(entry)] as const)
    .filter(([, entry]) => entry !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const run: Record<string, (interpreter: Interpreter, recorded: Case) => unknown> = {
  InterpretReplica: (interpreter, { object }) => interpreter.getReplicas(object),
  ReviseReplica: (interpreter, { object, replicas }) => interpreter.reviseReplica(object, replicas),
  Retain: (interpreter, { object, observed }) => interpreter.retain(object, observed),
  InterpretStatus: (interpreter, { object }) => interpreter.reflectStatus(object),
  AggregateStatus: (interpreter, { object, items }) => interpreter.aggregateStatus(object, items).status,
  InterpretComponent: (interpreter, { object }) => interpreter.getComponents(object),
  InterpretHealth: (interpreter, { object }) => interpreter.interpretHealth(object).healthy,
  InterpretDependency: (interpreter, { object }) => interpreter.getDependencies(object),
};

/** What an interpreter answers to a recorded call, in the form in which answers are compared. */
export function answerOf(interpreter: Interpreter, recorded: Case): unknown {
  return normal(recorded, run[recorded.operation]?.(interpreter, recorded));
}

/**
 * A status without what Go leaves out, requirements without the priority class, which Karmada adds behind a feature
 * gate that was off when the cases were recorded, and any other answer as it is.
 */
export function normal({ operation, object }: Case, answer: unknown): unknown {
  if (operation === 'InterpretReplica') {
    const { requirements, ...rest } = answer as Replicas;
    const { priorityClassName: _, ...needs } = requirements ?? {};
    return { ...rest, ...(requirements && { requirements: needs }) };
  }
  if (operation === 'AggregateStatus' && object.kind === 'Deployment' && answer) {
    // Karmada writes none.
    const { conditions: _, ...status } = answer as { readonly conditions?: unknown };
    return withoutZeros(status);
  }
  return operation.endsWith('Status') ? withoutZeros(answer) : answer;
}
