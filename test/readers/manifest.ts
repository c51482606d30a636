/** An object as a reader gets it from the API server. */
export type Manifest = { readonly [field: string]: unknown };

/** What a reader concludes from an object, in its own word, and the sentence that it says to its user. */
export interface Verdict<State extends string> {
  readonly state: State;
  readonly message: string;
}

/** A condition as far as any of the readers looks at it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration: number | undefined;
}

/** The value at a path of keys, written with dots; `undefined` where the path breaks off or ends in `null`. */
export function valueAt(value: unknown, path: string): unknown {
  return (
    path.split('.').reduce<unknown>((found, key) => (isManifest(found) ? found[key] : undefined), value) ??
    undefined
  );
}

/** The integer at a path; `absent` where there is none. */
export function integerAt<Absent>(value: unknown, path: string, absent: Absent): number | Absent {
  const found = valueAt(value, path);
  return typeof found === 'number' && Number.isInteger(found) ? found : absent;
}

/** The count at a path, 0 where it is absent, as a field of a Go type reads. */
export function countAt(value: unknown, path: string): number {
  return integerAt(value, path, 0);
}

/** The text at a path, empty where it is absent, as a field of a Go type reads. */
export function textAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The conditions of an object's status, in their order. */
export function conditionsOf(object: Manifest): readonly Condition[] {
  const list = valueAt(object, 'status.conditions');
  if (!Array.isArray(list)) return [];
  return list.map((condition) => ({
    type: textAt(condition, 'type'),
    status: textAt(condition, 'status'),
    reason: textAt(condition, 'reason'),
    message: textAt(condition, 'message'),
    observedGeneration: integerAt(condition, 'observedGeneration', undefined),
  }));
}

/** The API group and kind of an object, written `apps/Deployment`. */
export function groupKindOf(object: Manifest): string {
  return `${textAt(object, 'apiVersion').replace(/\/?[^/]*$/, '')}/${textAt(object, 'kind')}`;
}

export function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
