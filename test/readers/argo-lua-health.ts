import { type ArgoVerdict, degraded, healthy, progressing, suspended } from './argo-verdict.js';
import { conditionsOf, type Manifest, valueAt } from './manifest.js';

/** Thrown where the Lua of a rule stops: Argo CD then takes the health as unknown. */
export class LuaError extends Error {}

/** A rule of Kruise's kinds, which is asked only for a status of the present generation. */
export function ofKruise(
  rule: (object: Manifest) => ArgoVerdict | undefined,
): (object: Manifest) => ArgoVerdict {
  return (object) => {
    const observed =
      valueAt(object, 'status') !== undefined &&
      valueAt(object, 'metadata.generation') === valueAt(object, 'status.observedGeneration');
    return (observed ? rule(object) : undefined) ?? progressing('waiting for initialization');
  };
}

/** Whether a partition is set, which an absent one is, too: in Lua, `nil ~= 0`. */
function isPartitioned(object: Manifest, path: string): boolean {
  return valueAt(object, path) !== 0 && luaNumber(object, 'metadata.generation') > 1;
}

export function ofCloneSet(object: Manifest): ArgoVerdict | undefined {
  const strategy = 'spec.updateStrategy';
  const updatedAvailable = valueAt(object, 'status.updatedAvailableReplicas');
  luaTable(object, strategy);
  if (valueAt(object, `${strategy}.paused`) === true || updatedAvailable === undefined)
    return suspended('paused');
  if (isPartitioned(object, `${strategy}.partition`)) {
    const reached =
      luaNumber(object, 'status.updatedReplicas') >= luaNumber(object, 'status.expectedUpdatedReplicas');
    return reached ? suspended('needs manual intervention') : undefined;
  }
  return updatedAvailable === valueAt(object, 'status.replicas')
    ? healthy('ready and updated')
    : degraded('some replicas are not ready or available');
}

export function ofKruiseStatefulSet(object: Manifest): ArgoVerdict | undefined {
  const strategy = 'spec.updateStrategy.rollingUpdate';
  const updatedAvailable = valueAt(object, 'status.updatedAvailableReplicas');
  luaTable(object, strategy);
  if (valueAt(object, `${strategy}.paused`) === true || updatedAvailable === undefined)
    return suspended('paused');
  if (isPartitioned(object, `${strategy}.partition`)) {
    const most = luaNumber(object, 'status.replicas') - luaNumber(object, `${strategy}.partition`);
    return luaNumber(object, 'status.updatedReplicas') > most
      ? suspended('needs manual intervention')
      : undefined;
  }
  return updatedAvailable === valueAt(object, 'status.replicas')
    ? healthy('ready and updated')
    : degraded('some replicas are not ready or available');
}

export function ofKruiseDaemonSet(object: Manifest): ArgoVerdict | undefined {
  const strategy = 'spec.updateStrategy.rollingUpdate';
  const updated = valueAt(object, 'status.updatedNumberScheduled');
  luaTable(object, strategy);
  if (valueAt(object, `${strategy}.paused`) === true || updated === undefined) return suspended('paused');
  if (
    valueAt(object, `${strategy}.partition`) !== undefined &&
    isPartitioned(object, `${strategy}.partition`)
  ) {
    const most =
      luaNumber(object, 'status.desiredNumberScheduled') - luaNumber(object, `${strategy}.partition`);
    return luaNumber(object, 'status.updatedNumberScheduled') > most
      ? suspended('needs manual intervention')
      : undefined;
  }
  const desired = valueAt(object, 'status.desiredNumberScheduled');
  if (updated !== desired) return undefined;
  if (valueAt(object, 'status.numberAvailable') === desired) return healthy('ready and updated');
  return valueAt(object, 'status.numberUnavailable') === desired
    ? degraded('some pods are not ready or available')
    : undefined;
}

/** A rule of Flux' kinds: how many conditions have to be true, `Ready` and these. */
export function ofFlux(wanted: number, others: readonly string[]): (object: Manifest) => ArgoVerdict {
  return (object) => {
    if (valueAt(object, 'spec.suspend') === true) return suspended('suspended');
    if (valueAt(object, 'status.conditions') === undefined) return progressing('status unknown');
    const conditions = conditionsOf(object);
    const counted = (matches: (type: string, status: string) => boolean): number =>
      conditions.filter(({ type, status }) => matches(type, status)).length;
    const under = counted(
      (type, status) =>
        (type === 'Ready' && status === 'Unknown') || (type === 'Reconciling' && status === 'True'),
    );
    const succeeded = counted(
      (type, status) => status === 'True' && (type === 'Ready' || others.includes(type)),
    );
    const message = conditions.filter(({ type }) => type === 'Ready').at(-1)?.reason ?? '';
    if (under === 2) return progressing(message);
    return succeeded === wanted ? healthy(message) : degraded(message);
  };
}

/** Lua stops at an index into nothing. */
function luaTable(object: Manifest, path: string): void {
  if (valueAt(object, path) === undefined) throw new LuaError(`attempt to index ${path}, which is nil`);
}

/** Lua stops where it has to calculate or compare with something else than a number. */
function luaNumber(object: Manifest, path: string): number {
  const value = valueAt(object, path);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new LuaError(`attempt to perform arithmetic on ${path}, which is ${JSON.stringify(value)}`);
}
