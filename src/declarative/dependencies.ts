import { type KubernetesObject, textAt } from '../kubernetes/object.js';
import { podDependencies } from '../kubernetes/pod/pod-dependencies.js';
import { type DependentObjectReference, namespaceOf, sortReferences } from '../kubernetes/references.js';
import type { DependencyRule } from './declaration.js';
import { parsedPath, reader } from './path.js';
import { compilePredicate } from './predicate.js';

type Dependencies = (object: KubernetesObject) => readonly DependentObjectReference[];

/** What an object depends on by rules: without duplicates, by API version, kind, namespace and name. */
export function compileDependencies(rules: readonly DependencyRule[]): Dependencies {
  const compiled = rules.map(compileRule);
  return (object) => sortReferences(compiled.flatMap((references) => references(object)));
}

/** What one rule finds; of a rule that has been looked through, each half has all of its keys. */
function compileRule({ when, ...rule }: DependencyRule): Dependencies {
  const find =
    rule.podTemplate === undefined ? namedObjects(rule) : podObjects(rule.podTemplate, rule.ownClaims);
  if (when === undefined) return find;
  const { holds } = compilePredicate(when);
  return (object) => (holds(object) ? find(object) : []);
}

/** What pod templates use, but for the claims that the object makes itself. */
function podObjects(podTemplate: string, ownClaims: string | undefined): Dependencies {
  const path = parsedPath(podTemplate);
  const templates = reader(path);
  const claims = ownClaims === undefined ? () => [] : textsAt(ownClaims);
  return (object) =>
    templates(object).flatMap((template) =>
      podDependencies(template, namespaceOf(object), { path: path.place, ownClaims: claims(object) }),
    );
}

/** The objects of a kind that are named at a path. */
function namedObjects({ apiVersion = '', kind = '', name = '', scope }: DependencyRule): Dependencies {
  const names = textsAt(name);
  return (object) => {
    const namespace = scope === 'Cluster' ? '' : namespaceOf(object);
    return names(object).map((text) => ({ apiVersion, kind, ...(namespace && { namespace }), name: text }));
  };
}

/** The names at a path; an empty one names nothing. */
function textsAt(given: string): (object: object) => readonly string[] {
  const path = parsedPath(given);
  const read = reader(path);
  return (object) =>
    read(object)
      .map((value) => textAt(value, path.place))
      .filter((text) => text !== '');
}
