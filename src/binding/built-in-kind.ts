import { defaultInterpreters } from '../interpreters/default-interpreters.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import type { KindReference } from '../kubernetes/object.js';

/** A built-in kind, without a registry: that would have to be made at import, or again for each binding. */
export function builtInKind({ apiVersion, kind }: KindReference): KindInterpreter | undefined {
  for (const known of defaultInterpreters)
    if (known.kind === kind && known.apiVersions.includes(apiVersion as string)) return known;
  return undefined;
}
