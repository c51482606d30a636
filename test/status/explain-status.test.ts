import {
  type AggregatedStatusItem,
  type AggregateOptions,
  aggregateGeneration,
  createInterpreter,
  InterpreterError,
  isSettled,
  type LagReason,
  type StatusExplanation,
} from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

type Json = Record<string, unknown>;

const interpreter = createInterpreter();

/** A template at generation 7, of which every member had processed generation 6. */
const deployment = deepFreeze({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', generation: 7 },
  status: { observedGeneration: 6 },
});

/** A member's status that is settled at generation 7 of the template. */
const settled = { observedGeneration: 3, generation: 3, resourceTemplateGeneration: 7 };
const behind = { observedGeneration: 2, generation: 2, resourceTemplateGeneration: 6 };

function explain(items: readonly unknown[], options?: AggregateOptions): StatusExplanation {
  return interpreter.explainStatus(
    deployment,
    deepFreeze(items) as AggregatedStatusItem[],
    deepFreeze(options),
  );
}

/** What is said of the one member `member2`. */
function explainOne(item: Json, options?: AggregateOptions) {
  const [cluster] = explain([{ clusterName: 'member2', ...item }], options).clusters;
  return [cluster?.reason, cluster?.message];
}

const everywhere: AggregateOptions = { suspension: { dispatching: true } };
const there: AggregateOptions = {
  suspension: { dispatchingOnClusters: { clusterNames: ['member1', 'member2'] } },
};

describe('why a cluster lags, in a sentence', () => {
  test.each<[string, Json, AggregateOptions | undefined, LagReason, string]>([
    [
      'has processed the present template',
      { status: settled },
      undefined,
      'Settled',
      'member2 runs template generation 7',
    ],
    [
      'is ahead of the template that was read',
      { status: { ...settled, resourceTemplateGeneration: 8 } },
      undefined,
      'Settled',
      'member2 runs template generation 8',
    ],
    [
      'runs an earlier template',
      { status: behind },
      undefined,
      'TemplateBehind',
      'member2 runs template generation 6; 7 is current',
    ],
    [
      'has a controller that has not seen the present spec',
      { status: { ...settled, generation: 4 } },
      undefined,
      'ControllerBehind',
      'member2 runs template generation 7, but the controller has observed generation 3; 4 is current',
    ],
    [
      'has a controller that has seen nothing yet',
      { status: { generation: 4, resourceTemplateGeneration: 7 } },
      undefined,
      'ControllerBehind',
      'member2 runs template generation 7, but the controller has not observed any generation yet; 4 is current',
    ],
    ['has not reported', {}, undefined, 'NotReported', 'member2 has not reported a status'],
    ['reports null', { status: null }, undefined, 'NotReported', 'member2 has not reported a status'],
    [
      'refuses the template',
      { status: behind, applied: false, appliedMessage: 'admission webhook "quota" denied the request' },
      undefined,
      'NotApplied',
      'member2 runs template generation 6; generation 7 could not be applied: admission webhook "quota" denied the request',
    ],
    [
      'refuses the template without a word',
      { status: behind, applied: false, appliedMessage: '' },
      undefined,
      'NotApplied',
      'member2 runs template generation 6; generation 7 could not be applied',
    ],
    [
      'has refused every template so far',
      { applied: false, appliedMessage: 'namespaces "shop" not found' },
      undefined,
      'NotApplied',
      'member2 has not reported a status; generation 7 could not be applied: namespaces "shop" not found',
    ],
    [
      'reports a count that is none',
      { status: { ...settled, readyReplicas: '3' } },
      undefined,
      'Malformed',
      'member2 reports a malformed status: status.readyReplicas is "3", not an integer from 0 to 2147483647',
    ],
    [
      'reports a generation that is none',
      { status: { ...settled, observedGeneration: -2 } },
      undefined,
      'Malformed',
      'member2 reports a malformed status: status.observedGeneration is -2, not an integer from -1 to 9007199254740991',
    ],
    [
      'reports a status that is none',
      { status: 'Running' },
      undefined,
      'Malformed',
      'member2 reports a malformed status: status is "Running", not an object',
    ],
  ])('%s', (_, item, options, reason, message) => {
    expect(explainOne(item, options)).toStrictEqual([reason, message]);
  });
});

