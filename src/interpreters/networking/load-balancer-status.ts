import { compare } from '../../kubernetes/compare.js';
import { isEmpty } from '../../kubernetes/json.js';
import { isAbsent, isCount, isFields, isName, MAX_INT32, typed } from '../../kubernetes/object.js';
import type { Reducer, Report } from '../../reducers/reducer.js';

/** A port that a load balancer serves, or why it does not. */
export interface LoadBalancerPort {
  readonly port?: number;
  readonly protocol?: string;
  readonly error?: string;
}

/** Where traffic comes in. */
export interface LoadBalancerAddress {
  readonly hostname?: string;
  readonly ip?: string;
  readonly ipMode?: string;
  readonly ports?: readonly LoadBalancerPort[];
}

/** The addresses of a load balancer, as Service and Ingress have them. */
export interface LoadBalancerStatus {
  readonly ingress: readonly LoadBalancerAddress[];
}

/** Addresses with the ports of each, by what makes two of them the same. */
type Addresses = Map<
  string,
  { readonly address: LoadBalancerAddress; readonly ports: Map<string, LoadBalancerPort> }
>;

/**
 * The addresses of all members' load balancers, each once with all of its ports, and sorted. They are a set, so that
 * the addresses of some of the members are all that there is to know of these.
 *
 * @param hasMode - Whether addresses have an `ipMode`, which makes two of them differ.
 * @returns What a kind declares of `status.loadBalancer`.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/service.go#L28-L145
 */
// @__NO_SIDE_EFFECTS__
export function loadBalancerStatus(
  hasMode: boolean,
): Reducer<LoadBalancerStatus, readonly LoadBalancerAddress[], Addresses> {
  return {
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
    const text = (field: string): string => textOf(entry[field], `[${at}].${field}`, refuse);
    const [hostname, ip, ipMode] = [text('hostname'), text('ip'), hasMode ? text('ipMode') : ''];
    const given = typed(entry.ports, `[${at}].ports`, 'a list', refuse);
    // With their lengths, as any text may stand in each.
    const key = `${hostname.length} ${hostname}${ip.length} ${ip}${ipMode}`;
    let found = addresses.get(key);
    if (found === undefined) {
      const address = { ...(hostname && { hostname }), ...(ip && { ip }), ...(ipMode && { ipMode }) };
      found = { address, ports: new Map() };
      addresses.set(key, found);
    }
    if (given) addPorts(found.ports, given, `[${at}].ports`, refuse);
  }
}

function addPorts(
  ports: Map<string, LoadBalancerPort>,
  entries: readonly unknown[],
  place: string,
  refuse: Report,
): void {
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    const path = `${place}[${at}]`;
    if (!isFields(entry)) {
      refuse(path, entry, 'an object');
      continue;
    }
    const { port } = entry;
    const isPort = isCount(port, MAX_INT32);
    if (!isPort && !isAbsent(port)) refuse(`${path}.port`, port, `an integer from 0 to ${MAX_INT32}`);
    const protocol = textOf(entry.protocol, `${path}.protocol`, refuse);
    const error = textOf(entry.error, `${path}.error`, refuse);
    if (!isPort && protocol === '' && error === '') continue;
    const key = `${isPort ? port + 0 : ''} ${protocol.length} ${protocol}${error}`;
    if (ports.has(key)) continue;
    ports.set(key, {
      ...(isPort && { port: port + 0 }),
      ...(protocol && { protocol }),
      ...(error && { error }),
    });
  }
}

/** A text; an empty one is as good as none. */
function textOf(value: unknown, path: string, refuse: Report): string {
  return isName(value) || value === '' ? value : (typed(value, path, 'a string', refuse) ?? '');
}

/** The addresses as plain JSON, which nobody who is handed them can change. */
function listed(addresses: Addresses): readonly LoadBalancerAddress[] {
  const list: LoadBalancerAddress[] = [];
  for (const { address, ports } of addresses.values()) {
    if (ports.size === 0) {
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
