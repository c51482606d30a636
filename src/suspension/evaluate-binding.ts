import { InterpreterError, mismatch } from '../errors.js';
import { at, isAbsent, isFields, isName, refuse } from '../kubernetes/object.js';
import { placed } from '../kubernetes/references.js';
import { evaluator } from './evaluate-suspension.js';
import { isPolicyKind } from './read-suspension.js';
import type { ClusterSuspension, Suspension } from './suspension.js';

type TargetClusters = readonly { readonly name?: string | undefined }[];

/** The part of a ResourceBinding or ClusterResourceBinding that suspension depends on. */
export interface SuspensionTargets {
  readonly kind?: string | undefined;
  readonly spec?:
    | {
        readonly clusters?: TargetClusters | null | undefined;
        /** The bindings that depend on this one's resource, each with the clusters it is scheduled to. */
        readonly requiredBy?:
          | readonly { readonly clusters?: TargetClusters | null | undefined }[]
          | null
          | undefined;
        readonly suspension?: Suspension | null | undefined;
      }
    | null
    | undefined;
}

/** Whether dispatching to the cluster of that name is suspended. */
export interface NamedClusterSuspension extends ClusterSuspension {
  readonly name: string;
}

/** What a binding's suspension does to its scheduling and to each cluster that it has work for. */
export interface BindingEvaluation {
  readonly scheduling: { readonly suspended: boolean };
  /** One entry a cluster, sorted by name. */
  readonly clusters: readonly NamedClusterSuspension[];
}

const KINDS: readonly unknown[] = ['ResourceBinding', 'ClusterResourceBinding'];

/**
 * Tells what a binding's suspension does to its scheduling and to every cluster that Karmada makes a Work for.
 *
 * Those are the scheduled clusters and, for a resource that others depend on, the clusters of the bindings in
 * `spec.requiredBy`: Karmada applies the binding's own suspension to both. A cluster that is only being evicted
 * is left out: its Work stays as it is until it goes, and a suspension set now does not reach it.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @returns Whether scheduling is suspended, and each cluster once, sorted by name.
 * @throws {InterpreterError} `INVALID_OBJECT` if the binding is of another kind, or it, its lists of clusters or a
 * cluster's name is not what the API asks for, `INVALID_SUSPENSION` if `spec.suspension` is not an object.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/binding/common.go#L145
 *
 * @example
 * evaluateBinding({ spec: { clusters: [{ name: 'member1' }], suspension: { dispatching: true } } }).clusters;
 * // [{ name: 'member1', suspended: true, by: 'dispatching' }]
 */
export function evaluateBinding(binding: SuspensionTargets): BindingEvaluation {
  if (!isFields(binding)) refuse('binding', binding, 'an object');
  refuseOthers(binding);
  const suspension = at(binding, 'spec', 'suspension');
  const suspensionOf = evaluator(suspension, 'spec.suspension');
  const names = new Set<string>();
  for (const place of ['clusters.*.name', 'requiredBy.*.clusters.*.name']) {
    for (const [name, path] of placed(binding.spec, 'spec', place)) {
      // Leaving out a cluster without a name would look as if it were not there.
      if (!isName(name)) refuse(path, name, 'the name of a cluster');
      names.add(name);
    }
  }
  return {
    scheduling: { suspended: at(suspension, 'scheduling') === true },
    clusters: [...names].sort().map((name) => ({ name, ...suspensionOf(name) })),
  };
}

/** Refuses what is no binding: it would seem to have no clusters. */
function refuseOthers({ kind, ...rest }: SuspensionTargets): void {
  if (!isAbsent(kind) && !KINDS.includes(kind)) {
    const sentence = mismatch('kind', kind, 'ResourceBinding or ClusterResourceBinding');
    const hint = isPolicyKind(kind) ? "; evaluateSuspension takes a policy's spec.suspension" : '';
    throw new InterpreterError('INVALID_OBJECT', sentence + hint);
  }
  if ('spec' in rest) return;
  for (const field of ['clusters', 'requiredBy', 'suspension'])
    if (field in rest)
      throw new InterpreterError('INVALID_OBJECT', 'binding is its spec, not the whole object');
}
