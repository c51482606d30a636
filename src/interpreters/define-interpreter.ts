import { invalid } from '../errors.js';
import { asJson, isJson, sameJson } from '../kubernetes/json.js';
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
import { podReferences } from '../kubernetes/pod/pod-dependencies.js';
import { podRequirements } from '../kubernetes/pod/pod-requirements.js';
import { namespaceOf, type Placed } from '../kubernetes/references.js';
import { aggregateStatus } from '../status/aggregate-status.js';
import { combinePartials, mergePartials } from '../status/aggregator/partial-aggregate.js';
import { createAggregator } from '../status/aggregator/status-aggregator.js';
import { explainStatus } from '../status/explain-status.js';
import { reflectStatus } from '../status/reflect-status.js';
import { shapeOf } from '../status/status-shape.js';
import { terminatingHealth } from './health/terminating-health.js';
import type {
  DefinedInterpreter,
  KindDeclaration,
  KindInterpreter,
  Path,
  Replicas,
} from './kind-interpreter.js';
import { OPERATION_OF, type Operation } from './operations.js';

/** The label by which a template leaves the number of replicas to the member clusters. */
const RETAIN_REPLICAS = 'resourcetemplate.karmada.io/retain-replicas';

/** Methods that have yet to be kept from objects of other kinds. */
type Runs = Omit<Partial<KindInterpreter>, 'apiVersions' | 'kind' | 'operations' | 'declaration'>;

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
export function defineInterpreter<Field extends keyof KindDeclaration>(
  declaration: Pick<KindDeclaration, Field> & Pick<KindDeclaration, 'apiVersion' | 'kind'>,
): DefinedInterpreter<Field> {
  if (!isFields(declaration)) throw invalid('INVALID_DECLARATION', 'declaration', declaration, 'an object');
  const declared: KindDeclaration = declaration;
  const { kind, status, replicas, components, podTemplate, health, retain, dependencies } = declared;
  const apiVersions = [declaration.apiVersion].flat() as readonly string[];
  checkNames('kind', [kind]);
  checkNames('apiVersion', apiVersions);
  if (replicas !== undefined) checkNames('replicas', replicas);
  if (podTemplate !== undefined) checkNames('podTemplate', podTemplate);
  for (const [name, rule] of Object.entries({ components, health, dependencies })) {
    if (rule !== undefined && typeof rule !== 'function')
      throw invalid('INVALID_DECLARATION', name, rule, 'a function');
  }
  retain?.forEach((path, i) => {
    checkNames(`retain[${i}]`, path);
  });
  /** Refuses what this interpreter would misread; a list's entries have no `kind` of their own. */
  const check = (object: KubernetesObject, path = 'object'): void => {
    if (!isFields(object)) throw invalid('INVALID_OBJECT', path, object, 'an object');
    const { kind: given = kind } = object;
    if (given !== kind) throw invalid('INVALID_OBJECT', `${path}.kind`, given, `"${kind}"`);
  };
  const shape = status && shapeOf(status, declared.observedGeneration);
  const name = { apiVersion: apiVersions[0] as string, kind };
  const references =
    dependencies ??
    (podTemplate &&
      ((object: KubernetesObject) => podReferences(...placeOf(object, podTemplate), namespaceOf(object))));
  // What each method does with an object of the kind.
  const runs: Runs = {
    reflectStatus: shape ? (object) => reflectStatus(shape, object) : wholeStatus,
    ...(shape && {
      aggregateStatus: (object, items, options) => aggregateStatus(shape, object, items, options),
      explainStatus: (object, items, options) => explainStatus(shape, object, items, options),
      createAggregator: (object, options) => createAggregator(shape, name, object, options, check),
      mergePartials: (object, partials, options) => mergePartials(shape, name, object, partials, options),
      combinePartials: (_, partials) => combinePartials(shape, name, partials),
    }),
    ...(replicas && {
      getReplicas: (object) => replicasOf(object, replicas, podTemplate),
      reviseReplica(object, count) {
        if (!isCount(count, MAX_INT32)) {
          throw invalid('INVALID_REPLICAS', 'replicas', count, `an integer from 0 to ${MAX_INT32}`);
        }
        return withValueAt(object, replicas, count + 0);
      },
    }),
    ...(components && { getComponents: components }),
    ...((replicas || retain) && {
      retain(desired, observed) {
        check(observed, 'observed');
        return retained(desired, observed, replicas, retain ?? []);
      },
    }),
    ...(health && { interpretHealth: (object) => terminatingHealth(object) ?? health(object) }),
    ...(references && { getDependencies: references }),
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
    apiVersions: Object.freeze(apiVersions),
    kind,
    operations: Object.freeze([...operations]),
    declaration: declared,
    ...Object.fromEntries(methods),
  }) as unknown as DefinedInterpreter<Field>;
}

/** What a kind without a status declaration reflects. */
export function wholeStatus(object: KubernetesObject): object | undefined {
  const status = asJson(at(object, 'status'));
  return isFields(status) ? status : undefined;
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

/** What stands at a path of an object, and where that is. */
function placeOf(object: KubernetesObject, path: Path): Placed {
  return [fieldAt(object, path), path.join('.')];
}

/** How many replicas stand at `path`, and what each of them needs by its pod template. */
export function replicasOf(object: KubernetesObject, path: Path, podTemplate: Path | undefined): Replicas {
  const replicas = countAt(...placeOf(object, path), MAX_INT32) ?? 0;
  const requirements = podTemplate && podRequirements(...placeOf(object, podTemplate));
  return { replicas, ...(requirements && { requirements }) };
}

function retained<T extends KubernetesObject>(
  desired: T,
  observed: KubernetesObject,
  replicas: Path | undefined,
  retain: readonly Path[],
): T {
  let kept = desired;
  // https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/util/constants.go#L66-L69
  if (replicas !== undefined && at(desired, 'metadata', 'labels', RETAIN_REPLICAS) === 'true') {
    const count = countAt(at(observed, ...replicas), `observed.${replicas.join('.')}`, MAX_INT32);
    if (count !== undefined) kept = withValueAt(kept, replicas, count);
  }
  for (const path of retain) {
    const value = at(observed, ...path);
    if (isAbsent(value) || !isJson(value) || sameJson(at(kept, ...path), value)) continue;
    kept = withValueAt(kept, path, value);
  }
  return kept;
}
