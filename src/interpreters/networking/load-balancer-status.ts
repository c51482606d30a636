import { compare } from '../../kubernetes/compare.js';
import { isEmpty } from '../../kubernetes/json.js';
import { type Fields, isAbsent, isCount, isFields, MAX_INT32, typed } from '../../kubernetes/object.js';
import type { Reducer, Report } from '../../reducers/reducer.js';

/** A port that a load balancer serves, or why it does not. */
interface LoadBalancerPort {
  readonly port?: number;
  readonly protocol?: string;
  readonly error?: string;
}

/** Where traffic comes in. */
interface LoadBalancerAddress {
  readonly hostname?: string;
  readonly ip?: string;
  readonly ipMode?: string;
  readonly ports?: readonly LoadBalancerPort[];
}

/** The addresses of a load balancer, as Service and Ingress have them. */
export interface LoadBalancerStatus {
  readonly ingress: readonly LoadBalancerAddress[];
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** An address, and its ports where it has any. */
interface Found {
  readonly address: LoadBalancerAddress;
  ports: Map<string, LoadBalancerPort> | undefined;
}

/** Addresses by what makes two of them the same. */
type Addresses = Map<string, Found>;

/**
 * The addresses of all members' load balancers, each once with all of its ports, and sorted. They are a set, so that
 * the addresses of some of the members are all that there is to know of these.
 *
 * @param hasMode - Whether addresses have an `ipMode`, which makes two of them differ.
 * @returns What a kind declares of `status.loadBalancer`.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/service.go#L28-L145
 */
// @__NO_SIDE_EFFECTS__
export function loadBalancerStatus(hasMode: boolean): Reducer<LoadBalancerStatus> {
  const reducer: Reducer<LoadBalancerStatus, readonly LoadBalancerAddress[], Addresses> = {
    start: () => new Map(),
    add(addresses, value, _clusterName, _processed, report) {
      if (value === '') return true;
      const reading = { sound: true };
      const refuse: Report = (path, found, expected) => {
        reading.sound = false;
        report?.(path, found, expected);
      };
      const ingress =
        typed(typed(value, '', 'an object', refuse)?.ingress, '.ingress', 'a list', refuse) ?? [];
      addAddresses(addresses, ingress, hasMode, (path, found, expected) =>
        refuse(`.ingress${path}`, found, expected),
      );
      return reading.sound;
    },
    part(addresses) {
      const list = listed(addresses);
      return list.length === 0 ? undefined : list;
    },
    merge(parts) {
      const addresses: Addresses = new Map();
      for (const part of parts) addAddresses(addresses, part, hasMode, () => undefined);
      return listed(addresses);
    },
    finish: (part) => part && { ingress: [...part].sort(byAddress) },
    isPart(value) {
      let sound = Array.isArray(value) && value.length > 0;
      if (sound)
        addAddresses(new Map(), value as readonly unknown[], hasMode, () => {
          sound = false;
        });
      return sound;
    },
  };
  return reducer;
}

function addAddresses(
  addresses: Addresses,
  entries: readonly unknown[],
  hasMode: boolean,
  refuse: Report,
): void {
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!isFields(entry)) {
      refuse(`[${at}]`, entry, 'an object');
      continue;
    }
    const hostname = textIn(entry, 'hostname', at, refuse);
    const ip = textIn(entry, 'ip', at, refuse);
    const ipMode = hasMode ? textIn(entry, 'ipMode', at, refuse) : '';
    // With the lengths, as any text may stand in each.
    const key = `${hostname.length} ${ip.length} ${hostname}${ip}${ipMode}`;
    let found = addresses.get(key);
    if (found === undefined) {
      const address: Writable<LoadBalancerAddress> = {};
      if (hostname !== '') address.hostname = hostname;
      if (ip !== '') address.ip = ip;
      if (ipMode !== '') address.ipMode = ipMode;
      found = { address, ports: undefined };
      addresses.set(key, found);
    }
    if (isAbsent(entry.ports)) continue;
    const ports = typed(entry.ports, `[${at}].ports`, 'a list', refuse) ?? [];
    addPorts(found, ports, (path, value, expected) => refuse(`[${at}].ports${path}`, value, expected));
  }
}

function addPorts(found: Found, entries: readonly unknown[], refuse: Report): void {
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!isFields(entry)) {
      refuse(`[${at}]`, entry, 'an object');
      continue;
    }
    const number = entry.port;
    const hasNumber = isCount(number, MAX_INT32);
    if (!hasNumber && !isAbsent(number)) refuse(`[${at}].port`, number, `an integer from 0 to ${MAX_INT32}`);
    const protocol = textIn(entry, 'protocol', at, refuse);
    const error = textIn(entry, 'error', at, refuse);
    if (!hasNumber && protocol === '' && error === '') continue;
    const key = `${hasNumber ? number : ''} ${protocol.length} ${protocol}${error}`;
    found.ports ??= new Map();
    if (found.ports.has(key)) continue;
    const port: Writable<LoadBalancerPort> = {};
    if (hasNumber) port.port = number + 0;
    if (protocol !== '') port.protocol = protocol;
    if (error !== '') port.error = error;
    found.ports.set(key, port);
  }
}

/** A text of an entry; an empty one is as good as none. */
function textIn(entry: Fields, field: string, at: number, refuse: Report): string {
  const value = entry[field];
  if (typeof value === 'string') return value;
  if (!isAbsent(value)) refuse(`[${at}].${field}`, value, 'a string');
  return '';
}

/** The addresses as plain JSON, which nobody who is handed them can change. */
function listed(addresses: Addresses): readonly LoadBalancerAddress[] {
  const list: LoadBalancerAddress[] = [];
  for (const { address, ports } of addresses.values()) {
    if (ports === undefined) {
      if (!isEmpty(address)) list.push(Object.freeze(address));
    } else {
      const sorted = Array.from(ports.values(), (port) => Object.freeze(port)).sort(byPort);
      list.push(Object.freeze({ ...address, ports: Object.freeze(sorted) }));
    }
  }
  return list;
}

function byAddress(a: LoadBalancerAddress, b: LoadBalancerAddress): number {
  return noneLast(a.hostname, b.hostname) || compare(a.ip ?? '', b.ip ?? '') || noneLast(a.ipMode, b.ipMode);
}

function byPort(a: LoadBalancerPort, b: LoadBalancerPort): number {
  return (
    (a.port ?? -1) - (b.port ?? -1) ||
    compare(a.protocol ?? '', b.protocol ?? '') ||
    compare(a.error ?? '', b.error ?? '')
  );
}

function noneLast(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined
    ? Number(a === undefined) - Number(b === undefined)
    : compare(a, b);
}
