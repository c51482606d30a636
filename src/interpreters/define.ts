import { invalid } from '../errors.js';
import { isJson, sameJson } from '../json.js';
import {
  at,
  countAt,
  fieldAt,
  isCount,
  isFields,
  type KubernetesObject,
  MAX_INT32,
  withValueAt,
} from '../objects.js';
import type { DefinedInterpreter, KindDeclaration, KindInterpreter, Path, Replicas } from './kind.js';
import type { Operation } from './operations.js';
import { podReferences } from './pod/dependencies.js';
import { podRequirements } from './pod/requirements.js';
import { namespaceOf } from './references.js';
import { aggregateStatus } from './status/aggregate.js';
import { createAggregator } from './status/aggregator.js';
import { explainStatus } from './status/explain.js';
import { combinePartials, mergePartials } from './status/partial.js';
import { reflectStatus } from './status/reflect.js';
import { shapeOf } from './status/shape.js';

/** The label by which a template leaves the number of replicas to the member clusters. */
const RETAIN_REPLICAS = 'resourcetemplate.karmada.io/retain-replicas';

type Writable = { -readonly [M in keyof KindInterpreter]: KindInterpreter[M] };

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
  const { kind, status, replicas, podTemplate, health, retain, dependencies } = declared;
  const apiVersions = [declaration.apiVersion].flat() as readonly string[];
  checkNames('kind', [kind]);
  checkNames('apiVersion', apiVersions);
  if (replicas !== undefined) checkNames('replicas', replicas);
  if (podTemplate !== undefined) checkNames('podTemplate', podTemplate);
  for (const [name, rule] of Object.entries({ health, dependencies })) {
    if (rule !== undefined && typeof rule !== 'function')
      throw invalid('INVALID_DECLARATION', name, rule, 'a function');
  }
  retain?.forEach((path, i) => {
    checkNames(`retain[${i}]`, path);
  });
  /** Refuses what this interpreter would misread; a list's entries have no `kind` of their own. */
  const check = (object: KubernetesObject, name = 'object'): void => {
    if (!isFields(object)) throw invalid('INVALID_OBJECT', name, object, 'an object');
    if (object.kind !== undefined && object.kind !== kind) {
      throw invalid('INVALID_OBJECT', name === 'object' ? 'kind' : `${name}.kind`, object.kind, `"${kind}"`);
    }
  };
  const operations: Operation[] = ['InterpretStatus'];
  const shape = status === undefined ? undefined : shapeOf(status, declared.observedGeneration);
  const interpreter: Writable = {
    apiVersions,
    kind,
    operations,
    declaration: declared,
    reflectStatus(object) {
      check(object);
      return shape === undefined ? wholeStatus(object) : reflectStatus(shape, object);
    },
  };
  if (shape !== undefined) {
    operations.push('AggregateStatus');
    interpreter.aggregateStatus = (object, items, options) => {
      check(object);
      return aggregateStatus(shape, object, items, options);
    };
    interpreter.explainStatus = (object, items, options) => {
      check(object);
      return explainStatus(shape, object, items, options);
    };
    const name = { apiVersion: apiVersions[0] as string, kind };
    interpreter.createAggregator = (object, options) => {
      check(object);
      return createAggregator(shape, name, object, options, check);
    };
    interpreter.mergePartials = (object, partials, options) => {
      check(object);
      return mergePartials(shape, name, object, partials, options);
    };
    interpreter.combinePartials = (partials) => combinePartials(shape, name, partials);
  }
  if (replicas !== undefined) {
    operations.push('InterpretReplica', 'ReviseReplica');
    interpreter.getReplicas = (object) => {
      check(object);
      return replicasOf(object, replicas, podTemplate);
    };
    interpreter.reviseReplica = (object, count) => {
      check(object);
      if (!isCount(count, MAX_INT32)) {
        throw invalid('INVALID_REPLICAS', 'replicas', count, `an integer from 0 to ${MAX_INT32}`);
      }
      return withValueAt(object, replicas, count + 0);
    };
  }
  if (replicas !== undefined || retain !== undefined) {
    operations.push('Retain');
    interpreter.retain = (desired, observed) => {
      check(desired, 'desired');
      check(observed, 'observed');
      return retained(desired, observed, replicas, retain ?? []);
    };
  }
  if (health !== undefined) {
    operations.push('InterpretHealth');
    interpreter.interpretHealth = (object) => {
      check(object);
      return health(object);
    };
  }
  const references = dependencies ?? (podTemplate && templateReferences(podTemplate));
  if (references !== undefined) {
    operations.push('InterpretDependency');
    interpreter.getDependencies = (object) => {
      check(object);
      return references(object);
    };
  }
  Object.freeze(apiVersions);
  Object.freeze(operations);
  return interpreter as DefinedInterpreter<Field>;
}

/** What a kind without a status declaration reflects: its status, with the times of client-node as texts. */
export function wholeStatus(object: KubernetesObject): object | undefined {
  const status = at(object, 'status');
  if (!isFields(status)) return undefined;
  if (isJson(status)) return status;
  try {
    return JSON.parse(JSON.stringify(status));
  } catch {
    return undefined;
  }
}

/** Refuses what is no list of names, of API versions or of the keys to a field. */
function checkNames(place: string, names: readonly string[]): void {
  if (!Array.isArray(names) || names.length === 0) {
    throw invalid('INVALID_DECLARATION', place, names, 'a list of names');
  }
  names.forEach((name, i) => {
    if (typeof name !== 'string' || name === '' || name === '__proto__') {
      throw invalid('INVALID_DECLARATION', names.length === 1 ? place : `${place}[${i}]`, name, 'a name');
    }
  });
}

function replicasOf(object: KubernetesObject, path: Path, podTemplate: Path | undefined): Replicas {
  const replicas = countAt(fieldAt(object, path), path.join('.'), MAX_INT32) ?? 0;
  const requirements = podTemplate && podRequirements(fieldAt(object, podTemplate), podTemplate.join('.'));
  return requirements === undefined ? { replicas } : { replicas, requirements };
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
    if (value === undefined || value === null || !isJson(value) || sameJson(at(kept, ...path), value))
      continue;
    kept = withValueAt(kept, path, value);
  }
  return kept;
}

function templateReferences(path: Path): NonNullable<KindDeclaration['dependencies']> {
  return (object) => podReferences(fieldAt(object, path), path.join('.'), namespaceOf(object));
}