describe('a cluster to which dispatching is suspended', () => {
  test.each<[string, Json, AggregateOptions, string, RegExp]>([
    ['is behind', { status: behind }, there, 'Suspended', /^member2 runs template generation 6; .*suspended/],
    ['has never reported', {}, there, 'Suspended', /^member2 has not reported a status; .*suspended/],
    [
      'is suspended with all others',
      { status: behind },
      everywhere,
      'Suspended',
      /suspended by .*dispatching$/,
    ],
    ['is named', { status: behind }, there, 'Suspended', /suspended by .*dispatchingOnClusters$/],
    [
      'is settled all the same',
      { status: settled },
      everywhere,
      'Settled',
      /^member2 runs template generation 7$/,
    ],
    [
      'waits for its own controller, which no suspension holds back',
      { status: { ...settled, generation: 4 } },
      everywhere,
      'ControllerBehind',
      /observed generation 3/,
    ],
    [
      'is not this one',
      { status: behind },
      { suspension: { dispatchingOnClusters: { clusterNames: ['member1'] } } },
      'TemplateBehind',
      /7 is current$/,
    ],
    [
      'is none, where only scheduling is suspended',
      { status: behind },
      { suspension: { scheduling: true } },
      'TemplateBehind',
      /7 is current$/,
    ],
  ])('%s', (_, item, options, reason, message) => {
    const [is, says] = explainOne(item, options);
    expect(is).toBe(reason);
    expect(says).toMatch(message);
  });

  test('settles no sooner and no later for it', () => {
    const items = [{ clusterName: 'member2', status: behind }];
    const plain = explain(items);
    const suspended = explain(items, everywhere);
    expect(suspended.settled).toBe(plain.settled);
    expect(suspended.observedGeneration).toBe(plain.observedGeneration);
    const aggregated = interpreter.aggregateStatus(deployment, items, everywhere);
    expect(aggregated).toStrictEqual(interpreter.aggregateStatus(deployment, items));
  });
});

describe('of several causes, the first that an operator has to deal with', () => {
  const refused = { applied: false, appliedMessage: 'denied' };
  const broken = { readyReplicas: '3' };
  const unreadable = { resourceTemplateGeneration: 'seven' };

  test.each<[string, Json, AggregateOptions | undefined, LagReason]>([
    ['suspended, not applied and behind', { ...refused, status: behind }, everywhere, 'Suspended'],
    ['suspended, behind and malformed', { status: { ...behind, ...broken } }, everywhere, 'Suspended'],
    ['suspended, and a status that is none', { status: [] }, everywhere, 'Suspended'],
    ['not applied and behind', { ...refused, status: behind }, undefined, 'NotApplied'],
    [
      'not applied, behind and malformed',
      { ...refused, status: { ...behind, ...broken } },
      undefined,
      'NotApplied',
    ],
    ['not applied, and not reported', { ...refused }, undefined, 'NotApplied'],
    ['not applied lately, but settled', { ...refused, status: settled }, undefined, 'Settled'],
    [
      'not applied lately, and the controller behind',
      { ...refused, status: { ...settled, generation: 4 } },
      undefined,
      'ControllerBehind',
    ],
    ['behind, with a malformed count', { status: { ...behind, ...broken } }, undefined, 'TemplateBehind'],
    ['behind as far as can be read', { status: { ...settled, ...unreadable } }, undefined, 'Malformed'],
    [
      'the controller behind, with a malformed count',
      { status: { ...settled, ...broken, generation: 4 } },
      undefined,
      'ControllerBehind',
    ],
    ['applied: true says nothing', { applied: true, status: behind }, undefined, 'TemplateBehind'],
    [
      'the template and the controller behind',
      { status: { ...behind, generation: 9 } },
      undefined,
      'TemplateBehind',
    ],
  ])('%s', (_, item, options, reason) => {
    expect(explainOne(item, options)[0]).toBe(reason);
  });
});

