import type { KindInterpreter, KubernetesObject } from 'karmada-interpreter';
import { compileInterpreter, DeclarationError } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { refusal } from '../support/mistakes.js';

const compile = (components: unknown): Required<KindInterpreter> =>
  compileInterpreter({
    apiVersion: 'ray.io/v1',
    kind: 'RayCluster',
    components,
  }) as Required<KindInterpreter>;
const pod = (cpu: string) => ({ spec: { containers: [{ resources: { requests: { cpu } } }] } });
const object = (spec: object): KubernetesObject =>
  deepFreeze({ apiVersion: 'ray.io/v1', kind: 'RayCluster', spec });

const groups = {
  name: '$.spec.groups[*].name',
  replicas: '$.spec.groups[*].replicas',
  podTemplate: '$.spec.groups[*].template',
};

test('a list of parts has a component for each item, in its order', () => {
  const ray = compile([{ name: 'head', replicas: 1, podTemplate: '$.spec.head.template' }, groups]);
  const spec = {
    head: { template: pod('2') },
    groups: [
      { name: 'small', replicas: 2, template: pod('1') },
      { name: 'none', replicas: 0 },
      { name: 'default', template: pod('500m') },
    ],
  };
  expect(ray.getComponents(object(spec))).toStrictEqual([
    { name: 'head', replicas: 1, requirements: { resourceRequest: { cpu: '2' } } },
    { name: 'small', replicas: 2, requirements: { resourceRequest: { cpu: '1' } } },
    { name: 'none', replicas: 0 },
    { name: 'default', replicas: 1, requirements: { resourceRequest: { cpu: '500m' } } },
  ]);
  expect(ray.getComponents(object({}))).toStrictEqual([{ name: 'head', replicas: 1 }]);
});

test('a number that is absent may be another than 1', () => {
  const replicas = { path: '$.spec.groups[*].replicas', default: 0 };
  const ray = compile([
    { ...groups, replicas },
    { name: 'head', replicas: { path: '$.spec.n', default: 2 } },
  ]);
  const names = object({ groups: [{ name: 'a' }, { name: 'b', replicas: 3 }] });
  expect(ray.getComponents(names).map((one) => one.replicas)).toEqual([0, 3, 2]);
});

test('what all parts have in common is read from outside of the list', () => {
  const kind = compile([
    { name: '$.spec.names[*]', replicas: '$.spec.each', podTemplate: '$.spec.template' },
  ]);
  const requirements = { resourceRequest: { cpu: '1' } };
  expect(kind.getComponents(object({ names: ['a', 'b'], each: 3, template: pod('1') }))).toStrictEqual([
    { name: 'a', replicas: 3, requirements },
    { name: 'b', replicas: 3, requirements },
  ]);
});

test('lists within lists are gone through with what stands beside each', () => {
  const kind = compile([
    {
      name: '$.spec.jobs[*].tasks[*].name',
      replicas: '$.spec.jobs[*].tasks[*].n',
      podTemplate: '$.spec.jobs[*].pod',
    },
  ]);
  const jobs = [
    {
      pod: pod('1'),
      tasks: [
        { name: 'a', n: 1 },
        { name: 'b', n: 2 },
      ],
    },
    { pod: pod('2'), tasks: [{ name: 'c', n: 3 }] },
    { pod: pod('3') },
  ];
  expect(
    kind
      .getComponents(object({ jobs }))
      .map(({ name, replicas, requirements }) => [name, replicas, requirements?.resourceRequest?.cpu]),
  ).toStrictEqual([
    ['a', 1, '1'],
    ['b', 2, '1'],
    ['c', 3, '2'],
  ]);
});

test('names and numbers that are none are refused', () => {
  const refused = (items: unknown) =>
    refusal(() => compile([groups]).getComponents(object({ groups: items }))).message;
  expect(refused([{ replicas: 1 }])).toBe('spec.groups[*].name is missing, not a name');
  expect(refused([{ name: '' }])).toBe('spec.groups[*].name is "", not a name');
  expect(refused([{ name: 'a', replicas: '1' }])).toMatch(
    /^spec.groups\[\*\].replicas is "1", not an integer/,
  );
  expect(refused([{ name: 'a', template: 5 }])).toMatch(/^spec.groups\[\*\].template is 5, not an object/);
});

describe('a rule that would not know which number goes with which name is refused', () => {
  const along = 'not a path to one place for each component: through the lists of its name, or through none';
  const range = 'not a path, or an integer from 0 to 2147483647';
  test.each<[component: object, message: string]>([
    [
      { name: 'a', replicas: '$.spec.groups[*].n' },
      `components[0].replicas is "$.spec.groups[*].n", ${along}`,
    ],
    [
      { name: '$.spec.a[*].name', replicas: '$.spec.b[*].n' },
      `components[0].replicas is "$.spec.b[*].n", ${along}`,
    ],
    [
      { name: '$.spec.a[*].name', podTemplate: '$.spec..t' },
      `components[0].podTemplate is "$.spec..t", ${along}`,
    ],
    [{ name: '$.spec.x', replicas: '$.spec.x[*]' }, `components[0].replicas is "$.spec.x[*]", ${along}`],
    [{ name: 'a', replicas: -1 }, 'components[0].replicas is -1, not an integer from 0 to 2147483647'],
    [
      { name: 'a', replicas: { path: '$.x', default: -1 } },
      'components[0].replicas.default is -1, not an integer',
    ],
    [{ name: 'a', replicas: { path: '$.x' } }, 'components[0].replicas.default is missing'],
    [
      { name: 'a', replicas: { path: '$.spec.groups[*].n', default: 1 } },
      `components[0].replicas is an object, ${along}`,
    ],
    [{ name: 'a', replicas: true }, `components[0].replicas is true, ${range}`],
    [{ name: '$.spec.a[?(@.b)]' }, 'components[0].name is "$.spec.a[?(@.b)]", not a path without filters'],
    [{ name: '' }, 'components[0].name is "", not a name or a path'],
  ])('%j', (component, message) => {
    expect(() => compile([component])).toThrow(DeclarationError);
    expect(() => compile([component])).toThrow(message);
  });
});
