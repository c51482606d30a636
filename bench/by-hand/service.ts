import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  byName,
  type Fields,
  type Items,
  int32,
  isFields,
  isStamped,
  isText,
  readTemplate,
} from './fields.js';

interface Port {
  port?: number;
  protocol?: string;
  error?: string;
}

interface Address {
  hostname?: string;
  ip?: string;
  ipMode?: string;
  ports?: Port[];
}

/** Aggregates a Service, and tells of the members that are not settled, which its status does not show. */
export function aggregateService<T extends KubernetesObject>(
  object: T,
  items: Items,
  unsettled?: (clusterName: string) => void,
): T {
  const [generation, previous] = readTemplate(object);
  const isLoadBalancer = (object.spec as Fields | undefined)?.type === 'LoadBalancer';
  const addresses = new Map<string, Address>();
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as AggregatedStatusItem;
    const { clusterName, status } = member;
    const sound = isFields(status) && addAddresses(addresses, status.loadBalancer);
    if (!sound || !isStamped(member, status, generation)) unsettled?.(clusterName);
  }
  if (!isLoadBalancer) addresses.clear();
  const ingress = [...addresses.values()].sort(byAddress);
  if (ingress.length === 0) {
    if (previous.loadBalancer === undefined || previous.loadBalancer === null) return object;
    const { loadBalancer: _, ...status } = previous;
    return { ...object, status };
  }
  return isSame(previous.loadBalancer, ingress)
    ? object
    : { ...object, status: { ...previous, loadBalancer: { ingress } } };
}

/** Adds a member's addresses; `false` where something in them is malformed. */
function addAddresses(addresses: Map<string, Address>, loadBalancer: unknown): boolean {
  if (!isFields(loadBalancer)) return isNone(loadBalancer) || loadBalancer === '';
  const { ingress } = loadBalancer;
  if (!Array.isArray(ingress)) return isNone(ingress);
  let sound = true;
  for (const entry of ingress) {
    if (!isFields(entry)) sound = false;
    else if (!addAddress(addresses, entry)) sound = false;
  }
  return sound;
}

function addAddress(addresses: Map<string, Address>, entry: Fields): boolean {
  const hostname = text(entry.hostname);
  const ip = text(entry.ip);
  const ipMode = text(entry.ipMode);
  const ports = Array.isArray(entry.ports) ? entry.ports : [];
  let sound = isText(entry.hostname) && isText(entry.ip) && isText(entry.ipMode);
  if (ports !== entry.ports && !isNone(entry.ports)) sound = false;
  if (hostname === '' && ip === '' && ipMode === '' && ports.length === 0) return sound;
  const key = `${hostname}\n${ip}\n${ipMode}`;
  let address = addresses.get(key);
  if (address === undefined) {
    address = {};
    if (hostname !== '') address.hostname = hostname;
    if (ip !== '') address.ip = ip;
    if (ipMode !== '') address.ipMode = ipMode;
    addresses.set(key, address);
  }
  for (const port of ports) if (!isFields(port) || !addPort(address, port)) sound = false;
  return sound;
}

/** Adds a port where it belongs in the order, unless it is there already; `false` where it is malformed. */
function addPort(address: Address, entry: Fields): boolean {
  const number = int32(entry.port);
  const protocol = text(entry.protocol);
  const error = text(entry.error);
  const sound = number >= 0 && isText(entry.protocol) && isText(entry.error);
  const port: Port = {};
  if (number >= 0 && !isNone(entry.port)) port.port = number;
  if (protocol !== '') port.protocol = protocol;
  if (error !== '') port.error = error;
  if (port.port === undefined && protocol === '' && error === '') return sound;
  address.ports ??= [];
  const ports = address.ports;
  let at = ports.length;
  for (; at > 0; at--) {
    const order = byPort(ports[at - 1] as Port, port);
    if (order === 0) return sound;
    if (order < 0) break;
  }
  ports.splice(at, 0, port);
  return sound;
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byPort(a: Port, b: Port): number {
  return (
    (a.port ?? -1) - (b.port ?? -1) ||
    byText(a.protocol ?? '', b.protocol ?? '') ||
    byText(a.error ?? '', b.error ?? '')
  );
}

function noneLast(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return byText(a, b);
}

function byAddress(a: Address, b: Address): number {
  return noneLast(a.hostname, b.hostname) || byText(a.ip ?? '', b.ip ?? '') || noneLast(a.ipMode, b.ipMode);
}

/** Whether the template has these addresses already. */
function isSame(loadBalancer: unknown, ingress: readonly Address[]): boolean {
  if (!isFields(loadBalancer) || Object.keys(loadBalancer).some((key) => key !== 'ingress')) return false;
  const own = loadBalancer.ingress;
  if (!Array.isArray(own) || own.length !== ingress.length) return false;
  return ingress.every((address, i) => isSameAddress(own[i], address));
}

function isSameAddress(own: unknown, { hostname, ip, ipMode, ports = [] }: Address): boolean {
  if (!isFields(own) || Object.keys(own).some((key) => !ADDRESS.has(key))) return false;
  if (own.hostname !== hostname || own.ip !== ip || own.ipMode !== ipMode) return false;
  const theirs = own.ports ?? [];
  return (
    Array.isArray(theirs) &&
    theirs.length === ports.length &&
    ports.every(({ port, protocol, error }, i) => {
      const other = theirs[i];
      return other?.port === port && other.protocol === protocol && other.error === error;
    })
  );
}

const ADDRESS = new Set(['hostname', 'ip', 'ipMode', 'ports']);
