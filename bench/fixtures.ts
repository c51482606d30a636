import {
  type AggregatedStatusItem,
  conditions,
  createInterpreter,
  defaultInterpreters,
  defineInterpreter,
  type KubernetesObject,
  last,
  sum,
} from 'karmada-interpreter';
import type { BenchKind, Status } from './kinds.js';
import { randomFrom, seedOf } from './random.js';

/** A kind that is not built in: its counts are added by names from a list. */
const game = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Game',
  status: {
    rooms: sum(),
    openRooms: sum(),
    players: sum(),
    seats: sum(),
    build: last(),
    conditions: conditions(),
  },
});

export const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, game] });

/** A workload and what its members report. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly items: readonly AggregatedStatusItem[];
}

/** The template's generation. */
const GENERATION = 7;

/**
 * Which fields a member leaves out, as bits: what is zero is not written. Eight sets make eight hidden classes.
 * The first has them all, the last none but the first.
 */
const OMITTED = [0, 0b10000, 0b01000, 0b11000, 0b00110, 0b01110, 0b10010, 0b1111110];

const REGIONS = ['ap-south', 'eu-central', 'eu-west', 'us-east', 'us-west'];

/** Names of clusters, in order, as a federation has them: a region and a number. */
export function clusterNames(count: number): string[] {
  const each = Math.ceil(count / REGIONS.length);
  return Array.from(
    { length: count },
    (_, i) => `${REGIONS[Math.floor(i / each)]}-${String(i % each).padStart(5, '0')}`,
  );
}

/** What a member reports, made as `reflectStatus` makes it: field by field, and not those that are missing. */
export function statusOf(kind: BenchKind, seed: number): Status {
  const random = randomFrom(seed);
  const shape = random.below(OMITTED.length);
  const status: Status = {};
  kind.report(status, random, OMITTED[shape] as number);
  const own = 1 + random.below(9);
  if (!kind.isUnobserved) status.observedGeneration = own;
  if (shape !== 6) status.generation = own;
  status.resourceTemplateGeneration = GENERATION;
  return status;
}

/** What one cluster reports; a few have nothing yet, or could not apply the template. */
export function itemOf(kind: BenchKind, clusterName: string, seed: number): AggregatedStatusItem {
  const fate = seed & 63;
  if (fate === 1) return { clusterName, applied: true };
  if (fate === 2) return { clusterName, applied: false, appliedMessage: 'the server rejected our request' };
  const status = statusOf(kind, seed);
  return fate < 8
    ? { clusterName, status, applied: true }
    : { clusterName, status, applied: true, health: 'Healthy' };
}

/** The template of a workload, whose status is of the last time. */
export function templateOf({
  apiVersion,
  kind,
  report,
  template,
  isUnobserved,
}: BenchKind): KubernetesObject {
  const status: Status = isUnobserved ? {} : { observedGeneration: GENERATION - 1, collisionCount: 2 };
  report(status, randomFrom(1), 0);
  const metadata = { name: 'web', namespace: 'shop', generation: GENERATION };
  return { apiVersion, kind, metadata, status, ...template };
}

/** A workload with so many members, in the order of their names. */
export function workloadOf(kind: BenchKind, members: number, seed = 1): Workload {
  const items = clusterNames(members).map((name, i) => itemOf(kind, name, seedOf(seed, i)));
  return { object: templateOf(kind), items };
}

/** The same as JSON gives it, with hidden classes, texts and numbers of the parser's making. */
export function parsed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** A workload's binding as the API server sends it. */
export function bindingText({ object, items }: Workload): string {
  const { apiVersion, kind, metadata } = object;
  return JSON.stringify({
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: 'ResourceBinding',
    metadata: { name: 'web-deployment', namespace: 'shop', generation: 12 },
    spec: {
      resource: { apiVersion, kind, name: metadata?.name, namespace: metadata?.namespace },
      replicas: 30 * items.length,
      clusters: items.map(({ clusterName: name }) => ({ name, replicas: 30 })),
    },
    status: { aggregatedStatus: items },
  });
}
