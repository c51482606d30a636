import { type KubernetesObject, textAt } from '../kubernetes/object.js';
import { podDependencies } from '../kubernetes/pod/pod-dependencies.js';
import { type DependentObjectReference, namespaceOf } from '../kubernetes/references.js';
import { compilePredicate } from './compile-predicate.js';
import type { DependencyRule } from './interpreter-declaration.js';
import { besides, parsedPath, reader } from './reader.js';

type Dependencies = (object: KubernetesObject) => readonly DependentObjectReference[];

/** Compiles the rules to a function that finds references in the order of the rules. */
export function compileDependencies(rules: readonly DependencyRule[]): Dependencies {
  const compiled = rules.map(compileRule);
  return (object) => compiled.flatMap((references) => references(object));
}

/** Compiles one rule, which the schema has checked to be of one form. */
function compileRule({ when, ...rule }: DependencyRule): Dependencies {
  const find =
    rule.podTemplate === undefined ? namedObjects(rule) : podObjects(rule.podTemplate, rule.ownClaims);
  if (when === undefined) return find;
  const { holds } = compilePredicate(when);
  return (object) => (holds(object) ? find(object) : []);
}

/** The references of pod templates, without the claims that the object makes itself. */
function podObjects(podTemplate: string, ownClaims: string | undefined): Dependencies {
  const path = parsedPath(podTemplate);
  const templates = reader(path);
  const claims = ownClaims === undefined ? () => [] : textsAt(ownClaims);
  return (object) => {
    const namespace = namespaceOf(object);
    const found = templates(object).flatMap((template) =>
      podDependencies(template, namespace, { path: path.place }),
    );
    // Filtered once: to hand all claims to each template would cost the product of both numbers.
    const own = new Set(claims(object));
    return found.filter(({ kind, name }) => kind !== 'PersistentVolumeClaim' || !own.has(name ?? ''));
  };
}

/** References to objects of a kind by the names at a path, each with the namespace that goes with its name. */
function namedObjects({
  apiVersion = '',
  kind = '',
  name = '',
  namespace,
  scope,
}: DependencyRule): Dependencies {
  const naming = parsedPath(name);
  const placing = namespace === undefined ? undefined : parsedPath(namespace);
  const read = besides(naming, [placing]);
  return (object) =>
    read(object).flatMap(({ value, others: [other] }) => {
      const text = textAt(value, naming.place);
      const own = placing && textAt(other, placing.place);
      const where = scope === 'Cluster' ? '' : own || namespaceOf(object);
      return text === '' ? [] : [{ apiVersion, kind, ...(where && { namespace: where }), name: text }];
    });
}

/** The names at a path that are not empty. */
function textsAt(given: string): (object: object) => readonly string[] {
  const path = parsedPath(given);
  const read = reader(path);
  return (object) =>
    read(object)
      .map((value) => textAt(value, path.place))
      .filter((text) => text !== '');
}
