import { EFFORT } from './effort.js';
import { deepFreeze } from './freeze.js';
import { isFlux, type KindFacts } from './kinds.js';

/** Lists and objects within one another, this many levels deep. */
export function nested(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

class Reading {
  get name(): string {
    return 'read';
  }
}

/** What may stand where something else is asked for, by the words that a message has for it. */
const ALL_WRONG: readonly (readonly [shown: string, value: unknown])[] = [
  ...['3', ''].map((text) => [JSON.stringify(text), text] as const),
  ...[3, -1, 1.5, 2 ** 31, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY].map(
    (number) => [`${number}`, number] as const,
  ),
  ['0', -0],
  ['3n', 3n],
  ['true', true],
  ['null', null],
  ['missing', undefined],
  ['Symbol(s)', Symbol('s')],
  ['a function', () => 3],
  ['a list of 0', []],
  ['a list of 1', ['x']],
  ['a list of 1', [null]],
  ['a list of 2', Object.assign(new Array(2), { 1: 'x' })],
  ['an object', {}],
  ['an object', { x: Number.NaN }],
  ['an object', new Date(0)],
  ['an object', new Reading()],
  ['an object', JSON.parse('{"__proto__": {"replicas": 9}, "constructor": 1, "toString": 1, "valueOf": 1}')],
  ['a list of 1', nested(201)],
  ['an object', nested(200)],
];

/** All of them for the sources, every fifth for the packed package. */
export const WRONG = ALL_WRONG.filter((_, i) => i % Math.round(1 / EFFORT) === 0);

export const STAMP = 'resourcetemplate.karmada.io/generation';
const TIME = '2026-04-21T21:21:31Z';

const name = { name: 'x' };
const refs = { configMapRef: name, secretRef: name };
const keys = { valueFrom: { configMapKeyRef: name, secretKeyRef: name } };
const container = {
  restartPolicy: 'Always',
  resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
  env: [keys],
  envFrom: [refs],
};
const workload = {
  replicas: 2,
  paused: false,
  updateStrategy: { type: 'RollingUpdate', paused: false, rollingUpdate: { partition: 0, paused: false } },
  volumeClaimTemplates: [{ metadata: name }],
  template: {
    spec: {
      ...{ serviceAccountName: 'x', overhead: { cpu: '1' }, nodeSelector: { disk: 'ssd' } },
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
      },
      tolerations: [{ key: 'x' }],
      imagePullSecrets: [name],
      containers: [container],
      initContainers: [container],
      volumes: [
        { configMap: name, secret: { secretName: 'x' }, persistentVolumeClaim: { claimName: 'y' } },
        { projected: { sources: [{ configMap: name, secret: name }] }, csi: { nodePublishSecretRef: name } },
      ],
    },
  },
};
const secret = { secretRef: name };
const flux = {
  ...{
    suspend: false,
    serviceAccountName: 'x',
    certSecretRef: name,
    valuesFrom: [{ kind: 'Secret', ...name }],
  },
  ...{
    ...secret,
    verify: secret,
    kubeConfig: secret,
    decryption: secret,
    chart: { spec: { verify: secret } },
  },
};

export type Sample = { apiVersion: string; kind: string; metadata: object; spec: object; status: object };

/** A well-formed object of a kind, with all that an operation reads of it. */
export function sample(kind: KindFacts): Sample {
  return {
    apiVersion: kind.apiVersions[0] as string,
    kind: kind.kind,
    metadata: {
      namespace: 'shop',
      generation: 3,
      labels: { 'resourcetemplate.karmada.io/retain-replicas': 'true' },
      annotations: { [STAMP]: '3' },
    },
    spec: isFlux(kind) ? flux : workload,
    status: { ...status(kind), generation: undefined, resourceTemplateGeneration: undefined },
  };
}

