import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { itemsFromWorks } from 'karmada-interpreter/binding';
import {
  computeRollout,
  type KarmadaRolloutStatus,
  type RolloutItems,
  type RolloutStatus,
  type RolloutStrategy,
  rolloutPatch,
  stageBinding,
} from 'karmada-interpreter/rollout';
import type { Suspension } from 'karmada-interpreter/suspension';
import { at, type Fields, isFields, isName } from '../../kubernetes/object.js';
import { type ObjectPatch, patchFor } from '../print/kubectl-patch.js';
import { Refusal } from '../refusal.js';
import type { FoundRollout } from './find-rollouts.js';

/** What a step takes into account beside what the files hold. */
export interface StepOptions {
  readonly now: number;
  readonly generation?: number | undefined;
  readonly approvals: readonly string[];
  /** The status that the step before has given. */
  readonly before?: RolloutStatus | undefined;
  readonly write?: 'policy' | 'binding' | undefined;
}

/** How a cluster stood before a step, and how it stands after it. */
export interface ClusterStep {
  readonly name: string;
  readonly stage?: string;
  readonly before: string;
  readonly now: string;
  readonly reason?: string;
}

/** One step of a rollout, and what is to be written. */
export interface RolloutStep {
  readonly rollout: string;
  readonly generation: number;
  readonly phase: string;
  readonly clusters: readonly ClusterStep[];
  readonly explanation: readonly string[];
  readonly requeueAfterMs?: number;
  readonly patches: readonly ObjectPatch[];
  /** What holds clusters back from now on. */
  readonly suspension?: object | undefined;
  /** What the next step has to be given; Karmada's own staged propagation keeps it in the binding. */
  readonly status?: RolloutStatus | KarmadaRolloutStatus | undefined;
}

/**
 * The next step of a rollout.
 *
 * @throws Refusal where something is missing; InterpreterError for what is malformed.
 */
export function nextStep(found: FoundRollout, options: StepOptions): RolloutStep {
  return found.strategy.form === 'own' ? ownStep(found, options) : karmadaStep(found, options);
}

function ownStep(found: FoundRollout, options: StepOptions): RolloutStep {
  const { title, strategy, clusters, binding, policy } = found;
  const { write = 'policy', before, approvals, now } = options;
  const target = (write === 'policy' ? policy : binding)?.value as KubernetesObject | undefined;
  if (!target) throw noTarget(title, write);
  const generation = generationOfRollout(found, options);
  const { suspension, status, requeueAfterMs, explanation } = computeRollout({
    strategy: strategy.value as RolloutStrategy,
    clusters,
    items: itemsOf(found),
    generation,
    now,
    status: before,
    approvals,
    suspension: usersOwn(target, write),
    interpreter: createInterpreter().kind((at(binding?.value, 'spec', 'resource') ?? {}) as Fields),
  });
  const former = new Map(
    before?.generation === generation ? before.clusters.map(({ name, phase }) => [name, phase]) : [],
  );
  return {
    rollout: title,
    generation,
    phase: status.reason ? `${status.phase} (${status.reason})` : status.phase,
    clusters: status.clusters.map(({ name, stage, phase, reason }) => ({
      ...{ name, stage, before: former.get(name) ?? '-', now: phase, reason },
    })),
    explanation,
    ...(requeueAfterMs !== undefined && { requeueAfterMs }),
    patches: patchFor(target, rolloutPatch(target, suspension, { write })),
    suspension,
    status,
  };
}

function noTarget(title: string, write: string): Refusal {
  const missing = `there is no ${write} in the files to write the suspension of ${title} to`;
  return new Refusal(
    write === 'binding'
      ? missing
      : `${missing}: add it, or give --write binding where Karmada has staged propagation; any other Karmada drops the spec.suspension.rollout of a binding`,
  );
}

/**
 * What of a suspension is the user's. In a policy it cannot be told from a rollout's, which is never `dispatching: true`;
 * in a binding the rollout's stands by itself.
 */
