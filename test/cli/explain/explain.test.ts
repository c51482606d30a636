import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../../../src/cli/exit-code.js';
import type { Fields } from '../../../src/kubernetes/object.js';
import { transcript } from '../command-line.js';
import { directoryWith, karmada, type Surroundings } from '../run.js';

const cwd = join(import.meta.dirname, '../../../examples/manifests');
const now = () => Date.parse('2026-10-05T10:00:00Z');
const explain = (line: string, surroundings: Surroundings = {}) =>
  karmada(`explain ${line}`, { cwd, now, ...surroundings });
const manifests = (name: string): Fields[] =>
  parse(readFileSync(join(cwd, `federation/${name}.yaml`), 'utf8')).items;

describe('explain', () => {
  it.each([
    ['explain', 'template.yaml binding.yaml', {}],
    ['explain-federation', 'federation', {}],
    ['explain-wide', '-o wide federation', { columns: 100 }],
    ['explain-color', '--color always federation', {}],
    ['explain-bindings', 'federation/bindings.yaml', { columns: 40 }],
    ['explain-yaml', '-o yaml binding.yaml', {}],
    ['explain-name', '-o name federation', {}],
    ['explain-template', 'template.yaml', {}],
  ])('answers as in %s.txt', async (name, line, surroundings) => {
    const outcome = await explain(line, surroundings);
    await expect(transcript(['explain', ...line.split(' ')], outcome as never)).toMatchFileSnapshot(
      `../golden/${name}.txt`,
    );
    const width = (surroundings as { columns?: number }).columns ?? 80;
    if (!/-o|--color/.test(line))
      expect(outcome.out.split('\n').filter((text) => text.length > width)).toEqual([]);
  });

  it('ends with the exit code of the worst', async () => {
    const only = (name: string) => {
      const found = [...manifests('templates'), ...manifests('bindings'), ...manifests('clusters')];
      const items = found.filter(({ metadata }) =>
        new RegExp(`^(${name}|member)`).test((metadata as { name: string }).name),
      );
      return directoryWith({ 'a.json': JSON.stringify({ kind: 'List', items }) });
    };
    for (const [name, exit] of [
      ['web', EXIT.ok],
      ['cart', EXIT.underWay],
      ['mail', EXIT.underWay],
      ['search', EXIT.underWay],
      ['payment', EXIT.failed],
      ['report', EXIT.failed],
    ] as const)
      expect([name, (await explain('a.json', { cwd: only(name) })).exit]).toEqual([name, exit]);
  });

  it('answers in JSON with what it is of, its policy, and the status that the members add up to', async () => {
    const { out, exit } = await explain('-o json federation');
    const standings: { [key: string]: { [key: string]: unknown } }[] = JSON.parse(out);
    expect(exit).toBe(EXIT.failed);
    expect(standings.map(({ object, state }) => [object?.name, state])).toEqual([
      ['cart-deployment', 'Progressing'],
      ['mail-deployment', 'Unknown'],
      ['payment-deployment', 'Degraded'],
      ['report-deployment', 'Degraded'],
      ['search-deployment', 'Suspended'],
      ['web-deployment', 'Healthy'],
    ]);
    expect(standings[5]).toMatchObject({
      policy: { kind: 'PropagationPolicy', namespace: 'shop', name: 'web' },
      status: { replicas: 6, readyReplicas: 6 },
      settled: true,
    });
  });

  it('adds up by the declaration of a kind, and not at all where no rule says how', async () => {
    const binding = (kind: string) => `apiVersion: work.karmada.io/v1alpha2
kind: ResourceBinding
metadata: {name: a, namespace: x}
spec:
  resource: {apiVersion: a.io/v1, kind: ${kind}, namespace: x, name: a}
  clusters: [{name: m1}, {name: m2}]
status:
  aggregatedStatus:
    - {clusterName: m1, applied: true, health: Healthy, status: {ready: 2}}
    - {clusterName: m2, applied: true, health: Healthy, status: {ready: 3}}
---
apiVersion: a.io/v1
kind: ${kind}
metadata: {name: a, namespace: x, generation: 1}
spec: {}
status: {ready: 99}
`;
    const directory = directoryWith({
      'foo.yaml': binding('Foo'),
      'bar.yaml': binding('Bar'),
      'rule.yaml': 'apiVersion: a.io/v1\nkind: Foo\nstatus: {ready: sum}\n',
    });
    const surroundings = { cwd: directory, now };
    const { out } = await karmada('explain -f rule.yaml foo.yaml', surroundings);
    expect(out).toMatch(/^federated status: .*ready 5/m);
    for (const line of ['foo.yaml', '-f rule.yaml bar.yaml'])
      expect((await karmada(`explain ${line}`, surroundings)).out).not.toContain('federated status');
  });

  it('says what it could not match', async () => {
    const { notes } = await explain(
      'federation/works.json federation/templates.yaml binding.yaml deployment.yaml',
    );
    expect(notes).toBe(
      'note: 9 Works of bindings that are not there\n' +
        "note: 6 templates without a binding: judged by the template's own status\n",
    );
    expect((await explain('binding.yaml federation/policies.yaml')).notes).toBe(
      'note: 1 binding without the template: whether every cluster lags behind it cannot be told\n',
    );
  });

  it('judges by customizations, among the files or by -f', async () => {
    const directory = directoryWith({
      'rule.yaml': `apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata: {name: lenient}
spec:
  target: {apiVersion: apps/v1, kind: Deployment}
  customizations:
    healthInterpretation:
      luaScript: |
        function InterpretHealth(observedObj)
          return true
        end
`,
    });
    const files = [join(cwd, 'template.yaml'), join(cwd, 'binding.yaml')];
    const surroundings = { cwd: directory, now };
    const argv = [
      ['explain', '-f', 'rule.yaml', ...files],
      ['explain', 'rule.yaml', ...files],
    ];
    for (const words of argv)
      expect(await karmada(words, surroundings)).toMatchObject({ exit: EXIT.ok, notes: '' });
    const broken = directoryWith({ 'rule.yaml': 'apiVersion: a/v1\nkind: B\nhealh: {}\n' });
    expect(await karmada(['explain', '-f', 'rule.yaml', ...files], { cwd: broken })).toMatchObject({
      exit: EXIT.refused,
      out: '',
      notes: expect.stringContaining('rule.yaml:3:1'),
    });
  });

  it.each([
    [
      'nothing to explain',
      { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n' },
      /^note: nothing to explain of 1 Namespace\nerror: there is no binding/,
    ],
    ['an empty file', { 'a.yaml': '' }, /^warning: a.yaml has no objects\nerror: there is no binding/],
    ['a broken file', { 'a.yaml': 'a: [\n' }, /^error: .*\n {2}--> a.yaml:2:1/],
  ])('refuses %s', async (_, files, message) => {
    const outcome = await explain('a.yaml', { cwd: directoryWith(files as never) });
    expect(outcome).toEqual({ exit: EXIT.refused, out: '', notes: expect.stringMatching(message) });
  });

  it('explains the rest beside what is broken, and fails for it', async () => {
    const good = readFileSync(join(cwd, 'binding.yaml'), 'utf8');
    const outcome = await explain('a.yaml', { cwd: directoryWith({ 'a.yaml': `${good}---\na: [\n` }) });
    expect(outcome).toMatchObject({ exit: EXIT.refused, out: expect.stringContaining('payment') });
  });

  it('says of a malformed binding what is malformed', async () => {
    const text =
      'apiVersion: work.karmada.io/v1alpha2\nkind: ResourceBinding\nmetadata: 5\nspec: []\nstatus: x\n';
    const outcome = await explain('a.yaml', { cwd: directoryWith({ 'a.yaml': text }) });
    expect(outcome).toMatchObject({ exit: EXIT.underWay, out: expect.stringContaining('PROBLEMS') });
  });
});

/** The parts of a stream of JSON, cut in the middle of objects. */
function streamed(values: readonly unknown[]): string[] {
  const text = values.map((value) => JSON.stringify(value, null, 4)).join('\n');
  return text.match(/.{1,700}/gs) ?? [];
}

it('explain says so of objects without a kind', async () => {
  const { exit, notes } = await karmada('explain -', { input: ['error: the server has no such resource\n'] });
  expect(exit).toBe(EXIT.refused);
  expect(notes).toMatch(/^note: nothing to explain of 1 object without a kind\nerror: there is no binding/);
});

describe('explain --watch', () => {
  const [payment] = manifests('bindings').filter(
    ({ metadata }) => (metadata as Fields).name === 'payment-deployment',
  ) as [Fields];
  const healed = JSON.parse(JSON.stringify(payment).replaceAll('"Unhealthy"', '"Healthy"')) as Fields;
  const event = (type: string, object: unknown) => ({ type, object });

  it('appends in a pipe what is otherwise than before, and ends as the last state is', async () => {
    const { out, exit } = await explain('--watch template.yaml -', {
      input: streamed([payment, payment, healed]),
    });
    expect(out.match(/^apps\/v1 .*$/gm)).toEqual([
      'apps/v1 Deployment shop/payment, generation 5: Degraded (Unhealthy)',
      'apps/v1 Deployment shop/payment, generation 5: Healthy (Settled)',
    ]);
    expect(exit).toBe(EXIT.ok);
  });

  it('redraws in a terminal', async () => {
    const { out } = await explain('-w -', {
      live: true,
      input: [JSON.stringify(payment), JSON.stringify(healed)],
    });
    const screens = out.split('\u001b[2J\u001b[H').slice(1);
    expect(screens.map((screen) => screen.split('\n')[0]?.replace(/.*: /, ''))).toEqual([
      'Degraded (Unhealthy)',
      'Healthy (Settled)',
    ]);
  });

  it('follows events, and forgets what is deleted', async () => {
    const [, , , , , web] = manifests('bindings');
    const input = streamed([
      event('ADDED', payment),
      event('ADDED', web),
      event('BOOKMARK', {}),
      event('DELETED', payment),
    ]);
    const files = '--watch federation/templates.yaml -';
    expect((await explain(files, { input })).exit).not.toBe(EXIT.refused);
    expect((await explain(files, { input })).out).toMatch(/web/);
    expect((await explain(files, { input: input.slice(0, -8) })).exit).not.toBe(EXIT.ok);
  });

  it.each(['settled', 'healthy'])('does not take for %s what may lag without its template', async (goal) => {
    const input = [JSON.stringify(healed), JSON.stringify(healed)];
    const outcome = await explain(`--until ${goal} -`, { input: [...input, '{"broken'] });
    expect(outcome.exit).toBe(EXIT.refused);
    expect(outcome.notes).toBe(
      'note: 1 binding without the template: whether every cluster lags behind it cannot be told\n' +
        `error: whether resourcebinding.work.karmada.io/payment-deployment is ${goal} cannot be told without its template, the generation of which the clusters are to reach: name the template's file before -\n`,
    );
    const watched = await explain('--watch -', { input });
    expect(watched.exit).toBe(EXIT.underWay);
    expect(watched.notes.match(/without the template/g)).toHaveLength(1);
    const live = await explain('--watch -', { input, live: true });
    expect(live.notes.match(/without the template/g)).toHaveLength(2);
  });

  it.each([
    ['settled', [payment, healed], 1],
    ['healthy', [payment, healed], 2],
  ])('ends as soon as all is %s', async (goal, values, draws) => {
    const input = values.map((value) => JSON.stringify(value));
    const { out, exit } = await explain(`--until ${goal} template.yaml -`, {
      input: [...input, '{"broken'],
    });
    expect(exit).toBe(EXIT.ok);
    expect(out.match(/^apps/gm)).toHaveLength(draws);
  });

  it('does not succeed where the stream ends before', async () => {
    expect((await explain('--until healthy -', { input: streamed([payment]) })).exit).toBe(EXIT.failed);
    const waiting = { ...payment, status: {} };
    expect((await explain('--until healthy -', { input: streamed([waiting]) })).exit).toBe(EXIT.underWay);
  });

  it.each([
    ['--watch -', [], /no binding has come/],
    ['--watch -', ['\n kind: Pod\n'], /not what kubectl get -w -o json prints: it begins with kind: Pod\n/],
    [
      '--watch -',
      ['NAME   READY   UP-TO-DATE\n', '{}'],
      /json prints: it begins with NAME {3}READY {3}UP-TO…\n/,
    ],
    ['--watch -', [' \n', '{"kind": "Pod"', '}\n'], /no binding has come/],
    ['--watch -', ['{"a": 1'], /ends within an object/],
    ['--watch -', ['{"a" 1}'], /not what kubectl get -w -o json prints/],
    [
      '--watch -',
      [JSON.stringify(event('ERROR', { message: 'too old resource version' }))],
      /too old resource version/,
    ],
    ['--watch binding.yaml', [], /name standard input, -/],
  ])('refuses %s of %j', async (line, input, message) => {
    const { exit, notes } = await explain(line, { input });
    expect([exit, notes]).toEqual([EXIT.refused, expect.stringMatching(message)]);
  });
});
