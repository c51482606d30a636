import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileInterpreter, type InterpreterDeclaration } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sampleOf } from '../../src/cli/try/sample-of.js';
import { changesOf } from '../../src/cli/watch-files.js';
import { run, transcript } from './command-line.js';
import { directoryWith } from './run.js';

const files = join(import.meta.dirname, 'files');
const examples = join(import.meta.dirname, '../../examples/declarations');
const arena = readFileSync(join(files, 'arena.yaml'), 'utf8');
const broken = arena.replace('== obj.spec.size', '== obj.spec.sizes.max');

describe('try', () => {
  test.each([
    ['customization', files, ['arena.yaml']],
    ['declaration', examples, ['fleet/keda-scaledobject.yaml']],
    ['built-in', examples, ['deployment.yaml', '../manifests/deployment.yaml']],
  ])('shows the answers of a %s beside those without it', async (name, cwd, args) => {
    const ran = await run(['try', ...args], { cwd });
    await expect(transcript(['try', ...args], ran)).toMatchFileSnapshot(`golden/try-${name}.txt`);
  });

  test('shows an error at its line of the file', async () => {
    const cwd = directoryWith({ 'arena.yaml': broken });
    const { exit, out, notes } = await run(['try', 'arena.yaml'], { cwd });
    expect(exit).toBe(1);
    expect(out).toContain('\nInterpretHealth\nerror: <string>:2: attempt to index a');
    expect(notes).toMatch(/^error: InterpretHealth: <string>:2: .*\n {3}--> arena\.yaml:21:11\n21 \|/);
  });

  test('is data, too, with the sample that it has made', async () => {
    const { out } = await run(['try', '-o', 'json', 'deployment.yaml'], { cwd: examples });
    expect(JSON.parse(out)).toMatchObject({
      kind: 'apps/v1 Deployment',
      sample: { kind: 'Deployment', spec: { replicas: 2 } },
      trials: expect.arrayContaining([
        {
          operation: 'ReviseReplica',
          own: { value: { 'spec.replicas': 7 } },
          fallback: { value: { 'spec.replicas': 7 } },
        },
      ]),
    });
  });

  test('aggregates the items of a file', async () => {
    const items = [
      { clusterName: 'a', status: { replicas: 3 } },
      { clusterName: 'b', status: { replicas: 4 } },
    ];
    const cwd = directoryWith({ 'items.json': JSON.stringify(items) });
    const flags = ['--status-file', join(cwd, 'items.json'), '-o', 'json'];
    const { out } = await run(['try', ...flags, 'deployment.yaml'], { cwd: examples });
    const { trials } = JSON.parse(out);
    const { own } = trials.find(({ operation }: { operation: string }) => operation === 'AggregateStatus');
    expect(own.value).toMatchObject({ replicas: 7 });
  });

  test.each<[file: string, text: string, exit: number, note: RegExp]>([
    [
      'script.yaml',
      arena.split('---\n')[0] as string,
      2,
      /scripts need a sample: give a file with an object of the kind, Arena of games/,
    ],
    [
      'none.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n',
      2,
      /has no declaration and no customization/,
    ],
    [
      'metadata.yaml',
      'apiVersion: a/v1\nkind: A\nmetadata: {name: a}\nstatus: {x: sum}\n',
      2,
      /^warning: a declaration has no metadata: take it out[\s\S]*\nerror: metadata.yaml has no declaration and no customization\n$/,
    ],
    [
      'faulty.yaml',
      'apiVersion: a/v1\nkind: A\nstatus: {x: summ}\n',
      1,
      /did you mean sum\?\n.*faulty\.yaml:3:13/,
    ],
  ])('says what is wrong with %s', async (file, text, exit, note) => {
    const ran = await run(['try', file], { cwd: directoryWith({ [file]: text }) });
    expect(ran).toEqual({ exit, out: '', notes: expect.stringMatching(note) });
  });

  const widget = `apiVersion: a.io/v1
kind: Widget
replicas: {path: $.spec.worker.count}
status:
  ready: {from: '$.status.wrokers.ready', reduce: sum}
  pahse: last
  conditions: conditions
health:
  - {state: Suspended, when: {path: $.spec.paused, exists: true}}
  - {state: Degraded, when: {path: $.status.phase, equals: $.not.a.path}}
  - {state: Healthy, when: {path: $.status.pods, atLeast: {path: $.spec.pods}}}
dependencies:
  - {apiVersion: v1, kind: Secret, name: '$.spec.refs[*].name'}
`;
  const object = `apiVersion: a.io/v1
kind: Widget
metadata: {name: a, generation: 1}
spec: {workers: {count: 3}, pods: 2, refs: [{name: x}]}
status: {observedGeneration: 1, phase: Running, workers: {ready: 3}, ready: 9, pods: 2, conditions: []}
`;

  test('names each path of a declaration at which nothing stands in the sample', async () => {
    const cwd = directoryWith({ 'widget.yaml': widget, 'object.yaml': object });
    const { notes, out } = await run(['try', '-o', 'json', 'widget.yaml', 'object.yaml'], { cwd });
    expect(notes.match(/^(?:warning|note).*\n.*$/gm)).toEqual([
      'warning: nothing stands at $.spec.worker.count in the sample\n  --> widget.yaml:3:18',
      'warning: nothing stands at $.status.wrokers.ready in the sample\n  --> widget.yaml:5:17',
      'warning: nothing stands at $.status.pahse in the sample\n  --> widget.yaml:6:10',
    ]);
    // The template has no status yet, so that none of the sample's shows through.
    const { trials } = JSON.parse(out)[0] ?? JSON.parse(out);
    const aggregate = trials.find((trial: { operation: string }) => trial.operation === 'AggregateStatus');
    expect(aggregate.own.value).not.toHaveProperty('phase');
    expect(aggregate.own.value).not.toHaveProperty('ready', 9);
  });

  test('says once that a sample has no status', async () => {
    const cwd = directoryWith({ 'widget.yaml': widget, 'object.yaml': object.replace(/\nstatus.*/, '') });
    const { notes } = await run(['try', 'widget.yaml', 'object.yaml'], { cwd });
    expect(notes.match(/^warning: .*$/gm)).toEqual([
      'warning: the sample has no status: give the object as a member cluster has it',
      'warning: nothing stands at $.spec.worker.count in the sample',
    ]);
  });

  test('says where the sample is made up', async () => {
    const { notes } = await run(['try', 'widget.yaml'], { cwd: directoryWith({ 'widget.yaml': widget }) });
    expect(notes).toBe('note: no sample is given: that of a.io/v1 Widget is made up of the declaration\n');
  });

  test.each([
    ['object.yaml', 'broken.yaml', 1, /^error: .*\n {2}--> broken\.yaml:2:1\n/],
    ['broken.yaml', 'object.yaml', 1, /^error: .*\n {2}--> broken\.yaml:2:1\n/],
    ['object.yaml', 'empty.yaml', 2, /^error: empty\.yaml has no items of status\n$/],
  ])('answers nothing by halves: sample %s, items %s', async (sample, items, exit, notes) => {
    const cwd = directoryWith({
      ...{ 'widget.yaml': widget, 'object.yaml': object },
      ...{ 'broken.yaml': 'a: [\n', 'empty.yaml': '' },
    });
    const ran = await run(['try', 'widget.yaml', sample, '--status-file', items], { cwd });
    expect(ran).toEqual({ exit, out: '', notes: expect.stringMatching(notes) });
  });

  test('asks for a sample of the kind', async () => {
    const ran = await run(['try', 'arena.yaml', 'policy.yaml'], { cwd: files });
    expect(ran).toMatchObject({
      exit: 2,
      notes: 'error: policy.yaml has no Arena of games.example.org/v1\n',
    });
  });
});