function usersOwn(target: KubernetesObject, write: 'policy' | 'binding'): Suspension | undefined {
  const suspension = at(target, 'spec', 'suspension') as Suspension | undefined;
  if (write === 'binding') return suspension;
  return suspension?.dispatching === true ? { dispatching: true } : undefined;
}

function karmadaStep(found: FoundRollout, options: StepOptions): RolloutStep {
  const { title, strategy, binding, template } = found;
  if (!binding) throw new Refusal(`a step of Karmada's staged propagation needs the binding of ${title}`);
  const generation = generationOfRollout(found, options);
  const held = binding.value as KubernetesObject & { readonly spec?: Fields; readonly status?: Fields };
  const staged = {
    ...held,
    spec: { ...held.spec, rolloutStrategy: strategy.value },
    status: { ...held.status, aggregatedStatus: itemsOf(found) },
  };
  const of = { ...(template?.value as Fields | undefined), metadata: { generation } };
  const { result, specPatch, statusPatch } = stageBinding(staged, of, { now: options.now });
  const { status, suspension, requeueAfterMs, explanation } = result;
  const former = held.status?.rollout as KarmadaRolloutStatus | undefined;
  const waiting = at(held.spec?.suspension, 'rollout', 'suspendedClusters');
  return {
    rollout: title,
    generation,
    phase: status?.phase ?? 'not staged',
    clusters: found.clusters.map(({ name }) => ({
      name,
      before: standing(name, former, Array.isArray(waiting) ? waiting : []),
      now: standing(name, status, suspension?.suspendedClusters ?? []),
    })),
    explanation,
    ...(requeueAfterMs !== undefined && { requeueAfterMs }),
    patches: [...patchFor(held, specPatch), ...patchFor(held, statusPatch, 'status')],
    suspension,
    status,
  };
}

/** How a cluster stands in a staged propagation. */
function standing(name: string, status: KarmadaRolloutStatus | undefined, held: readonly unknown[]): string {
  if (!status) return '-';
  if (status.completedClusters?.includes(name)) return 'Completed';
  if (status.currentCluster === name) return status.phase === 'Failed' ? 'Failed' : 'Current';
  return held.includes(name) ? 'Held' : 'Released';
}

/** What the clusters report: by the Works, where they are in the files, else by the binding, which has a copy. */
function itemsOf({ binding, works }: FoundRollout): RolloutItems {
  if (binding && works.length > 0)
    return itemsFromWorks(works as readonly KubernetesObject[], {
      binding: binding.value as KubernetesObject,
    });
  return at(binding?.value, 'status', 'aggregatedStatus') as RolloutItems;
}

/**
 * The generation that is rolled out: as given, or of the template. What clusters report is no substitute: none of them
 * has a generation that they are all held back from.
 */
function generationOfRollout(
  { title, binding, template }: FoundRollout,
  { generation }: StepOptions,
): number {
  const given = generation ?? at(template?.value, 'metadata', 'generation');
  if (typeof given === 'number') return given;
  const { kind, namespace, name } = (at(binding?.value, 'spec', 'resource') ?? {}) as Fields;
  const named = isName(name) ? ` (${kind} ${isName(namespace) ? `${namespace}/` : ''}${name})` : '';
  throw new Refusal(
    template
      ? `the template of ${title}${named} has no metadata.generation: give it as the API server has it, or --generation`
      : `a step needs the template of ${title}${named}, whose generation is rolled out: add its file, or give --generation`,
  );
}

/** The status in what a step has printed before, or in that of one of several rollouts. */
export function statusBefore(values: readonly unknown[], title: string): RolloutStatus | undefined {
  const printed = values.flat();
  const own =
    printed.find((value) => at(value, 'rollout') === title) ??
    (printed.length === 1 ? printed[0] : undefined);
  const status = isFields(own) && isFields(own.status) ? own.status : own;
  return status as RolloutStatus | undefined;
}