describe('options.clusters', () => {
  const items = [
    { clusterName: 'member1', status: settled },
    { clusterName: 'member9', status: settled },
  ];

  test('names the clusters that have to report', () => {
    const explained = explain(items, { clusters: ['member1', 'member2'] });
    expect(explained).toStrictEqual({
      generation: 7,
      observedGeneration: 6,
      settled: false,
      clusters: [
        {
          clusterName: 'member1',
          settled: true,
          reason: 'Settled',
          message: 'member1 runs template generation 7',
          ...settled,
        },
        {
          clusterName: 'member2',
          settled: false,
          reason: 'NotReported',
          message: 'member2 has not reported a status',
        },
        {
          clusterName: 'member9',
          settled: false,
          reason: 'NotScheduled',
          message: 'member9 reports, but is not one of options.clusters',
        },
      ],
      problems: [],
    });
  });

  test('lets no cluster hold the generation to which the workload is not scheduled', () => {
    const left = [items[0], { clusterName: 'member9', status: behind }];
    const explained = explain(left, { clusters: ['member1'] });
    expect([explained.settled, explained.observedGeneration]).toStrictEqual([true, 7]);
  });

  test('leaves the malformed status of such a cluster unread', () => {
    const left = [{ clusterName: 'member9', status: { readyReplicas: '3' } }];
    expect(explain(left, { clusters: [] }).problems).toStrictEqual([]);
  });

  test('of none is scheduled nowhere, which is settled', () => {
    expect(explain([], { clusters: [] })).toStrictEqual({
      generation: 7,
      observedGeneration: 7,
      settled: true,
      clusters: [],
      problems: [],
    });
  });

  test('names a suspended cluster that has never reported', () => {
    const { clusters } = explain([], { clusters: ['member2'], ...there });
    expect(clusters.map(({ reason }) => reason)).toStrictEqual(['Suspended']);
  });

  test.each<[string, unknown, string]>([
    ['no list', 'member1', 'options.clusters is "member1", not a list'],
    ['a list of other things', ['member1', 5], "options.clusters[1] is 5, not a cluster's name"],
    ['a list with a hole', [undefined], "options.clusters[0] is missing, not a cluster's name"],
  ])('is refused as %s', (_, clusters, message) => {
    const options = { clusters } as AggregateOptions;
    for (const call of [
      () => interpreter.explainStatus(deployment, [], options),
      () => interpreter.aggregateStatus(deployment, [], options),
      () => aggregateGeneration({ generation: 7 }, [], options),
    ]) {
      expect(call).toThrow(new InterpreterError('INVALID_OPTIONS', message));
    }
  });

  test.each([undefined, null])('%s means that the items are all of them', (clusters) => {
    const explained = explain([items[0]], { clusters } as AggregateOptions);
    expect(explained.clusters.map(({ reason }) => reason)).toStrictEqual(['Settled']);
  });
});

