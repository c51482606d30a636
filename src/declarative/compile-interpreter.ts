import { defineInterpreter } from '../interpreters/define-interpreter.js';
import type { KindDeclaration, Path } from '../interpreters/kind-declaration.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import { compileComponents } from './compile-components.js';
import { compileDependencies } from './compile-dependencies.js';
import { compileFields } from './compile-fields.js';
import { compileHealth } from './compile-health.js';
import { compileChoice } from './compile-reducer.js';
import type { ChooseRule } from './interpreter-declaration.js';
import { interpreterDeclarationSchema } from './interpreter-declaration-schema.js';
import { parsedPath } from './reader.js';
import { validated } from './validated.js';

/**
 * The interpreter of a kind, from a declaration of it as data.
 *
 * `defineInterpreter` makes it, so that it has what every kind has: the aggregator, the explanation, partial
 * aggregates, the same guarantees. Nothing in the declaration is run as code, and no reference to it is kept.
 *
 * @param declaration - What a YAML or JSON file holds; `InterpreterDeclaration` is its type.
 * @returns An interpreter for `createInterpreter`, beside the built-in ones.
 * @throws DeclarationError with every fault: its path, what was expected, and a suggestion for a misspelt word.
 * @example
 * const rollout = compileInterpreter(parse(await readFile('rollout.yaml', 'utf8')));
 * const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, rollout] });
 */
export function compileInterpreter(
  declaration: unknown,
): KindInterpreter & Required<Pick<KindInterpreter, 'reflectStatus' | 'declaration'>> {
  const declared = validated(interpreterDeclarationSchema, declaration);
  const { apiVersion, kind, observedGeneration, replicas, status, choose, reflects } = declared;
  const { health, retain, dependencies, components } = declared;
  const compiled = status && compileFields(status);
  const kindDeclaration: KindDeclaration = {
    apiVersion: apiVersion as KindDeclaration['apiVersion'],
    kind,
    ...(observedGeneration && { observedGeneration: observedGeneration }),
    ...(replicas && { replicas: keysOf(replicas.path) }),
    ...(replicas?.podTemplate && { podTemplate: keysOf(replicas.podTemplate) }),
    ...compiled,
    ...(choose && { summary: compileChoice(choose), reflects: fieldsIn(choose) }),
    ...(reflects && { reflects }),
    ...(health && { health: compileHealth(health) }),
    ...(retain && { retain: retain.map(keysOf) }),
    ...(dependencies && { dependencies: compileDependencies(dependencies) }),
    ...(components && { components: compileComponents(components) }),
  };
  return defineInterpreter(kindDeclaration);
}

/** The fields of the status that a choice reads. */
function fieldsIn({ worstBy, take }: ChooseRule): readonly string[] {
  const fields = [...take, ...Object.keys(worstBy)];
  return [...new Set(fields.map((field) => field.split('.')[0] as string))];
}

/** The keys of a plain path. */
function keysOf(path: string): Path {
  return parsedPath(path).steps as unknown as Path;
}
