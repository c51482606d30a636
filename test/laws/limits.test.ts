import {
  conditions,
  createInterpreter,
  defineInterpreter,
  first,
  last,
  max,
  min,
  sum,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { formatTimeline, planRollout, revisionSkew, simulateRollout } from 'karmada-interpreter/rollout';
import { createFetchHandler, interpreterWebhookConfiguration } from 'karmada-interpreter/webhook';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();

/** What a call is refused for, `undefined` where it is not. */
function refusalOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** Objects within one another. */
function nested(levels: number): object {
  return levels === 1 ? {} : { inner: nested(levels - 1) };
}

const passes = (call: () => unknown) => refusalOf(call) === undefined;
const declared = (fields: object) =>
  passes(() => compileInterpreter({ apiVersion: 'v1', kind: 'X', ...fields }));
const rule = (when: object) => ({
  health: [{ state: 'Healthy', when: { path: '$.status.phase', ...when } }],
});
const matched = (length: number) => {
  const own = compileInterpreter({ apiVersion: 'v1', kind: 'X', ...rule({ matches: '^a+$' }) });
  const searched = { apiVersion: 'v1', kind: 'X', status: { phase: 'a'.repeat(length) } };
  return createInterpreter({ interpreters: [own] }).interpretHealth(searched).healthy;
};
const planned = (strategy: object) => passes(() => planRollout(strategy, ['a']));
const skewOf = (version: string) =>
  revisionSkew([{ clusterName: 'a', status: { version } }], { path: 'version' }).lowest !== undefined;
const webhook = (options: object) =>
  passes(() =>
    interpreterWebhookConfiguration({
      name: 'a.example.com',
      url: 'https://a/',
      ...options,
    } as never),
  );
const service = (port: number) => ({ url: undefined, service: { namespace: 'a', name: 'b', port } });
const replicas = (count: number) =>
  passes(() =>
    interpreter.getReplicas({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { replicas: count },
    } as never),
  );

const kind = defineInterpreter({
  apiVersion: 'example.io/v1',
  kind: 'Counter',
  status: {
    small: sum(),
    large: sum('int64'),
    details: last('object'),
    most: max(),
    least: min(),
    first: first('integer'),
    last: last('integer'),
    on: last('boolean'),
    conditions: conditions(),
  },
});
const object = { apiVersion: 'example.io/v1', kind: 'Counter', metadata: { generation: 1 } };
const item = (status: object) => [{ clusterName: 'a', status }];
const sound = (status: object) => kind.explainStatus(object, item(status)).problems.length === 0;
describe('a limit holds', () => {
  it.each<[what: string, most: number, fits: (size: number) => boolean]>([
    [
      'values of a declaration',
      2000,
      (n) => declared({ apiVersion: Array.from({ length: n - 3 }, (_, i) => `v${i}`) }),
    ],
    [
      'levels of a declaration',
      40,
      (n) => {
        const more = nested(n - 1);
        const refusal = refusalOf(() => compileInterpreter({ apiVersion: 'v1', kind: 'X', more }));
        return !refusal?.includes('levels deep');
      },
    ],
    ['characters of a path', 1024, (n) => declared(rule({ path: `$.${'a'.repeat(n - 2)}`, exists: true }))],
    ['segments of a path', 64, (n) => declared(rule({ path: `$${'.a'.repeat(n)}`, exists: true }))],
    ['characters of a pattern', 256, (n) => declared(rule({ matches: 'a'.repeat(n) }))],
    ['characters of a text that a pattern is looked for in', 1024, matched],
    [
      'nested groups of a pattern',
      8,
      (n) => declared(rule({ matches: `${'('.repeat(n)}a${')'.repeat(n)}` })),
    ],
    ['hours of a duration', 876_000, (n) => planned({ progressDeadline: `${n}h` })],
    ['milliseconds of a duration', 876_000 * 3_600_000, (n) => planned({ progressDeadline: n })],
    ['characters of a duration', 64, (n) => planned({ progressDeadline: '1h'.padStart(n, '0') })],
    ['percent of the clusters', 100, (n) => planned({ maxFailures: `${n}%` })],
    ['a number of clusters', 2147483647, (n) => planned({ maxFailures: n })],
    [
      'characters of a range',
      256,
      (n) => planned({ gate: { requiredRevision: { path: 'a', range: '>=1.0.0'.padEnd(n) } } }),
    ],
    ['digits of a version', 15, (n) => skewOf(`1.${'9'.repeat(n)}.0`)],
    ['characters of a suffix of a version', 64, (n) => skewOf(`1.2.3-${'a'.repeat(n)}`)],
    [
      'characters of a chart',
      10_000,
      (n) => passes(() => formatTimeline(simulateRollout({ strategy: {}, clusters: ['a'] }), { width: n })),
    ],
    ['seconds that Karmada waits for a webhook', 30, (n) => webhook({ timeoutSeconds: n })],
    ['a port', 65535, (n) => webhook(service(n))],
    ['characters of a label of a name', 63, (n) => webhook({ name: `${'a'.repeat(n)}.example.com` })],
    ['characters of a name', 253, (n) => webhook({ name: `${'a.'.repeat(120)}${'b'.repeat(n - 240)}` })],
    ['replicas', 2147483647, replicas],
    ['a count of a member', 2147483647, (n) => sound({ small: n })],
    // One more is no integer that JSON could tell from others.
    ['a large count of a member', 2 ** 53 - 1, (n) => sound({ large: n })],
    ['levels of a value', 1000, (n) => sound({ details: nested(n) })],
  ])('for %s at %d, and not at one more', (_, most, fits) => {
    expect([fits(most), fits(most + 1)]).toEqual([true, false]);
  });

  it.each<[what: string, least: number, fits: (size: number) => boolean]>([
    ['seconds that Karmada waits for a webhook', 1, (n) => webhook({ timeoutSeconds: n })],
    ['a port', 1, (n) => webhook(service(n))],
    ['a duration', 0, (n) => planned({ gate: { minSuccessTime: n } })],
    ['replicas', 0, replicas],
    ['a count of a member', 0, (n) => sound({ small: n })],
  ])('for %s at %d, and not at one less', (_, least, fits) => {
    expect([fits(least), fits(least - 1)]).toEqual([true, false]);
  });

  it('for a body of a webhook at as many bytes as are allowed, and not at one more', async () => {
    const handle = createFetchHandler(undefined, { maxBodyBytes: 100 });
    const statusOf = async (length: number) => {
      const headers = { 'content-type': 'application/json' };
      const body = '{}'.padEnd(length);
      return (await handle(new Request('https://a/', { method: 'POST', headers, body }))).status;
    };
    expect([await statusOf(100), await statusOf(101)]).toEqual([400, 413]);
  });

  it('for a value in a message at 100 characters, and cuts it at one more', () => {
    const template = { apiVersion: 'apps/v1', kind: 'Deployment' };
    const message = (length: number) =>
      refusalOf(() => interpreter.getReplicas({ ...template, spec: 'x'.repeat(length) as never }));
    expect(message(100)).toContain(`"${'x'.repeat(100)}"`);
    expect(message(101)).toContain(`"${'x'.repeat(100)}…"`);
  });

  it('for the faults in a message at 5, and counts those beyond', () => {
    const message = (faults: number) =>
      refusalOf(() =>
        planRollout({ stages: Array.from({ length: faults }, (_, i) => ({ name: `${i}` })) } as never, []),
      );
    expect(message(5)).not.toContain('more');
    expect(message(6)).toMatch(/; and 1 more$/);
  });

  it('for the narrowest chart at 40 characters', () => {
    const chart = (width: number) =>
      formatTimeline(simulateRollout({ strategy: {}, clusters: ['a'] }), { width });
    expect(chart(39)).toBe(chart(40));
    expect(chart(41)).not.toBe(chart(40));
  });
});

describe('a sum stops', () => {
  it.each([
    ['int32', 'small', 2147483647],
    ['int64', 'large', Number.MAX_SAFE_INTEGER],
  ])('at the largest %s', (_, field, most) => {
    const items = (...counts: number[]) =>
      counts.map((count, i) => ({ clusterName: `c${i}`, status: { [field]: count } }));
    const total = (...counts: number[]) =>
      (kind.aggregateStatus(object, items(...counts)) as { status?: object }).status;
    expect(total(most - 1, 1)).toMatchObject({ [field]: most });
    expect(total(most, 1)).toMatchObject({ [field]: most });
    expect(total(most - 2, 1)).toMatchObject({ [field]: most - 1 });
  });
});

describe('a value that is falsy', () => {
  const over = (status: object | undefined, member: object) => {
    const template = deepFreeze({ ...object, ...(status && { status }) });
    const next = kind.aggregateStatus(template, item(member));
    return next === template ? 'nothing to write' : (next as { status?: object }).status;
  };

  it.each(['most', 'least', 'first', 'last', 'small', 'large'])(
    '0 of %s is no change of an absent one',
    (field) => {
      expect(over(undefined, { [field]: 0 })).toBe('nothing to write');
      expect(over({ [field]: 3 }, { [field]: 0 })).toMatchObject({ [field]: 0 });
      expect(over({ [field]: 0 }, { [field]: 3 })).toMatchObject({ [field]: 3 });
      // Beside another field that changes, it is there.
      expect(over(undefined, { on: true, [field]: 0 })).toMatchObject({ on: true, [field]: 0 });
    },
  );

  it('false is one, as no API server drops it', () => {
    expect(over(undefined, { on: false })).toMatchObject({ on: false });
    expect(over({ on: true }, { on: false })).toMatchObject({ on: false });
    expect(over({ on: false, small: 0, large: 0 }, { on: false })).toBe('nothing to write');
  });
});

describe('a message of conditions', () => {
  const LIMIT = 32768;
  const messageOf = (...messages: readonly string[]) => {
    const items = messages.map((message, i) => ({
      clusterName: String.fromCharCode(97 + i),
      status: { conditions: [{ type: 'Ready', status: 'False', message }] },
    }));
    const { status } = kind.aggregateStatus(object, items) as {
      status?: { conditions?: readonly { message: string }[] };
    };
    return status?.conditions?.[0]?.message ?? '';
  };

  it('counts one more member where the others fill the limit exactly', () => {
    const full = 'x'.repeat(LIMIT - 'a='.length);
    expect(messageOf(full)).toHaveLength(LIMIT);
    const text = messageOf(full, 'y');
    expect(text).toMatch(/^a=x+…, and 1 more cluster$/);
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    const room = LIMIT - 'a='.length - ', b=z'.length;
    expect(messageOf('x'.repeat(room), 'z')).toHaveLength(LIMIT);
    expect(messageOf('x'.repeat(room), 'z', 'y')).toMatch(/^a=x+…, and 2 more clusters$/);
    const named = room - ', and 2 more clusters'.length;
    expect(messageOf('x'.repeat(named), 'z', 'y'.repeat(99))).toMatch(/^a=x+, b=z, and 1 more cluster$/);
  });

  it.each([0, 1])(
    'cuts no character beyond the Basic Multilingual Plane in two: %d before them',
    (before) => {
      const text = messageOf('x'.repeat(before) + '😀'.repeat(LIMIT / 2));
      expect(text).toMatch(/^a=x?(😀)+…/u);
      expect(text).not.toMatch(/\p{Surrogate}/u);
      expect(text.length).toBeLessThanOrEqual(LIMIT);
      expect(text.length).toBeGreaterThan(LIMIT - 50);
    },
  );

  it('compares times of one length as instants, not as texts', () => {
    const [early, late] = ['2026-04-21T12:00:00+02:00', '2026-04-21T11:00:00-02:00'];
    const timeOf = (status: string, ...times: readonly string[]) => {
      const items = times.map((lastTransitionTime, i) => ({
        clusterName: `c${i}`,
        status: { conditions: [{ type: 'Ready', status, lastTransitionTime }] },
      }));
      return (kind.aggregateStatus(object, items) as { status?: object }).status;
    };
    for (const times of [[early, late] as const, [late, early] as const]) {
      expect(timeOf('True', ...times)).toMatchObject({ conditions: [{ lastTransitionTime: late }] });
      expect(timeOf('False', ...times)).toMatchObject({ conditions: [{ lastTransitionTime: early }] });
    }
  });
});

describe('a percentage of the pods that Kruise holds back', () => {
  it.each([
    ['0%', 5],
    ['1%', 5],
    ['20%', 4],
    ['39%', 4],
    ['40%', 3],
    ['50%', 3],
    ['99%', 1],
    ['100%', 0],
  ])('%s of 5 leaves %d to be updated', (partition, target) => {
    const state = (updated: number) =>
      interpreter.interpretHealth({
        apiVersion: 'apps.kruise.io/v1alpha1',
        kind: 'DaemonSet',
        metadata: { generation: 1 },
        spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } },
        status: {
          ...{ observedGeneration: 1, desiredNumberScheduled: 5, currentNumberScheduled: 5 },
          ...{ updatedNumberScheduled: updated, numberAvailable: 5, numberReady: 5 },
        },
      }).state;
    expect(state(target)).toBe('Healthy');
    if (target > 0) expect(state(target - 1)).toBe('Progressing');
  });
});

describe('a version that is not out yet', () => {
  it.each([
    'SNAPSHOT',
    'snapshot',
    'alpha',
    'beta.1',
    'rc1',
    'pre',
    'preview',
    'dev',
    'canary',
    'nightly',
    'next',
    'm1',
    '0',
  ])('1.30.0-%s is before 1.30.0', (suffix) => {
    const items = [`1.30.0-${suffix}`, '1.30.0'].map((version, i) => ({
      clusterName: `c${i}`,
      status: { version },
    }));
    const { lowest, highest, outside } = revisionSkew(items, { path: 'version', range: '>=1.30.0' });
    expect({ lowest, highest, outside }).toEqual({
      lowest: `1.30.0-${suffix}`,
      highest: '1.30.0',
      outside: ['c0'],
    });
  });
});
