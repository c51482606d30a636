// Interpreters with one bug each, such as people write: declared, written by hand, and in Lua.
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  defineInterpreter,
  type Health,
  type KindInterpreter,
  type KubernetesObject,
  last,
  type Reducer,
  sum,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations } from 'karmada-interpreter/lua';
import type { CheckOptions, LawName } from 'karmada-interpreter/testing';

interface Fields {
  [field: string]: unknown;
  ready?: number;
  conditions?: { type: string; status: string }[];
}
type Widget = KubernetesObject & { spec?: { size?: number }; status?: Fields };
type Items = readonly (AggregatedStatusItem & { status?: Fields })[];
type Aggregate = (object: Widget, items: Items) => object;

const API = { apiVersion: 'example.org/v1', kind: 'Widget' } as const;

/** An interpreter that somebody wrote by hand; like a script, it gives only what it has. */
function written(methods: object, operations: KindInterpreter['operations'] = []): KindInterpreter {
  const has = {
    aggregateStatus: 'AggregateStatus',
    reflectStatus: 'InterpretStatus',
    retain: 'Retain',
  } as const;
  const more = { interpretHealth: 'InterpretHealth', getDependencies: 'InterpretDependency' } as const;
  const known = Object.entries({
    ...has,
    ...more,
    getReplicas: 'InterpretReplica',
    reviseReplica: 'ReviseReplica',
  });
  const own = known.flatMap(([method, operation]) => (method in methods ? [operation] : []));
  return {
    apiVersions: ['example.org/v1'],
    kind: 'Widget',
    operations: [...own, ...operations] as KindInterpreter['operations'],
    ...methods,
  };
}

/** An interpreter that aggregates; items of other clusters than those of the options are left out. */
const aggregating = (aggregate: Aggregate) => written({ aggregateStatus: scheduled(aggregate) });

function scheduled(
  aggregate: Aggregate,
): (object: Widget, items: Items, options?: AggregateOptions) => object {
  return (object, items, { clusters } = {}) =>
    aggregate(object, clusters ? items.filter(({ clusterName }) => clusters.includes(clusterName)) : items);
}

/** A count, where it is one. */
const counted = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : 0;

const total = (items: Items): number => items.reduce((sum, { status }) => sum + counted(status?.ready), 0);

/** The object with that status, itself where it has it. */
function withStatus(object: Widget, status: Fields): Widget {
  const before = object.status ?? {};
  const same = Object.entries(status).every(([field, value]) => before[field] === value);
  return same ? object : { ...object, status: { ...before, ...status } };
}

const isObject = (status: unknown): boolean =>
  typeof status === 'object' && status !== null && !Array.isArray(status);

const settled = ({ metadata }: Widget, { status }: Items[number]): boolean => {
  const { observedGeneration, generation, resourceTemplateGeneration } = status ?? {};
  const observed = counted(observedGeneration) >= counted(generation);
  // One that is malformed says nothing of what has been processed.
  const told = [observedGeneration, generation, resourceTemplateGeneration].every(
    (one) => one === undefined || one === null || one === counted(one),
  );
  return (
    isObject(status) && told && observed && counted(resourceTemplateGeneration) >= (metadata?.generation ?? 0)
  );
};

/** What a correct one does. */
const sound: Aggregate = (object, items) => {
  const ready = { ready: Math.min(total(items), 2147483647) };
  const done = items.every((item) => settled(object, item));
  return withStatus(
    object,
    done ? { ...ready, observedGeneration: object.metadata?.generation ?? 0 } : ready,
  );
};

const correct: KindInterpreter = aggregating(sound);

/** A Lua customization with one script. */
function scripted(operation: string, luaScript: string): KindInterpreter {
  const [kind] = compileCustomizations([
    { metadata: { name: 'widgets' }, spec: { target: API, customizations: { [operation]: { luaScript } } } },
  ]);
  return kind as KindInterpreter;
}

let calls = 0;

/** A reducer of which the order of the parts decides. */
const lastMerged: Reducer<string, string, { value: string | undefined }> = {
  start: () => ({ value: undefined }),
  add(state, value) {
    if (typeof value === 'string' && value !== '') state.value = value;
    return typeof value === 'string';
  },
  part: ({ value }) => value,
  merge: (parts) => parts[parts.length - 1] as string,
  finish: (part) => part,
  isPart: (value) => typeof value === 'string',
};

