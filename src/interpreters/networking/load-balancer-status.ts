import { compare } from '../../kubernetes/compare.js';
import { isEmpty } from '../../kubernetes/json.js';
import { type Fields, isAbsent, isCount, isFields, MAX_INT32 } from '../../kubernetes/object.js';
import { textIn } from '../../reducers/conditions/member-condition.js';
import { type Reducer, type Report, reportBelow } from '../../reducers/reducer.js';

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

/** An address while members are added; its ports are in order, each once. */
interface Found extends Writable<Omit<LoadBalancerAddress, 'ports'>> {
  ports?: LoadBalancerPort[];
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
  const addAddress = addressAdder(hasMode);
  const reducer: Reducer<LoadBalancerStatus, readonly LoadBalancerAddress[], Addresses> = {
    start: () => new Map(),
    add(addresses, value, _clusterName, _processed, report) {
      if (value === '') return true;
      if (!isFields(value)) return refused(report, '', value, 'an object');
      const { ingress } = value;
      if (isAbsent(ingress)) return true;
      if (!Array.isArray(ingress)) return refused(report, '.ingress', ingress, 'a list');
      return addEach(addresses, ingress, addAddress, reportBelow(report, 'ingress'));
    },
    part(addresses) {
      const list = listed(addresses);
      return list.length === 0 ? undefined : list;
    },
    merge(parts) {
      const addresses: Addresses = new Map();
      for (const part of parts) addEach(addresses, part, addAddress, undefined);
      return listed(addresses);
    },
    // Copies, as whoever is handed the result may write to it.
    finish: (part) => part && { ingress: part.map(copyOf).sort(byAddress) },
    isPart: (value) =>
      Array.isArray(value) && value.length > 0 && addEach(new Map(), value, addAddress, undefined),
  };
  return reducer;
}

function refused(report: Report | undefined, path: string, value: unknown, expected: string): false {
  report?.(path, value, expected);
  return false;
}

/** Adds one entry to something; `false` where something in it is malformed. */
type Add<Into> = (into: Into, entry: Fields, report: Report | undefined) => boolean;

/** Adds the entries of a list; `false` where something in it is malformed. */
function addEach<Into>(
  into: Into,
  entries: readonly unknown[],
  add: Add<Into>,
  report: Report | undefined,
): boolean {
  let sound = true;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    if (!isFields(entry)) sound = refused(report, `[${at}]`, entry, 'an object');
    else if (!add(into, entry, reportBelow(report, at))) sound = false;
  }
  return sound;
}

const PLAIN_TEXTS = ['hostname', 'ip'] as const;
const ADDRESS_TEXTS = ['hostname', 'ip', 'ipMode'] as const;
const PORT_TEXTS = ['protocol', 'error'] as const;

/** How an address is added. */
const addressAdder =
  (hasMode: boolean): Add<Addresses> =>
  (addresses, entry, report) => {
    const { ports } = entry;
    const hostname = textIn(entry.hostname);
    const ip = textIn(entry.ip);
    const ipMode = hasMode ? textIn(entry.ipMode) : '';
    const sound = areTexts(entry, hasMode ? ADDRESS_TEXTS : PLAIN_TEXTS, report);
    // With the lengths, as any text may stand in each.
    const key = `${hostname.length} ${ip.length} ${hostname}${ip}${ipMode}`;
    let found = addresses.get(key);
    if (found === undefined) {
      found = {};
      if (hostname !== '') found.hostname = hostname;
      if (ip !== '') found.ip = ip;
      if (ipMode !== '') found.ipMode = ipMode;
      addresses.set(key, found);
    }
    if (isAbsent(ports)) return sound;
    if (!Array.isArray(ports)) return refused(report, '.ports', ports, 'a list');
    return addEach(found, ports, addPort, reportBelow(report, 'ports')) && sound;
  };

/** Adds one port of an address. */
function addPort(found: Found, entry: Fields, report: Report | undefined): boolean {
  const number = entry.port;
  const protocol = textIn(entry.protocol);
  const error = textIn(entry.error);
  let sound = areTexts(entry, PORT_TEXTS, report);
  const port: Writable<LoadBalancerPort> = {};
  if (isCount(number, MAX_INT32)) port.port = number + 0;
  else if (!isAbsent(number)) sound = refused(report, '.port', number, `an integer from 0 to ${MAX_INT32}`);
  if (protocol !== '') port.protocol = protocol;
  if (error !== '') port.error = error;
  if (port.port !== undefined || protocol !== '' || error !== '') {
    found.ports ??= [];
    insert(found.ports, port);
  }
  return sound;
}

/** Puts a port in its place, unless it is there already. */
function insert(ports: LoadBalancerPort[], port: LoadBalancerPort): void {
  let from = 0;
  let to = ports.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = byPort(ports[middle] as LoadBalancerPort, port);
    if (order === 0) return;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  if (from === ports.length) ports.push(port);
  else ports.splice(from, 0, port);
}

/** Whether each of these fields is a text, or absent. */
function areTexts(entry: Fields, fields: readonly string[], report: Report | undefined): boolean {
  let sound = true;
  for (let i = 0; i < fields.length; i++) {
    const value = entry[fields[i] as string];
    if (typeof value !== 'string' && !isAbsent(value))
      sound = refused(report, `.${fields[i]}`, value, 'a string');
  }
  return sound;
}

/** The addresses that say anything, as values of their own. */
function listed(addresses: Addresses): readonly LoadBalancerAddress[] {
  const list: LoadBalancerAddress[] = [];
  for (const found of addresses.values()) if (!isEmpty(found)) list.push(copyOf(found));
  return list;
}

function copyOf(address: LoadBalancerAddress): LoadBalancerAddress {
  const { ports } = address;
  return ports === undefined ? { ...address } : { ...address, ports: ports.map((port) => ({ ...port })) };
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