describe('a sample', () => {
  const declarations = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.yaml$/.test(name),
  );

  test.each(declarations)('of %s is taken by its own declaration', (name) => {
    const declaration: InterpreterDeclaration = parse(readFileSync(join(examples, name), 'utf8'));
    const sample = sampleOf(declaration);
    const interpreter = compileInterpreter(declaration);
    const status = interpreter.reflectStatus(sample) ?? {};
    const explained = interpreter.explainStatus?.(sample, [{ clusterName: 'a', applied: true, status }]);
    expect(explained?.problems ?? []).toEqual([]);
    expect(() => [interpreter.getReplicas?.(sample), interpreter.interpretHealth?.(sample)]).not.toThrow();
  });
});

describe('try --watch', () => {
  test('answers again when a file changes, is replaced or broken, and ends when it is asked to', async () => {
    const cwd = directoryWith({ 'arena.yaml': arena });
    const stop = new AbortController();
    let [out, notes] = ['', ''];
    let heard = () => {};
    const saying = async (said: () => boolean) => {
      while (!said()) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    };
    const write = (text: string) => {
      out += text;
      heard();
    };
    const note = (text: string) => {
      notes += text;
      heard();
    };
    const ended = run(['try', '--watch', 'arena.yaml'], { cwd, stopped: () => stop.signal, write, note });
    await saying(() => out.includes('healthy: true'));
    // In its place, as an editor does that keeps the former file.
    writeFileSync(join(cwd, 'next'), broken);
    renameSync(join(cwd, 'next'), join(cwd, 'arena.yaml'));
    await saying(() => notes.includes('arena.yaml:21:11'));
    writeFileSync(join(cwd, 'arena.yaml'), arena.replaceAll('size', 'seats'));
    await saying(() => out.includes('spec.seats: 6'));
    renameSync(join(cwd, 'arena.yaml'), join(cwd, 'gone'));
    await saying(() => notes.includes('arena.yaml does not exist'));
    writeFileSync(join(cwd, 'arena.yaml'), arena.replaceAll('size', 'chairs'));
    await saying(() => out.includes('spec.chairs: 6'));
    stop.abort();
    expect((await ended).exit).toBe(0);
  });

  test('says to whoever watches what it waits for', async () => {
    const stop = new AbortController();
    stop.abort();
    const given = { cwd: directoryWith({ 'arena.yaml': arena }), stopped: () => stop.signal };
    const { notes } = await run(['try', '--watch', 'arena.yaml'], { ...given, attended: true });
    expect(notes).toBe('watching arena.yaml; Ctrl-C ends it\n');
    expect((await run(['try', '--watch', 'arena.yaml'], given)).notes).toBe('');
  });

  test('does not watch standard input', async () => {
    expect(await run(['try', '--watch', '-'])).toMatchObject({ exit: 2 });
  });

  test('takes several changes in a row for one, and other files for none', async () => {
    const cwd = directoryWith({ a: '1', b: '1' });
    const stop = new AbortController();
    const changes = changesOf([join(cwd, 'a')], stop.signal);
    let first = changes.next();
    writeFileSync(join(cwd, 'b'), '2');
    for (let i = 0; i < 20; i++) writeFileSync(join(cwd, 'a'), `${i}`);
    expect((await first).done).toBe(false);
    first = changes.next();
    stop.abort();
    expect((await first).done).toBe(true);
  });
});
