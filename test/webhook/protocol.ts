import type { ResourceInterpreterResponse } from 'karmada-interpreter/webhook';
import { applyPatch } from 'rfc6902';
import type { Case } from '../conformance/cases.js';

export type Json = Record<string, unknown>;

/** A context as Karmada sends it: `replicas` is always there, other fields where the operation has them. */
export function contextOf(recorded: Partial<Case> & Pick<Case, 'operation' | 'object'>, uid = 'b7e0-17') {
  const { operation, object, observed, items, replicas = 0 } = recorded;
  const [version, group = ''] = object.apiVersion.split('/').reverse();
  return {
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterContext',
    request: {
      uid,
      kind: { group, version, kind: object.kind },
      name: object.metadata?.name ?? '',
      ...(object.metadata?.namespace && { namespace: object.metadata.namespace }),
      operation,
      object,
      ...(observed && { observedObject: observed }),
      replicas,
      ...(items?.length > 0 && { aggregatedStatus: items }),
    },
  };
}

/** The operations of a patch. */
export function operationsOf(patch: string): { op: string; path: string; value?: unknown }[] {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(patch, 'base64')));
}

/** An object with the patch of a response applied to it, by another implementation than the one that made it. */
export function patched(object: unknown, { patch }: ResourceInterpreterResponse): unknown {
  if (patch === undefined) return object;
  const root = { root: structuredClone(object) };
  const operations = operationsOf(patch).map((one) => ({ ...one, path: `/root${one.path}` }));
  const failed = applyPatch(root, operations as never).filter((error) => error !== null);
  if (failed.length > 0) throw failed[0];
  return root.root;
}

const dependencies = (list: readonly Json[] = []) =>
  list.every(({ apiVersion, kind, name, labelSelector }) => apiVersion && kind && (name || labelSelector));

/** What Karmada asks of a successful response. */
const accepted: Record<string, (response: ResourceInterpreterResponse) => boolean> = {
  InterpretReplica: ({ replicas }) => Number.isInteger(replicas),
  InterpretComponent: () => true,
  InterpretDependency: (response) => dependencies(response.dependencies as never),
  InterpretStatus: ({ rawStatus }) => rawStatus !== undefined && rawStatus !== null,
  InterpretHealth: ({ healthy }) => typeof healthy === 'boolean',
};

/**
 * Why Karmada would refuse a response, `''` where it would not.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/resourceinterpreter/customized/webhook/request/resourceinterpretercontext.go#L97-L170
 */
export function refusalBy(
  request: { uid?: unknown; operation?: unknown },
  response: ResourceInterpreterResponse,
): string {
  if (response.uid !== request.uid) return 'another uid';
  if (!response.successful) return response.status ? '' : 'no status';
  const { patch, patchType } = response;
  if ((patch === undefined) !== (patchType === undefined)) return 'one of patch and patchType';
  if (patch === '' || (patchType ?? 'JSONPatch') !== 'JSONPatch') return 'no patch';
  if (patch !== undefined && operationsOf(patch).length === 0) return 'an empty patch';
  const accepts = accepted[String(request.operation)];
  return accepts?.(response) === false ? `not what ${request.operation} needs` : '';
}