/** A member's status that is well-formed and settled. */
export function status(kind: KindFacts): { [field: string]: unknown } {
  const condition = { type: 'Ready', status: 'True', reason: 'Good', message: 'good' };
  const last = { artifact: { revision: 'a' }, lastReleaseRevision: 1 };
  return {
    ...Object.fromEntries(kind.sum.map((field) => [field, 1])),
    ...Object.fromEntries(kind.last.map((field) => [field, { ...last }[field] ?? 'a'])),
    conditions: [{ ...condition, lastTransitionTime: TIME, observedGeneration: 3 }],
    ...{ observedGeneration: 3, generation: 3, resourceTemplateGeneration: 3 },
  };
}

/** Every place below a value: `spec.template.spec.containers[0].env`. */
export function placesIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const place = Array.isArray(value) ? `${path}[${key}]` : path && `${path}.${key}`;
    return [place || key, ...placesIn(entry, place || key)];
  });
}

/** A frozen copy of a value with another one at a place of it. */
export function replaced<T>(value: T, place: string, by: unknown): T {
  const set = (from: unknown, [key, ...rest]: string[]): unknown => {
    if (key === undefined) return by;
    const copy = (Array.isArray(from) ? [...from] : { ...(from as object) }) as { [key: string]: unknown };
    copy[key] = set(copy[key], rest);
    return copy;
  };
  const keys = place.split(/\.(?!karmada|io)|[[\]]+\.?/).filter((key) => key !== '');
  return deepFreeze(set(value, keys)) as T;
}

/** What is handed on as it is, whatever numbers it holds. */
const OPAQUE = /nodeClaim|artifact|^output\.(1|conditions)/;

/** What JSON could not carry, or no count may be, in a value that the library made. */
export function unclean(value: unknown, path = 'output'): string[] {
  if (typeof value === 'number') {
    const sound = Number.isFinite(value) && !Object.is(value, -0);
    const safe = !Number.isInteger(value) || Number.isSafeInteger(value) || OPAQUE.test(path);
    return sound && safe ? [] : [`${path}: ${value}`];
  }
  if (typeof value !== 'object' || value === null) {
    return ['bigint', 'symbol', 'function'].includes(typeof value) ? [`${path}: ${typeof value}`] : [];
  }
  const tag = Object.prototype.toString.call(value);
  if (!/Object|Array/.test(tag)) return [`${path}: ${tag}`];
  if (Array.isArray(value) && Object.keys(value).length !== value.length)
    return [`${path}: a list with holes`];
  return Object.entries(value).flatMap(([key, entry]) => unclean(entry, `${path}.${key}`));
}

const INTRINSICS = [Object, Array, Error, String, Number, Map, Set, RegExp, Function].map(
  (one) => one.prototype,
);

/** Makes a call while nothing that all objects share can be written to, and says whether it has stayed as it was. */
export function withReadOnlyIntrinsics(call: () => void): boolean {
  const keysOf = (): string => INTRINSICS.map((one) => Reflect.ownKeys(one).map(String).join()).join();
  const before = keysOf();
  const frozen: [object, string, PropertyDescriptor][] = [];
  for (const one of INTRINSICS) {
    for (const [key, found] of Object.entries(Object.getOwnPropertyDescriptors(one))) {
      if (found.writable && found.configurable) frozen.push([one, key, found]);
    }
  }
  for (const [one, key, found] of frozen) Object.defineProperty(one, key, { ...found, writable: false });
  try {
    call();
  } finally {
    for (const [one, key, found] of frozen) Object.defineProperty(one, key, found);
  }
  return keysOf() === before;
}

/** What is kept of an output: the part that the library has made, not what it hands through. */
export function part(from: object, path: 'spec' | 'status', fields: readonly string[]): unknown {
  const holder = (from as Record<string, Record<string, unknown> | undefined>)[path] ?? {};
  return fields.map((field) => holder[field]);
}

/** Whether one place lies within the other. */
export function related(one: string, other: string): boolean {
  return one !== '' && (one.startsWith(other) || other.startsWith(one));
}
