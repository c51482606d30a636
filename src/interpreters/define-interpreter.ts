import { invalid } from '../errors.js';
import { isJson, sameJson } from '../kubernetes/json.js';
import {
  at,
  countAt,
  fieldAt,
  isAbsent,
  isCount,
  isFields,
  isName,
  type KubernetesObject,
  MAX_INT32,
  withValueAt,
} from '../kubernetes/object.js';
import { podDependencies } from '../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../kubernetes/pod/pod-requirements.js';
import {
  checkedReferences,
  type DependentObjectReference,
  namespaceOf,
  type Placed,
} from '../kubernetes/references.js';
import { aggregateStatus } from '../status/aggregate-status.js';
import { MemberAggregator } from '../status/aggregator/member-aggregator.js';
import { combinePartials, mergePartials } from '../status/aggregator/partial-aggregate.js';
import { type AggregatedKind, aggregatedKind } from '../status/aggregator/read-member.js';
import { compileStatus } from '../status/compiled-status.js';
import { explainStatus } from '../status/explain-status.js';
import { reflectStatus } from '../status/reflect-status.js';
import type { DefinedInterpreter } from './defined-interpreter.js';
import { terminatingHealth } from './health/terminating-health.js';
import { kindCheck } from './kind-check.js';
import type { KindDeclaration, Path } from './kind-declaration.js';
import type { KindInterpreter } from './kind-interpreter.js';
import { OPERATION_OF, type Operation } from './operations.js';
import { wholeStatus } from './whole-status.js';

/** The label by which a template leaves the number of replicas to the member clusters. */
const RETAIN_REPLICAS = 'resourcetemplate.karmada.io/retain-replicas';

/** Methods that have yet to be kept from objects of other kinds. */
type Runs = { -readonly [Method in keyof typeof OPERATION_OF]?: KindInterpreter[Method] };

/**
 * The interpreter of a kind, from one declaration of it.
 *
 * @param declaration - What Karmada has to know of the kind.
 * @returns An interpreter like the built-in ones, with the operations that the declaration gives it.
 * @throws InterpreterError `INVALID_DECLARATION` where the declaration contradicts itself.
 * @example
 * const rollout = defineInterpreter({
 *   apiVersion: 'argoproj.io/v1alpha1',
 *   kind: 'Rollout',
 *   replicas: ['spec', 'replicas'],
 *   podTemplate: ['spec', 'template'],
 *   status: { replicas: sum(), readyReplicas: sum(), currentPodHash: last() },
 * });
 * const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, rollout] });
 */
// @__NO_SIDE_EFFECTS__
export function defineInterpreter<const Declared extends KindDeclaration>(
  declaration: Declared & { readonly [Unknown in Exclude<keyof Declared, keyof KindDeclaration>]: never },
): DefinedInterpreter<Declared> {
  const declared: KindDeclaration = declaration;
  checkDeclaration(declared);
  const { kind, replicas, revise = pathOf(replicas), podTemplate, requirements, retain, health } = declared;
  const apiVersions = Object.freeze([declared.apiVersion].flat() as readonly string[]);
  const check = kindCheck(apiVersions, kind);
  const aggregates = declared.status !== undefined || declared.summary !== undefined;
  const compiled = aggregates || declared.reflects ? compileStatus(declared) : undefined;
  const aggregated = aggregates ? compiled : undefined;
  const name = { apiVersion: apiVersions[0] as string, kind };
  let members: AggregatedKind | undefined;
  const dependencies = dependenciesOf(declared);

  const runs: Runs = {
    reflectStatus: compiled ? (object) => reflectStatus(compiled, object) : wholeStatus,
    ...(aggregated && {
      aggregateStatus: (object, items, options) =>
        aggregateStatus(aggregated, object, items, options) as never,
      explainStatus: (object, items, options) => explainStatus(aggregated, object, items, options),
      createAggregator(object, options) {
        members ??= aggregatedKind(aggregated, name, check);
        return new MemberAggregator(members, object, options) as never;
      },
      mergePartials: (object, partials, options) =>
        mergePartials(aggregated, name, object, partials, options) as never,
      combinePartials: (_, partials) => combinePartials(aggregated, name, partials),
    }),
    ...(replicas && {
      getReplicas(object) {
        const needs = requirements ? requirements(object) : podRequirementsAt(object, podTemplate);
        return { replicas: countReplicas(object, replicas), ...(needs && { requirements: needs }) };
      },
    }),
    ...(revise && {
      reviseReplica(object, count) {
        if (!isCount(count, MAX_INT32))
          throw invalid('INVALID_REPLICAS', 'replicas', count, `an integer from 0 to ${MAX_INT32}`);
        return typeof revise === 'function'
          ? revise(object, count + 0)
          : withValueAt(object, revise, count + 0);
      },
    }),
    ...(declared.components && { getComponents: declared.components }),
    ...((pathOf(replicas) || retain) && {
      retain(desired, observed) {
        check(observed, 'observed');
        const kept = withReplicasOf(desired, observed, pathOf(replicas));
        if (typeof retain === 'function') return retain(kept, observed);
        return (retain ?? []).reduce((next, path) => withFieldOf(next, observed, path), kept);
      },
    }),
    ...(health && { interpretHealth: (object) => terminatingHealth(object) ?? health(object) }),
    ...(dependencies && { getDependencies: dependencies }),
  };
  const entries = Object.entries(runs) as [keyof Runs, (...args: unknown[]) => unknown][];
  const methods = entries.map(([method, run]) => [
    method,
    (object: KubernetesObject, ...rest: unknown[]) => {
      check(object);
      return run(object, ...rest);
    },
  ]);
  const operations = new Set<Operation>(entries.map(([method]) => OPERATION_OF[method]));
  return Object.freeze({
    apiVersions,
    kind,
    operations: Object.freeze([...operations]),
    declaration,
    ...Object.fromEntries(methods),
  }) as unknown as DefinedInterpreter<Declared>;
}

