import type { Health, HealthState } from '../interpreters/health/health.js';
import {
  at,
  type Fields,
  isCount,
  isFields,
  type KindReference,
  type KubernetesObject,
  MAX_INT32,
} from '../kubernetes/object.js';
import type { HealthInterpreter } from './binding-explanation.js';
import { builtInKind } from './built-in-kind.js';
import type { ItemFacts } from './member-report.js';

/** What the members' objects are rebuilt from. */
export interface ViewSource {
  readonly template: Fields | undefined;
  readonly resource: Fields;
  /** Whether Karmada writes each target's share of the replicas into its manifest. */
  readonly workload: boolean;
  /** What the caller judges by, if anything. */
  readonly interpreter: HealthInterpreter | undefined;
}

/** How a member fares: as it reports, graded, or as an interpreter judges. */
export interface MemberHealth {
  readonly health: 'Healthy' | 'Unhealthy' | 'Unknown';
  /** That of an unhealthy one. */
  readonly state: HealthState;
  readonly message: string | undefined;
}

/** Asks the built-in kinds, without a registry of them: no explanation asks more than once a member. */
export const builtInHealth: HealthInterpreter = {
  supports: (reference, operation) => builtInKind(reference)?.operations.includes(operation) ?? false,
  interpretHealth: (object) => builtInKind(object)?.interpretHealth?.(object) as Health,
  reviseReplica: (object, replicas) => builtInKind(object)?.reviseReplica?.(object, replicas) ?? object,
};

/**
 * The health that counts for a member that has this version. The caller's interpreter replaces what is reported for
 * the kinds that it knows, unless it cannot tell; without one, what is reported is never turned into healthy.
 */
export function healthOf(source: ViewSource, item: ItemFacts, replicas: number): MemberHealth {
  const { health = 'Unknown' } = item;
  const judged = source.interpreter && judge(source.interpreter, source, item, replicas);
  if (judged && judged.state !== 'Unknown')
    return { health: judged.healthy ? 'Healthy' : 'Unhealthy', state: judged.state, message: judged.message };
  if (health !== 'Unhealthy') return { health, state: 'Unknown', message: undefined };
  const grade = judge(builtInHealth, source, item, replicas);
  if (!grade || grade.state === 'Unknown') return { health, state: 'Degraded', message: undefined };
  if (!grade.healthy) return { health, state: grade.state, message: grade.message };
  return { health, state: 'Progressing', message: `by Karmada's own rule; by its counts, ${grade.message}` };
}

/** What an interpreter makes of a member; `undefined` for a kind that it does not know. */
function judge(
  interpreter: HealthInterpreter,
  source: ViewSource,
  item: ItemFacts,
  replicas: number,
): Health | undefined {
  const { resource, template } = source;
  const reference = {
    apiVersion: template?.apiVersion ?? resource.apiVersion,
    kind: template?.kind ?? resource.kind,
  } as KindReference;
  if (!interpreter.supports(reference, 'InterpretHealth')) return undefined;
  const view = viewOf(source, reference, item);
  try {
    return interpreter.interpretHealth(withShare(interpreter, source, view, item, replicas));
  } catch {
    // What a template or a status holds must not keep the other clusters from being explained.
    return undefined;
  }
}

/** The member's object, as far as it can be rebuilt: the template's spec, and the generations and status reported. */
function viewOf(
  { template, resource }: ViewSource,
  reference: KindReference,
  item: ItemFacts,
): KubernetesObject {
  const { name, namespace } = resource;
  const { labels, annotations } = isFields(template?.metadata) ? template.metadata : {};
  const { generation, observedGeneration = item.observed, status } = item;
  // Where a member has processed its spec, or nobody can tell, its status speaks of its spec.
  const current = generation === undefined || item.observed === undefined || item.observed >= generation;
  const observed = current ? (observedGeneration ?? generation) : item.observed;
  const metadata = { name, namespace, labels, annotations, generation: current ? observed : generation };
  // Not begun with a spread: V8 takes what that makes for a prototype here, and gives each its own hidden class.
  return {
    apiVersion: reference.apiVersion,
    kind: reference.kind,
    metadata: metadata as KubernetesObject['metadata'],
    spec: isFields(template?.spec) ? template.spec : {},
    status:
      status && observed !== undefined && status.observedGeneration !== observed
        ? { ...status, observedGeneration: observed }
        : status,
  };
}

/**
 * The object with as many replicas as the member is to have: its share, or what it has where somebody in the member
 * decides, such as an autoscaler.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/common.go#L80-L95
 */
function withShare(
  interpreter: HealthInterpreter,
  source: ViewSource,
  view: KubernetesObject,
  item: ItemFacts,
  replicas: number,
): KubernetesObject {
  if (!source.workload || !interpreter.supports(view, 'ReviseReplica')) return view;
  const retained = view.metadata?.labels?.['resourcetemplate.karmada.io/retain-replicas'] === 'true';
  const own = at(item.status, 'replicas');
  const share = retained && isCount(own, MAX_INT32) ? own : replicas;
  return interpreter.reviseReplica(view, share);
}
