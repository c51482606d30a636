import type { JsonPatchOperation } from 'karmada-interpreter/rollout';
import { at, isName } from '../../kubernetes/object.js';

/** A JSON Patch, and the object that it is for. */
export interface ObjectPatch {
  readonly target: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly subresource?: 'status';
  readonly patch: readonly JsonPatchOperation[];
}

/** A patch of an object; none where nothing changes. */
export function patchFor(
  object: unknown,
  patch: readonly JsonPatchOperation[],
  subresource?: 'status',
): readonly ObjectPatch[] {
  if (patch.length === 0) return [];
  const [namespace, name] = [at(object, 'metadata', 'namespace'), at(object, 'metadata', 'name')];
  const target = { kind: `${at(object, 'kind')}`, ...(isName(namespace) && { namespace }), name: `${name}` };
  return [{ target, ...(subresource && { subresource }), patch }];
}

/** A patch as a line for a shell. */
export function kubectlPatch({ target, subresource, patch }: ObjectPatch): string {
  const { kind, namespace, name } = target;
  return [
    'kubectl patch',
    quoted(kind.toLowerCase()),
    quoted(name),
    ...(namespace ? ['-n', quoted(namespace)] : []),
    ...(subresource ? [`--subresource=${subresource}`] : []),
    '--type=json -p',
    quoted(JSON.stringify(patch)),
  ].join(' ');
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