/** Refuses what is declared in another form than it has to be. */
function checkDeclaration(declared: KindDeclaration): void {
  if (!isFields(declared)) throw invalid('INVALID_DECLARATION', 'declaration', declared, 'an object');
  const { replicas, revise, podTemplate, retain } = declared;
  checkNames('kind', [declared.kind]);
  checkNames('apiVersion', [declared.apiVersion].flat() as readonly string[]);
  for (const [name, path] of Object.entries({ replicas, revise, podTemplate }))
    if (path !== undefined && (typeof path !== 'function' || name === 'podTemplate'))
      checkNames(name, path as Path);
  const { components, health, dependencies, requirements, gather } = declared;
  for (const [name, rule] of Object.entries({ components, health, dependencies, requirements, gather })) {
    if (rule !== undefined && typeof rule !== 'function')
      throw invalid('INVALID_DECLARATION', name, rule, 'a function');
  }
  if (retain === undefined || typeof retain === 'function') return;
  if (!Array.isArray(retain))
    throw invalid('INVALID_DECLARATION', 'retain', retain, 'a list of paths or a function');
  (retain as readonly Path[]).forEach((path, i) => {
    checkNames(`retain[${i}]`, path);
  });
}

/** Refuses what is no list of names, of API versions or of the keys to a field. */
function checkNames(place: string, names: readonly string[]): void {
  if (!Array.isArray(names) || names.length === 0) {
    throw invalid('INVALID_DECLARATION', place, names, 'a list of names');
  }
  names.forEach((name, i) => {
    if (!isName(name) || name === '__proto__') {
      throw invalid('INVALID_DECLARATION', names.length === 1 ? place : `${place}[${i}]`, name, 'a name');
    }
  });
}

/** The path, where there is one. */
function pathOf(replicas: KindDeclaration['replicas']): Path | undefined {
  return typeof replicas === 'function' ? undefined : replicas;
}

/** What stands at a path of an object, and where that is. */
function placeAt(object: KubernetesObject, path: Path): Placed {
  return [fieldAt(object, path), path.join('.')];
}

/** A number of replicas; absent, it is what every API has for a default. */
function countReplicas(
  object: KubernetesObject,
  replicas: Path | ((object: KubernetesObject) => number),
): number {
  if (typeof replicas === 'function') return replicas(object);
  return countAt(...placeAt(object, replicas), MAX_INT32) ?? 1;
}

function podRequirementsAt(object: KubernetesObject, podTemplate: Path | undefined) {
  if (podTemplate === undefined) return undefined;
  const [template, path] = placeAt(object, podTemplate);
  return podRequirements(template, { path });
}

/** What an object depends on: what its kind declares, or what the pod template uses. */
function dependenciesOf({
  dependencies,
  podTemplate,
}: KindDeclaration): ((object: KubernetesObject) => readonly DependentObjectReference[]) | undefined {
  if (dependencies) return (object) => checkedReferences(dependencies(object), 'dependencies(object)');
  if (podTemplate === undefined) return undefined;
  return (object) => {
    const [template, path] = placeAt(object, podTemplate);
    return podDependencies(template, namespaceOf(object), { path });
  };
}

/**
 * The desired object with the member's number of replicas, where a label says so.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/util/constants.go#L66-L69
 */
function withReplicasOf<T extends KubernetesObject>(
  desired: T,
  observed: KubernetesObject,
  replicas: Path | undefined,
): T {
  if (replicas === undefined || at(desired, 'metadata', 'labels', RETAIN_REPLICAS) !== 'true') return desired;
  const count = countAt(at(observed, ...replicas), `observed.${replicas.join('.')}`, MAX_INT32);
  return count === undefined ? desired : withValueAt(desired, replicas, count);
}

/** The desired object with the member's value of a field, where that is set: an empty text is none. */
export function withFieldOf<T extends KubernetesObject>(
  desired: T,
  observed: KubernetesObject,
  path: readonly string[],
): T {
  const value = at(observed, ...path);
  if (isAbsent(value) || value === '' || !isJson(value) || sameJson(at(desired, ...path), value))
    return desired;
  return withValueAt(desired, path, value);
}
