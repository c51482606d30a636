import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'rfc6902';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { run, transcript } from './command-line.js';
import { directoryWith } from './run.js';

const cwd = `${import.meta.dirname}/files/rollout`;
const rollout = (...args: readonly string[]) => run(['rollout', ...args], { cwd });
const golden = async (name: string, ...args: readonly string[]) =>
  expect(transcript(['rollout', ...args], await rollout(...args))).toMatchFileSnapshot(
    `golden/rollout-${name}.txt`,
  );

/** Standard input that holds a text. */
const typed = (text: string) => ({ cwd, input: [text] });

describe('rollout plan', () => {
  test('shows stages, clusters and gates', async () => {
    await golden('plan', 'plan', 'strategy.yaml', 'federation.yaml');
  });

  test("takes Karmada's form, and says what is lost", async () => {
    await golden('plan-staged', 'plan', 'staged.yaml', 'federation.yaml');
  });

  test('is data, too', async () => {
    const { out } = await rollout('plan', '-o', 'json', 'strategy.yaml', 'federation.yaml');
    expect(JSON.parse(out)).toMatchObject({
      rollout: 'ResourceBinding shop/web-deployment',
      maxFailures: 1,
      stages: [{ clusters: ['lab'], wait: 600_000 }, { clusters: ['eu1', 'eu2'] }, { clusters: ['us1'] }],
    });
  });

  test('is of all clusters where there is no binding', async () => {
    const clusters = (await import('yaml')).parseAllDocuments(
      readFileSync(join(cwd, 'federation.yaml'), 'utf8'),
    )[3];
    const strategy = readFileSync(join(cwd, 'strategy.yaml'), 'utf8');
    const { out } = await run(['rollout', 'plan', '-'], typed(`${strategy}---\n${clusters}`));
    expect(out).toMatch(/^4 clusters\n/);
  });

  test('says where labels are missing that it goes by', async () => {
    const documents = readFileSync(join(cwd, 'federation.yaml'), 'utf8')
      .split('---\n')
      .slice(0, 3)
      .join('---\n');
    const { notes } = await run(['rollout', 'plan', 'strategy.yaml', '-'], typed(documents));
    expect(notes).toBe(
      'note: the labels of 4 of the 4 clusters of ResourceBinding shop/web-deployment are not in the files\n',
    );
  });
});