const verdict = (healthy: boolean): Health => ({
  healthy,
  state: healthy ? 'Healthy' : 'Progressing',
  reason: healthy ? 'Ready' : 'NotReady',
  message: '',
});

/** Each bug, the interpreter that has it, and the laws of which one has to find it. */
export const seededBugs: readonly (readonly [string, KindInterpreter, readonly LawName[], CheckOptions?])[] =
  [
    [
      'it writes the sum into the template that it was handed',
      aggregating((object, items) =>
        Object.assign(object, { status: { ...object.status, ready: total(items) } }),
      ),
      ['input-untouched'],
    ],
    [
      'it sorts the items that it was handed',
      aggregating((object, items) => {
        (items as AggregatedStatusItem[]).sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
        return sound(object, items);
      }),
      ['input-untouched'],
    ],
    [
      'it numbers its calls',
      aggregating((object, items) => withStatus(object, { ready: total(items), pass: calls++ })),
      ['deterministic', 'input-untouched'],
    ],
    [
      'it merges statuses key by key, __proto__ included',
      aggregating((object, items) => {
        const merge = (to: Fields, from: object): Fields => {
          for (const [key, value] of Object.entries(from)) {
            if (typeof value === 'object' && value !== null && !Array.isArray(value))
              to[key] = merge((to[key] ?? {}) as Fields, value);
            else to[key] = value;
          }
          return to;
        };
        const status = items.reduce((all, item) => merge(all, item.status ?? {}), {} as Fields);
        return { ...object, status };
      }),
      ['prototypes-untouched'],
    ],
    [
      'it adds to the sum of the last time',
      aggregating((object, items) => ({
        ...object,
        status: { ...object.status, ready: counted(object.status?.ready) + total(items) },
      })),
      ['idempotent'],
    ],
    [
      'it gives a new object each time',
      aggregating((object, items) => ({ ...sound(object, items) })),
      ['same-reference'],
    ],
    [
      'it takes the version of the last item',
      aggregating((object, items) => withStatus(object, { version: items.at(-1)?.status?.version })),
      ['order-free'],
    ],
    [
      'it divides by the number of members',
      aggregating((object, items) => withStatus(object, { share: total(items) / items.length })),
      ['json'],
    ],
    [
      'it trusts that every member has reported',
      aggregating((object, items) =>
        withStatus(object, {
          ready: items.reduce((all, { status }) => all + counted((status as Fields).ready), 0),
        }),
      ),
      ['never-throws'],
    ],
    [
      'it trusts that every count is a number',
      aggregating((object, items) =>
        withStatus(object, { ready: items.reduce((all, { status }) => all + (status?.ready ?? 0), 0) }),
      ),
      ['counts-add-up', 'counts-sound', 'json', 'order-free', 'same-reference'],
    ],
    [
      'it advances the generation once any member has processed it',
      aggregating((object, items) =>
        withStatus(object, {
          ready: total(items),
          ...(items.some((item) => settled(object, item)) && {
            observedGeneration: object.metadata?.generation,
          }),
        }),
      ),
      ['generation-held'],
    ],
    [
      'it waits for members that are ahead of the template',
      aggregating((object, items) => {
        const same = items.every(({ status }) => {
          const seen = counted(status?.observedGeneration) >= counted(status?.generation);
          return seen && status?.resourceTemplateGeneration === object.metadata?.generation;
        });
        const { generation } = object.metadata ?? {};
        return withStatus(object, { ready: total(items), ...(same && { observedGeneration: generation }) });
      }),
      ['generation-reached'],
    ],
    [
      'it does not collect the observed generation',
      written({
        aggregateStatus: scheduled(sound),
        reflectStatus: ({ metadata, status }: Widget) =>
          status && {
            ready: status.ready,
            generation: metadata?.generation,
            resourceTemplateGeneration: metadata?.generation,
          },
      }),
      ['collected-settles'],
    ],
    [
      'it looks for a condition without asking whether there are any',
      defineInterpreter({
        ...API,
        status: { ready: sum() },
        health: (object: KubernetesObject) => {
          const { status } = object as Widget;
          return verdict(
            status?.conditions?.find(({ type }) => type === 'Ready')?.status.startsWith('T') === true,
          );
        },
      }),
      ['never-throws'],
    ],
    [
      'it revises another field than it reads',
      defineInterpreter({ ...API, replicas: ['spec', 'size'], revise: ['spec', 'replicas'] }),
      ['revised'],
    ],
    [
      'it appends what it retains, each time anew',
      written({
        retain: (desired: KubernetesObject, observed: KubernetesObject) => {
          const list = (object: KubernetesObject) =>
            ((object.spec ?? {}) as { volumes?: string[] }).volumes ?? [];
          return { ...desired, spec: { ...desired.spec, volumes: [...list(desired), ...list(observed)] } };
        },
      }),
      ['retained'],
    ],
    [
      'it names a Secret for each reference, also for the same one',
      written({
        getDependencies: ({ spec }: KubernetesObject) =>
          ((spec ?? {}) as { secretRefs?: { name: string }[] }).secretRefs?.map(({ name }) => ({
            ...{ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name },
          })) ?? [],
      }),
      ['dependencies-named'],
      { template: { ...API, spec: { secretRefs: [{ name: 'tls' }] } } },
    ],
    [
      'it lists an operation that it has no method for',
      written({ aggregateStatus: scheduled(sound) }, ['Retain']),
      ['operations'],
    ],
    [
      'its reducer takes the part that it was handed last',
      defineInterpreter({ ...API, status: { ready: sum(), version: lastMerged } }),
      ['partials'],
    ],
    [
      'its reducer wants a text where the kind has a number, and refuses by throwing',
      defineInterpreter({
        ...API,
        status: {
          ready: sum(),
          version: {
            ...last(),
            add() {
              throw new Error('version is no text');
            },
          },
        },
      }),
      ['never-throws'],
    ],
    [
      'its rule of health counts a member as healthy of which nothing is known, and has no reason for it',
      defineInterpreter({
        ...API,
        health: () => ({ healthy: false, state: 'Healthy', reason: '', message: '' }),
      }),
      ['health-graded'],
    ],
    [
      'its Lua adds to the sum of the last time',
      scripted(
        'statusAggregation',
        `function AggregateStatus(desired, items)
        if desired.status == nil then desired.status = {} end
        local ready = desired.status.readyReplicas or 0
        for i = 1, #items do
          if items[i].status ~= nil then ready = ready + (items[i].status.readyReplicas or 0) end
        end
        desired.status.readyReplicas = ready
        return desired
      end`,
      ),
      ['idempotent'],
    ],
    [
      'its Lua trusts that every member has reported',
      scripted(
        'statusAggregation',
        `function AggregateStatus(desired, items)
        local ready = 0
        for i = 1, #items do ready = ready + (items[i].status.ready or 0) end
        desired.status = { ready = ready }
        return desired
      end`,
      ),
      ['never-throws'],
      { member: { ready: 1, phase: 'Running' } },
    ],
    [
      'its Lua takes the phase of the last item',
      scripted(
        'statusAggregation',
        `function AggregateStatus(desired, items)
        desired.status = {}
        for i = 1, #items do
          if items[i].status ~= nil and items[i].status.phase ~= nil then desired.status.phase = items[i].status.phase end
        end
        return desired
      end`,
      ),
      ['order-free'],
    ],
    [
      'its Lua asks for the conditions of an object that has no status',
      scripted(
        'healthInterpretation',
        `function InterpretHealth(object)
        for i = 1, #object.status.conditions do
          if object.status.conditions[i].type == 'Ready' then return object.status.conditions[i].status == 'True' end
        end
        return false
      end`,
      ),
      ['never-throws'],
    ],
    [
      'its Lua advances the generation whoever has observed it',
      scripted(
        'statusAggregation',
        `function AggregateStatus(desired, items)
        if desired.status == nil then desired.status = {} end
        desired.status.observedGeneration = desired.metadata.generation
        return desired
      end`,
      ),
      ['generation-held'],
    ],
  ];

/** Interpreters of which each keeps every law. */
export const soundOnes: readonly (readonly [string, KindInterpreter])[] = [
  ['written', correct],
  [
    'declared in code',
    defineInterpreter({ ...API, replicas: ['spec', 'size'], status: { ready: sum(), version: last() } }),
  ],
  [
    'declared as data',
    compileInterpreter({
      ...API,
      replicas: { path: '$.spec.size' },
      status: {
        ready: 'sum',
        version: 'last',
        conditions: 'conditions',
        phase: { worst: ['Failed', 'Running'] },
      },
      health: [{ state: 'Healthy', when: { condition: { type: 'Ready', status: 'True' } } }],
    }),
  ],
];
