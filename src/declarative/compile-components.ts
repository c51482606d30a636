import { type ParsedPath, pathOf } from '../boundary/parse-path.js';
import type { Component } from '../interpreters/replicas.js';
import { countAt, isName, type KubernetesObject, MAX_INT32, refuse } from '../kubernetes/object.js';
import { podRequirements } from '../kubernetes/pod/pod-requirements.js';
import type { ComponentRule } from './interpreter-declaration.js';
import { isPath } from './path-schema.js';
import { besides, parsedPath, severalOf } from './reader.js';

type Components = (object: KubernetesObject) => readonly Component[];

/** Compiles the rules to a function; components come in the order of the rules and of the lists they read. */
export function compileComponents(rules: readonly ComponentRule[]): Components {
  const compiled = rules.map(compileRule);
  return (object) => compiled.flatMap((components) => components(object));
}

function compileRule({ name, replicas, podTemplate }: ComponentRule): Components {
  const { path, absent } = countOf(replicas);
  const [naming, counting, template] = [isPath(name) ? name : undefined, path, podTemplate].map(
    (given) => given && parsedPath(given),
  ) as (ParsedPath | undefined)[];
  const read = besides(pathOf(naming ? severalOf(naming) : []), [naming, counting, template]);
  return (object) =>
    read(object).map(({ others: [named, count, pod] }) => {
      if (naming && !isName(named)) refuse(naming.place, named, 'a name');
      const requirements = template && podRequirements(pod, { path: template.place });
      return {
        name: naming ? (named as string) : name,
        replicas: (counting && countAt(count, counting.place, MAX_INT32)) ?? absent,
        ...(requirements && { requirements }),
      };
    });
}

/** Where a number of replicas stands, if anywhere, and what it is else: 1, the default of Kubernetes' workload APIs. */
function countOf(replicas: ComponentRule['replicas'] = 1): {
  readonly path?: string;
  readonly absent: number;
} {
  if (typeof replicas === 'number') return { absent: replicas };
  return typeof replicas === 'string'
    ? { path: replicas, absent: 1 }
    : { path: replicas.path, absent: replicas.default };
}