describe('problems', () => {
  test('are those of every member, by cluster, path and message', () => {
    const { problems } = explain([
      { clusterName: 'member2', status: { ...settled, replicas: 1.5, readyReplicas: null } },
      { clusterName: 'member1', status: { ...settled, replicas: 2 ** 31, observedGeneration: {} } },
      { clusterName: 'member3', status: [] },
    ]);
    expect(problems).toStrictEqual([
      {
        clusterName: 'member1',
        path: 'status.observedGeneration',
        message: 'status.observedGeneration is an object, not an integer from -1 to 9007199254740991',
      },
      {
        clusterName: 'member1',
        path: 'status.replicas',
        message: 'status.replicas is 2147483648, not an integer from 0 to 2147483647',
      },
      {
        clusterName: 'member2',
        path: 'status.replicas',
        message: 'status.replicas is 1.5, not an integer from 0 to 2147483647',
      },
      { clusterName: 'member3', path: 'status', message: 'status is a list of 0, not an object' },
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a short text', 'three', '"three"'],
    ['a long text', 'x'.repeat(500), `"${'x'.repeat(100)}…"`],
    ['a list', [1, 2], 'a list of 2'],
    ['an object', { a: 1 }, 'an object'],
    ['true', true, 'true'],
    ['NaN', Number.NaN, 'NaN'],
    ['a bigint', 3n, '3n'],
    ['a function', () => 3, 'a function'],
  ])('show a value briefly: %s', (_, value, shown) => {
    const { problems } = explain([{ clusterName: 'member1', status: { replicas: value } }]);
    expect(problems[0]?.message).toBe(`status.replicas is ${shown}, not an integer from 0 to 2147483647`);
  });

  test.each<[string, string, Json, string]>([
    ['a text', 'url', { url: 5 }, 'status.url is 5, not a string'],
    ['an object', 'artifact', { artifact: 'x' }, 'status.artifact is "x", not an object of JSON values'],
  ])('say what a field of a Flux kind has to be: %s', (_, field, status, message) => {
    const bucket = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'Bucket', metadata: { generation: 7 } };
    const items = [{ clusterName: 'member1', status: { ...settled, ...status } }];
    const { problems } = interpreter.explainStatus(bucket, items);
    expect(problems).toStrictEqual([{ clusterName: 'member1', path: `status.${field}`, message }]);
  });

  test.each([
    ['a well-formed one', 6, []],
    ['none', undefined, []],
    [
      'a malformed one',
      '6.3.5',
      ['status.lastReleaseRevision is "6.3.5", not an integer from 0 to 9007199254740991'],
    ],
  ])('of a HelmRelease’s last release revision: %s', (_, lastReleaseRevision, messages) => {
    const release = { apiVersion: 'helm.toolkit.fluxcd.io/v2beta1', kind: 'HelmRelease' };
    const items = [{ clusterName: 'member1', status: { ...settled, lastReleaseRevision } }];
    const { problems } = interpreter.explainStatus(release, items);
    expect(problems.map(({ message }) => message)).toStrictEqual(messages);
  });

  test('of one member take nothing from the counts of the others', () => {
    const items = [
      { clusterName: 'member1', status: { ...settled, replicas: 'three', readyReplicas: 3 } },
      { clusterName: 'member2', status: { ...settled, replicas: 2, readyReplicas: 2 } },
    ];
    const { status } = interpreter.aggregateStatus(deployment, deepFreeze(items));
    expect(status).toMatchObject({ replicas: 2, readyReplicas: 5, observedGeneration: 6 });
  });
});

describe('a cluster that is reported more than once', () => {
  const twice = [
    { clusterName: 'member1', status: { ...settled, replicas: 2 } },
    { clusterName: 'member1', status: { ...behind, replicas: 1 } },
  ];

  test('is a problem', () => {
    expect(explain(twice).problems).toStrictEqual([
      { clusterName: 'member1', path: 'clusterName', message: 'member1 is reported more than once' },
    ]);
  });

  test('is explained each time, in an order that does not depend on that of the items', () => {
    const reasons = explain(twice).clusters.map(({ reason }) => reason);
    expect([...reasons].sort()).toStrictEqual(['Settled', 'TemplateBehind']);
    expect(explain([...twice].reverse())).toStrictEqual(explain(twice));
  });

  test('holds the generation as long as one of its reports does', () => {
    expect(explain(twice).settled).toBe(false);
    expect(explain([twice[0], twice[0]]).settled).toBe(true);
  });
});

describe('the generations', () => {
  test('of a member are repeated as far as they are well-formed', () => {
    const status = { observedGeneration: '3', generation: 3, resourceTemplateGeneration: null };
    const [cluster] = explain([{ clusterName: 'member1', status }]).clusters;
    expect(cluster).toHaveProperty('generation', 3);
    expect(cluster).not.toHaveProperty('observedGeneration');
    expect(cluster).not.toHaveProperty('resourceTemplateGeneration');
  });

  test.each([
    ['reached', { generation: 7, observedGeneration: 7 }, 7],
    ['passed', { generation: 7, observedGeneration: 8 }, 8],
    ['not reached', { generation: 7, observedGeneration: 6 }, 6],
    ['unknown', { generation: 7 }, 0],
    ['malformed', { generation: 7, observedGeneration: Number.NaN }, 0],
    ['of a template that has none', {}, 0],
  ])('of a federation that a member holds stay, whether it has been %s before', (_, template, expected) => {
    const held = aggregateGeneration(deepFreeze(template), [{ clusterName: 'member1' }]);
    expect(held.observedGeneration).toBe(expected);
    // Every cluster is settled, or not: the number that is stored says nothing of now.
    expect(held.settled).toBe(false);
  });

  test.each<[string, unknown, string]>([
    ['no object', 7, 'template is 7, not an object'],
    [
      'a malformed generation',
      { generation: '7' },
      'generation is "7", not an integer from 0 to 9007199254740991',
    ],
  ])('of a template that is refused: %s', (_, template, message) => {
    expect(() => aggregateGeneration(template as object, [])).toThrow(
      new InterpreterError('INVALID_OBJECT', message),
    );
  });

  test.each<[string, unknown, boolean]>([
    ['settled', settled, true],
    ['ahead', { ...settled, observedGeneration: 4, resourceTemplateGeneration: 9 }, true],
    ['the template behind', behind, false],
    ['the controller behind', { ...settled, generation: 4 }, false],
    ['never stamped', { observedGeneration: 3, generation: 3 }, false],
    ['malformed', { ...settled, generation: '3' }, false],
    ['nothing', undefined, false],
    ['a list', [settled], false],
  ])('tell whether a member is settled: %s', (_, status, expected) => {
    expect(isSettled(deepFreeze(status), 7)).toBe(expected);
  });
});

describe('a caller’s mistake', () => {
  test.each<[string, unknown, string]>([
    ['items that are no list', { member1: settled }, 'items is an object, not a list'],
    ['an item that is no object', [null], 'items[0] is null, not an object'],
    [
      'an item without a cluster',
      [{ status: settled }],
      "items[0].clusterName is missing, not a cluster's name",
    ],
    ['an item of an empty name', [{ clusterName: '' }], 'items[0].clusterName is "", not a cluster\'s name'],
    [
      'an item of a name that is none',
      [{ clusterName: 5 }],
      "items[0].clusterName is 5, not a cluster's name",
    ],
  ])('is refused: %s', (_, items, message) => {
    const given = items as AggregatedStatusItem[];
    for (const call of [
      () => interpreter.explainStatus(deployment, given),
      () => interpreter.aggregateStatus(deployment, given),
      () => aggregateGeneration({ generation: 7 }, given),
    ]) {
      expect(call).toThrow(new InterpreterError('INVALID_ITEMS', message));
    }
  });

  test.each<[string, Json, string]>([
    ['metadata', { metadata: 'web' }, 'metadata is "web", not an object'],
    ['status', { status: [] }, 'status is a list of 0, not an object'],
    [
      'generation',
      { metadata: { generation: 1.5 } },
      'metadata.generation is 1.5, not an integer from 0 to 9007199254740991',
    ],
  ])('is refused in the template: %s', (_, changes, message) => {
    const template = { ...deployment, ...changes };
    const error = new InterpreterError('INVALID_OBJECT', message);
    expect(() => interpreter.explainStatus(template, [])).toThrow(error);
    expect(() => interpreter.aggregateStatus(template, [])).toThrow(error);
  });

  test.each([undefined, null, '6', -2, 1.5])(
    'is none where status.observedGeneration is %o: it counts as 0',
    (own) => {
      const template = { ...deployment, status: { observedGeneration: own } };
      const items = [{ clusterName: 'member1', status: behind }];
      expect(interpreter.explainStatus(template, items).observedGeneration).toBe(0);
      expect(interpreter.aggregateStatus(template, items).status.observedGeneration ?? 0).toBe(0);
    },
  );

  test('has a code that programs can branch on', () => {
    try {
      interpreter.explainStatus(deployment, [null] as never);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InterpreterError);
      expect(error).toMatchObject({ name: 'InterpreterError', code: 'INVALID_ITEMS' });
    }
  });
});
