import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { transcript } from './command-line.js';
import { directoryWith, karmada } from './run.js';

const cwd = join(import.meta.dirname, '../../examples/manifests');
const interpret = (line: string, directory = cwd) => karmada(`interpret ${line}`, { cwd: directory });

/** What stands above each value of an answer in YAML. */
const titlesOf = (out: string) => [...out.matchAll(/^# (.*)$/gm)].map(([, title]) => title);

const CRON_TAB = {
  'rule.yaml': `apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata: {name: cron-tab}
spec:
  target: {apiVersion: example.org/v1, kind: CronTab}
  customizations:
    replicaResource:
      luaScript: |
        function GetReplicas(desiredObj)
          return desiredObj.spec.size, nil
        end
    retention:
      luaScript: |
        function Retain(desiredObj, observedObj)
          desiredObj.spec.size = observedObj.spec.size
          return desiredObj
        end
`,
  'declared.yaml': 'apiVersion: example.org/v1\nkind: CronTab\nreplicas: {path: .spec.size}\n',
  'a.yaml': 'apiVersion: example.org/v1\nkind: CronTab\nmetadata: {name: a}\nspec: {size: 3}\n',
  'b.yaml': 'apiVersion: example.org/v1\nkind: CronTab\nmetadata: {name: a}\nspec: {size: 5}\n',
};

describe('interpret', () => {
  it.each([
    ['interpret-health', '--operation InterpretHealth template.yaml'],
    ['interpret-replica', '--operation interpretReplica --observed-file deployment.yaml'],
    ['interpret-revise', '--operation ReviseReplica --desired-replica 2 deployment.yaml'],
    [
      'interpret-check',
      '--check -f ../../test/cli/files/customization.yaml -f ../declarations/deployment.yaml',
    ],
  ])('answers as in %s.txt', async (name, line) => {
    await expect(transcript(['interpret', ...line.split(' ')], await interpret(line))).toMatchFileSnapshot(
      `golden/${name}.txt`,
    );
  });

  it('runs what the object and the other files allow, where no operation is named', async () => {
    const { out, exit } = await interpret('deployment.yaml --status-file binding.yaml');
    expect(exit).toBe(EXIT.ok);
    expect(titlesOf(out)).toEqual(
      ['replica', 'requires', 'status', 'aggregatedStatus', 'healthy', 'dependencies'].map(
        (name, i) => `[${i + 1}/6] ${name}:`,
      ),
    );
    expect(Object.keys(JSON.parse((await interpret('-o json deployment.yaml')).out))).toEqual([
      'replica',
      'requires',
      'status',
      'healthy',
      'dependencies',
    ]);
  });

  it('adds up items of status as they are, and those of a binding', async () => {
    const items = directoryWith({
      ...CRON_TAB,
      'items.yaml':
        '- clusterName: a\n  status: {readyReplicas: 1}\n- clusterName: b\n  status: {readyReplicas: 2}\n',
    });
    const line = `${join(cwd, 'deployment.yaml')} --operation AggregateStatus -o json --status-file`;
    const { out } = await interpret(`${line} items.yaml`, items);
    expect(JSON.parse(out).aggregatedStatus.status).toMatchObject({ readyReplicas: 3 });
    const federated = await interpret(
      'deployment.yaml --operation AggregateStatus -o json --status-file binding.yaml',
    );
    expect(JSON.parse(federated.out).aggregatedStatus.status).toMatchObject({
      readyReplicas: 3,
      replicas: 4,
    });
  });

  it.each(['rule.yaml', 'declared.yaml'])('knows kinds by %s', async (file) => {
    const directory = directoryWith(CRON_TAB);
    const { out, exit } = await interpret(
      `-f ${file} --operation InterpretReplica -o json a.yaml`,
      directory,
    );
    expect([exit, JSON.parse(out).replica]).toEqual([EXIT.ok, 3]);
  });

  it('retains with both objects', async () => {
    const line = '-f rule.yaml --operation retain --desired-file a.yaml --observed-file b.yaml -o json';
    expect(JSON.parse((await interpret(line, directoryWith(CRON_TAB))).out).retained.spec).toEqual({
      size: 5,
    });
  });

  it.each([
    ['a kind that it does not know', 'a.yaml', 'there is no interpreter for CronTab of '],
    ['a kind of which it knows one operation', '-f rule.yaml a.yaml', undefined],
  ])('says so of %s', async (_, line, note) => {
    const { exit, notes } = await interpret(line, directoryWith(CRON_TAB));
    expect([exit, notes]).toEqual([
      EXIT.ok,
      note === undefined ? '' : expect.stringContaining(`note: ${note}`),
    ]);
  });

  it('says so where no statuses are given', async () => {
    const cwd = join(import.meta.dirname, '../../examples/manifests');
    const { exit, notes } = await karmada('interpret template.yaml --operation AggregateStatus', { cwd });
    expect([exit, notes]).toEqual([
      EXIT.ok,
      expect.stringMatching(/^note: no --status-file is given: .*\n$/),
    ]);
  });

  it('reads an object from standard input', async () => {
    const input = [CRON_TAB['a.yaml']];
    const outcome = await karmada('interpret -f rule.yaml --operation InterpretReplica -', {
      cwd: directoryWith(CRON_TAB),
      input,
    });
    expect(outcome).toMatchObject({
      exit: EXIT.ok,
      out: '---\n# [1/2] replica:\n3\n---\n# [2/2] requires:\nnull\n',
    });
  });

  it.each([
    ['--operation InterpretHealth', EXIT.refused, /it needs an object/],
    ['--operation Retain a.yaml', EXIT.refused, /Retain needs .*--observed-file/],
    ['--operation Retain --observed-file a.yaml', EXIT.refused, /Retain needs .*--desired-file/],
    ['--operation InterpretHealth a.yaml --observed-file b.yaml', EXIT.refused, /it takes one object/],
    ['a.yaml --desired-file b.yaml', EXIT.refused, /FILE is the same as --desired-file/],
    ['--operation InterpretHelth a.yaml', EXIT.refused, /Did you mean InterpretHealth\?/],
    [
      '--operation ReviseReplica --desired-replica -1 a.yaml',
      EXIT.refused,
      /-1, not an integer from 0 to 2147483647/,
    ],
    [
      '--operation ReviseReplica --desired-replica 2147483648 a.yaml',
      EXIT.refused,
      /2147483648, not an integer/,
    ],
    ['--operation InterpretHealth a.yaml', EXIT.failed, /^error: InterpretHealth of .*CronTab/],
    ['-f a.yaml -f gone.yaml a.yaml', EXIT.refused, /gone.yaml does not exist/],
    ['rule.yaml,a.yaml', EXIT.refused, /does not exist/],
    ['--check', EXIT.refused, /--check needs customizations/],
    ['--check a.yaml', EXIT.failed, /^$/],
  ])('ends %s with a sentence', async (line, exit, message) => {
    const outcome = await interpret(line, directoryWith(CRON_TAB));
    expect([outcome.exit, outcome.notes]).toEqual([exit, expect.stringMatching(message)]);
  });
});
