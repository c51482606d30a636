import fc from 'fast-check';
import type { KubernetesObject } from 'karmada-interpreter';
import type { KindFacts } from './kinds.js';

export type Status = Record<string, unknown>;

/** A template whose status is JSON of its kind, and which some earlier aggregation may have written. */
export type Template = KubernetesObject & { metadata: { generation: number }; status?: Status };

export interface Member {
  clusterName: string;
  applied?: boolean;
  status?: object | null;
}

export const clusterName = fc.constantFrom(
  ...['ap-1', 'ap-2', 'edge-07', 'eu-1', 'eu-2', 'hub', 'member1', 'member10', 'member2', 'us-1', 'us-3'],
  ...['__proto__', 'constructor', 'toString'],
);

const generation = fc.integer({ min: 0, max: 4 });
const count = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom(0, 2147483647));
const text = fc.constantFrom('', 'a', 'web-6d5f', '6.3.5', 'main@sha1:99aa00');
const time = fc.constantFrom(
  '2026-04-21T21:21:31Z',
  '2026-04-21T21:21:30.5Z',
  '2026-04-22T01:21:31+04:00',
  '2026-09-13T20:40:32Z',
);

/** Values that no field of a status may have. */
const malformed = fc.oneof(
  fc.constantFrom<unknown>('3', -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, true, 3n),
  fc.constantFrom<unknown>([], ['x'], { a: 1 }, [null], [{ type: 5 }], Symbol.iterator),
  fc.constant(JSON.parse('{"__proto__": {"replicas": 9}, "constructor": 1}')),
);

/** Any JSON, but for the `-0` that no text of JSON reads back as. */
const json = fc.jsonValue().map((parsed) => JSON.parse(JSON.stringify(parsed)) as unknown);

/** Keys that a status may have besides those that the kind declares. */
const extra = fc.dictionary(
  fc.constantFrom('collisionCount', '__proto__', 'constructor', 'toString', 'length'),
  json,
  { maxKeys: 2, noNullPrototype: true },
);

const condition = fc.record(
  {
    type: fc.constantFrom('Ready', 'Released', 'Stalled', 'Reconciling', '__proto__'),
    status: fc.constantFrom('True', 'False', 'Unknown'),
    reason: fc.constantFrom('Succeeded', 'InstallFailed', ''),
    message: fc.constantFrom('all good', 'chart not found', ''),
    lastTransitionTime: time,
    observedGeneration: generation,
  },
  { requiredKeys: ['type', 'status'], noNullPrototype: true },
);

const conditions = fc.uniqueArray(condition, { maxLength: 3, selector: ({ type }) => type });
const artifact = fc.record({ revision: text, size: count }, { noNullPrototype: true });

function value(field: string): fc.Arbitrary<unknown> {
  if (field === 'artifact') return artifact;
  return field === 'lastReleaseRevision' ? fc.integer({ min: 1, max: 9 }) : text;
}

/** The kind's own fields, each of which may be missing. */
function fields({ sum, last, agreed, conditions: has, reflected }: KindFacts): fc.Arbitrary<Status> {
  return fc.record<Record<string, unknown>>(
    {
      ...Object.fromEntries(sum.map((field) => [field, count])),
      ...Object.fromEntries(last.map((field) => [field, value(field)])),
      ...Object.fromEntries(agreed.map((field) => [field, text])),
      ...Object.fromEntries(reflected.map((field) => [field, json])),
      ...(has && { conditions }),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const generations = fc.record<Record<string, unknown>>(
  { observedGeneration: generation, generation, resourceTemplateGeneration: generation },
  { requiredKeys: [], noNullPrototype: true },
);

/** A well-formed status of a member, settled or not. */
export function memberStatus(kind: KindFacts): fc.Arbitrary<Status> {
  return fc.tuple(extra, fields(kind), generations).map((parts) => merge(...parts));
}

/** Own keys stay own keys: a spread would lose nothing either, but `__proto__` in a literal would. */
function merge(...parts: readonly Status[]): Status {
  const merged = {};
  for (const part of parts) {
    for (const [key, entry] of Object.entries(part)) {
      Object.defineProperty(merged, key, {
        value: entry,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
  }
  return merged;
}

/** A status with one field damaged. */
function damagedStatus(kind: KindFacts): fc.Arbitrary<Status> {
  const names = [
    ...kind.sum,
    ...kind.last,
    ...kind.agreed,
    ...(kind.conditions ? ['conditions'] : []),
    ...['observedGeneration', 'generation', 'resourceTemplateGeneration'],
  ];
  return fc
    .tuple(memberStatus(kind), fc.constantFrom(...names), malformed)
    .map(([status, field, damage]) => merge(status, { [field]: damage }));
}

function members(status: fc.Arbitrary<unknown>): fc.Arbitrary<Member[]> {
  const member = fc.record(
    { clusterName, applied: fc.boolean(), appliedMessage: text, status },
    { requiredKeys: ['clusterName'], noNullPrototype: true },
  );
  return fc.uniqueArray(member, { maxLength: 6, selector: (item) => item.clusterName }) as fc.Arbitrary<
    Member[]
  >;
}

/** Members of all well-formed sorts: without a status, behind, ahead, settled. */
export function wellFormedMembers(kind: KindFacts): fc.Arbitrary<Member[]> {
  return members(fc.option(memberStatus(kind), { nil: null }));
}

/** Members of all sorts. */
export function anyMembers(kind: KindFacts): fc.Arbitrary<Member[]> {
  const broken = fc.constantFrom<unknown>('x', 5, [], true);
  return members(
    fc.oneof({ weight: 6, arbitrary: memberStatus(kind) }, damagedStatus(kind), broken, fc.constant(null)),
  );
}

export function template(kind: KindFacts): fc.Arbitrary<Template> {
  const status = fc
    .tuple(extra, fields(kind), fc.record({ observedGeneration: generation }, { requiredKeys: [] }))
    .map((parts) => merge(...parts));
  return fc
    .tuple(fc.constantFrom(...kind.apiVersions), generation, fc.option(status, { nil: undefined }))
    .map(([apiVersion, number, own]) => ({
      apiVersion,
      kind: kind.kind,
      metadata: { name: 'web', namespace: 'shop', generation: number },
      spec: {},
      ...(own && { status: own }),
    }));
}