describe('rollout simulate', () => {
  test('draws the course', async () => {
    const args = ['--approve', 'canary/after/qa=5m', '--behaviour', 'behaviour.yaml', 'strategy.yaml'];
    await golden('simulate', 'simulate', ...args, 'federation.yaml');
  });

  test('ends where an approval is missing, and says which', async () => {
    const { exit, out } = await rollout('simulate', 'strategy.yaml', 'federation.yaml');
    expect(exit).toBe(3);
    expect(out).toContain('- stage canary waits for the approval canary/after/qa\n');
  });

  test('ends with 1 where the rollout fails', async () => {
    const strategy = 'maxFailures: 0\nprogressDeadline: 5m\n';
    const args = ['rollout', 'simulate', '--behaviour', 'behaviour.yaml', 'federation.yaml', '-'];
    expect(await run(args, typed(strategy))).toMatchObject({
      exit: 1,
      out: expect.stringContaining('Paused after'),
    });
  });

  test.each<[text: string, why: string]>([
    ['clusters: {eu9: {takes: 1m}}', 'clusters.eu9 is no cluster of the rollout: did you mean eu1?'],
    [
      'clusters: {asia: {takes: 1m}}',
      'clusters.asia is no cluster of the rollout: there are eu1, eu2, lab, us1',
    ],
    [
      'eu1: {takes: 1m}',
      'eu1 is a cluster, and clusters stand below clusters: {clusters: {member1: {takes: 12m}}}',
    ],
    ['', 'is to have one object: {takes, fails, clusters: {NAME: {takes, fails}}}'],
    ['takes: 1m\n---\ntakes: 2m', 'is to have one object: {takes, fails, clusters: {NAME: {takes, fails}}}'],
  ])('refuses the behaviour %j', async (text, why) => {
    const file = join(directoryWith({ 'b.yaml': text }), 'b.yaml');
    const ran = await rollout('simulate', '--behaviour', file, 'strategy.yaml', 'federation.yaml');
    const colon = why.startsWith('is to') ? '' : ':';
    expect(ran).toEqual({ exit: 2, out: '', notes: `error: ${file}${colon} ${why}\n` });
  });

  test.each([
    [
      'clusters: {eu1: {take: 1m}}',
      /behaviour\.clusters\.eu1\.take is an unknown field: did you mean takes\?/,
    ],
    ['clusters: {eu1: {fails: unhealthy}}', /did you mean Unhealthy\?/],
  ])('says what was meant by %s', async (text, why) => {
    const file = join(directoryWith({ 'b.yaml': text }), 'b.yaml');
    const ran = await rollout('simulate', '--behaviour', file, 'strategy.yaml', 'federation.yaml');
    expect(ran).toEqual({ exit: 2, out: '', notes: expect.stringMatching(why) });
  });

  test.each(['simulate', 'step'])('%s refuses an approval that no stage asks for', async (action) => {
    for (const [approval, why] of [
      ['canary/after/q', 'did you mean canary/after/qa?'],
      ['no', 'there are canary/after/qa, resume'],
    ] as const)
      expect(await rollout(action, '--approve', approval, 'strategy.yaml', 'federation.yaml')).toEqual({
        exit: 2,
        out: '',
        notes: `error: --approve ${approval} is no approval of the rollout: ${why}\n`,
      });
    const known = ['--approve', 'resume', '--approve', 'canary/after/qa'];
    const ran = await rollout(action, ...known, 'strategy.yaml', 'federation.yaml');
    expect(ran.exit).not.toBe(2);
  });

  test('names the flag whose duration is none', async () => {
    const ran = await rollout('simulate', '--takes', '5x', 'staged.yaml', 'federation.yaml');
    expect(ran).toMatchObject({
      ...{ exit: 2, out: '' },
      notes: expect.stringContaining('error: --takes is 5x, not a duration such as 90s, 5m or 1h30m\n'),
    });
  });

  test('writes a picture', async () => {
    const svg = join(mkdtempSync(join(tmpdir(), 'svg ')), 'cöurse.svg');
    const ran = await rollout('simulate', '--svg', svg, 'staged.yaml', 'federation.yaml');
    // A cluster that is not ready is waited for until its deadline.
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.notes).toContain(`the course is in ${svg}\n`);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
    const nowhere = await rollout('simulate', '--svg', '/nowhere/x.svg', 'staged.yaml', 'federation.yaml');
    expect(nowhere).toMatchObject({
      exit: 2,
      notes: expect.stringMatching(/\/nowhere\/x\.svg is in a directory that does not exist\n$/),
    });
  });

  test('shows whoever watches how far it has come, and nobody else', async () => {
    const names = Array.from({ length: 3000 }, (_, i) => ({ name: `member${i}` }));
    const binding = {
      apiVersion: 'work.karmada.io/v1alpha2',
      kind: 'ResourceBinding',
      metadata: { name: 'many' },
      spec: { clusters: names },
    };
    const input = JSON.stringify({ kind: 'List', items: [binding] });
    const strategy = join(cwd, 'staged.yaml');
    let clock = 0;
    const now = () => {
      clock += 60;
      return clock;
    };
    const args = ['rollout', 'simulate', '-o', 'json', strategy, '-'];
    const watched = await run(args, { ...typed(input), attended: true, now });
    const bars = watched.notes.split('\r').filter((line) => line.startsWith('['));
    expect(bars.length).toBeGreaterThan(10);
    expect(bars.at(-1)).toMatch(/^\[#{29} \] 9\d% \d+ of 3000 clusters$/);
    expect(watched.notes.endsWith('\r\u001b[K')).toBe(true);
    const piped = await run(args, { ...typed(input), now });
    expect(piped.notes).not.toContain('\r');
    expect(piped.out).toBe(watched.out);
  });
});

describe('rollout step', () => {
  test('shows the state before and after, and what is to be written', async () => {
    await golden('step', 'step', 'strategy.yaml', 'federation.yaml');
  });

  test("takes Karmada's own form", async () => {
    await golden('step-staged', 'step', 'staged.yaml', 'federation.yaml');
  });

  test('goes on from what it has printed, to the end', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'step '));
    const documents = parseAllDocuments(readFileSync(join(cwd, 'federation.yaml'), 'utf8')).map((one) =>
      one.toJS(),
    );
    const [template, , binding] = documents;
    const held = () => documents[1].spec.suspension?.dispatchingOnClusters.clusterNames ?? [];
    let now = Date.parse('2026-11-26T12:00:00Z');
    let exit = 3;
    const phases: string[] = [];
    for (let i = 0; exit === 3 && i < 50; i++) {
      const item = (clusterName: string) => ({
        ...{ clusterName, applied: true, health: 'Healthy' },
        status: {
          conditions: [{ type: 'Available', status: 'True' }],
          ...{
            generation: 1,
            observedGeneration: 1,
            resourceTemplateGeneration: template.metadata.generation,
          },
        },
      });
      const names: string[] = binding.spec.clusters.map(({ name }: { name: string }) => name);
      binding.status.aggregatedStatus = names.filter((name) => !held().includes(name)).map(item);
      // The one that is not ready comes back.
      for (const cluster of documents[3].items)
        cluster.status = { conditions: [{ type: 'Ready', status: 'True' }] };
      const file = join(directory, 'federation.json');
      writeFileSync(
        file,
        JSON.stringify({ kind: 'List', items: [...documents.slice(0, 3), ...documents[3].items] }),
      );
      const before = join(directory, 'before.json');
      const status = i === 0 ? [] : ['--status', before];
      const args = [
        'step',
        '-o',
        'json',
        '--approve',
        'canary/after/qa',
        ...status,
        join(cwd, 'strategy.yaml'),
        file,
      ];
      const ran = await run(['rollout', ...args], { cwd, now: () => now });
      writeFileSync(before, ran.out);
      const { patches, phase, requeueAfterMs = 0 } = JSON.parse(ran.out);
      for (const { target, patch } of patches) {
        expect(target).toEqual({ kind: 'PropagationPolicy', namespace: 'shop', name: 'web' });
        expect(applyPatch(documents[1], patch)).toEqual(patch.map(() => null));
      }
      phases.push(phase);
      now += requeueAfterMs;
      exit = ran.exit;
    }
    expect(phases.at(-1)).toBe('Succeeded');
    expect(exit).toBe(0);
    expect(held()).toEqual([]);
    expect(phases).toContain('Waiting');
  });

  /** The objects of the federation but for those of a kind. */
  const without = (...kinds: readonly string[]) =>
    readFileSync(join(cwd, 'federation.yaml'), 'utf8')
      .split('---\n')
      .filter((text) => !kinds.some((kind) => text.includes(`\nkind: ${kind}\n`)))
      .join('---\n');
  const step = (text: string, ...args: readonly string[]) =>
    run(['rollout', 'step', ...args, '-'], typed(text));

  test.each(['strategy.yaml', 'staged.yaml'])('needs the template, or its generation: %s', async (file) => {
    expect(await step(without('Deployment'), file)).toEqual({
      exit: 2,
      out: '',
      notes:
        'error: a step needs the template of ResourceBinding shop/web-deployment (Deployment shop/web), whose generation is rolled out: add its file, or give --generation\n',
    });
    const { out, exit } = await step(without('Deployment'), '--generation', '7', file);
    expect(exit).toBe(3);
    expect(out).toBe((await rollout('step', file, 'federation.yaml')).out);
    const versioned = without().replace('apiVersion: apps/v1\nkind', 'apiVersion: apps/v1beta1\nkind');
    expect((await step(versioned, file)).out).toBe(out);
    const draft = await step(without().replace(', generation: 7', ''), file);
    expect(draft).toMatchObject({ exit: 2, notes: expect.stringMatching(/has no metadata\.generation/) });
  });

  test('needs the policy, or to be told that a binding is to be written', async () => {
    const outcome = await step(without('PropagationPolicy'), 'strategy.yaml');
    expect(outcome).toMatchObject({ exit: 2, out: '' });
    expect(outcome.notes).toBe(
      'error: there is no policy in the files to write the suspension of ResourceBinding shop/web-deployment to: add it, or give --write binding where Karmada has staged propagation; any other Karmada drops the spec.suspension.rollout of a binding\n',
    );
    const { out } = await step(without('PropagationPolicy'), '--write', 'binding', 'strategy.yaml');
    expect(out).toContain('kubectl patch resourcebinding');
  });

  test('takes a status file that does not exist for the first step, and no other', async () => {
    const directory = directoryWith({ 'empty.json': '', 'broken.json': '{"rollout": ' });
    const given = (name: string) => step(without(), '--status', join(directory, name), 'strategy.yaml');
    const first = await given('new.json');
    expect(first.notes).toBe(
      `note: ${join(directory, 'new.json')} does not exist: this is taken for the first step\n`,
    );
    expect(first.out).toBe((await rollout('step', 'strategy.yaml', 'federation.yaml')).out);
    for (const [name, why] of [
      ['empty.json', /is empty: the rollout would begin anew; write what a step prints to another file/],
      ['broken.json', /cannot be read: the rollout would begin anew/],
    ] as const)
      expect(await given(name)).toEqual({ exit: 2, out: '', notes: expect.stringMatching(why) });
  });

  test('patches the binding where it is told to', async () => {
    const args = ['step', '-o', 'json', 'strategy.yaml', 'federation.yaml'];
    const { patches } = JSON.parse((await rollout(...args, '--write', 'binding')).out);
    expect(patches).toMatchObject([
      { target: { kind: 'ResourceBinding' }, patch: [{ path: '/spec/suspension', value: { rollout: {} } }] },
    ]);
  });

  test('says what it lacks', async () => {
    expect((await rollout('step', 'federation.yaml')).notes).toMatch(
      /there is no rollout strategy in the files/,
    );
    expect((await rollout('step', 'strategy.yaml')).notes).toMatch(/no binding and no Cluster/);
    expect((await rollout('step', 'strategy.yaml', 'staged.yaml', 'federation.yaml')).notes).toMatch(
      /there is a strategy at strategy\.yaml:1 and staged\.yaml:1: give one of them/,
    );
    const generation = await rollout('step', '--generation', '1.5', 'strategy.yaml', 'federation.yaml');
    expect(generation).toMatchObject({
      exit: 2,
      notes: 'error: --generation is 1.5, not an integer from 1 on\n',
    });
  });
});

test.each([
  ['is broken off', '{"generation": 1, "phase": "Succeeded", "stages": ['],
  ['is broken off behind another', '{"generation": 1}{"generation": '],
  ['is no object', '5'],
])('step does not begin anew where the status before %s', async (_, status) => {
  const { exit, out, notes } = await run(
    ['rollout', 'step', '--status', '-', 'strategy.yaml', 'federation.yaml'],
    typed(status),
  );
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(notes).toContain('<stdin>:1:');
  expect(notes).toContain('the rollout would begin anew');
});

test('rollout has the faults of a strategy at their places, and no answer', async () => {
  await golden('faults', 'plan', '../strategy.yaml', 'federation.yaml');
});

test('rollout says which part of it was meant', async () => {
  expect(await rollout('simulte', 'federation.yaml')).toMatchObject({
    exit: 2,
    notes: 'error: rollout has no simulte: did you mean simulate?\n',
  });
});
