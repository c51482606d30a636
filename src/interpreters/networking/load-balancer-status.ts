import { compare } from '../../kubernetes/compare.js';
import { at, type Fields, isFields, isName } from '../../kubernetes/object.js';
import { listOf } from '../../reducers/list-of.js';
import { object } from '../../reducers/object.js';
import type { Reducer } from '../../reducers/reducer.js';
import { first } from '../../reducers/values.js';

/** Where traffic comes in. */
export interface LoadBalancerStatus {
  readonly ingress?: readonly Fields[] | undefined;
}

/**
 * The addresses of all members' load balancers, each once with all of its ports: by hostname, ip and the further fields
 * that make two of them differ.
 *
 * @param further - The further fields.
 * @returns What a kind declares of `status.loadBalancer`.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/service.go#L28-L145
 */
// @__NO_SIDE_EFFECTS__
export function loadBalancerStatus(...further: readonly 'ipMode'[]): Reducer<LoadBalancerStatus> {
  const keys = ['hostname', 'ip', ...further] as const;
  const ports = listOf(object({ port: first('integer'), protocol: first(), error: first() }), {
    ...entriesBy(['port', 'protocol', 'error']),
    expected: 'a port status',
  });
  const address = object({
    ...Object.fromEntries(keys.map((key) => [key, first()])),
    ports,
  });
  const ingress = listOf(address, { ...entriesBy(keys), expected: 'an address' });
  return object({ ingress }) as Reducer<LoadBalancerStatus>;
}

/** Entries that are the same where all of these fields are, in the order of the fields. */
function entriesBy(keys: readonly string[]) {
  return {
    by: (entry: unknown) =>
      isFields(entry) ? JSON.stringify(keys.map((key) => entry[key] || null)) : undefined,
    order: (a: object, b: object) => {
      for (const key of keys) {
        const difference = compareFields(at(a, key), at(b, key), key);
        if (difference !== 0) return difference;
      }
      return 0;
    },
  };
}

/** Hostnames and modes before those that have none, all else after. */
function compareFields(a: unknown, b: unknown, key: string): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a ?? 0) - Number(b ?? 0);
  const noneLast = key === 'hostname' || key === 'ipMode';
  if (isName(a) && isName(b)) return compare(a, b);
  return (Number(isName(b)) - Number(isName(a))) * (noneLast ? 1 : -1);
}
