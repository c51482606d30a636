import { at } from '../../kubernetes/object.js';
import type { RolloutFault } from './rollout-error.js';
import type { Gate, RolloutStrategy } from './rollout-strategy.js';

/** What a rollout asks of the workload's kind; the interpreter of any kind fits. */
export interface WorkloadKind {
  readonly kind?: string | undefined;
  readonly apiVersions?: readonly string[] | undefined;
  readonly declaration?: object | undefined;
  // A method, so that interpreters of narrower objects fit as well.
  reflectStatus?(object: object): object | undefined;
}

/** Whether members of a kind report `observedGeneration`; of an unknown kind it is taken that they do. */
export function observes(kind: WorkloadKind | undefined): boolean {
  return at(kind?.declaration, 'observedGeneration') !== 'none';
}

/** The conditions that gates ask for and that no member can report, since its kind's interpreter leaves them out. */
export function uncollectedConditions(
  strategy: RolloutStrategy,
  kind: WorkloadKind | undefined,
): readonly RolloutFault[] {
  if (kind?.reflectStatus === undefined) return [];
  const gates: [path: string, gate: Gate | null | undefined][] = [
    ['gate', strategy.gate],
    ...(strategy.stages ?? []).map(({ gate }, i): [string, typeof gate] => [`stages[${i}].gate`, gate]),
  ];
  return gates.flatMap(([path, gate]) =>
    (gate?.requiredConditions ?? []).flatMap(({ type, status }, i) => {
      if (collects(kind, { type, status })) return [];
      const message = `asks for a condition that no member can report: the interpreter of ${kind.kind} does not collect status.conditions`;
      return [{ path: `${path}.requiredConditions[${i}]`, message }];
    }),
  );
}

/** Whether a condition of a member gets into what is collected of it; found by trying. */
function collects(kind: WorkloadKind, condition: object): boolean {
  const [apiVersion] = kind.apiVersions ?? [];
  const conditions = [
    { ...condition, reason: 'Any', message: '', lastTransitionTime: '1970-01-01T00:00:00Z' },
  ];
  const status = { observedGeneration: 1, conditions };
  try {
    const collected = kind.reflectStatus?.({
      apiVersion,
      kind: kind.kind,
      metadata: { generation: 1 },
      status,
    });
    const found = at(collected, 'conditions');
    return Array.isArray(found) && found.length > 0;
  } catch {
    // An interpreter that asks for more of an object than this one has cannot be tried.
    return true;
  }
}
