import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { matchKinds } from '../../src/cli/kinds/match-kinds.js';
import { defaultInterpreters } from '../../src/index.js';
import { run, transcript } from './command-line.js';
import { directoryWith, karmada } from './run.js';

const fleet = join(import.meta.dirname, '../../examples/declarations/fleet');

describe('kinds', () => {
  it.each(['kinds', 'kinds deploy', 'kinds -o name'])('answers as in the golden text: %s', async (line) => {
    const file = `golden/${line.replaceAll(' ', '-').replace('--', '-')}.txt`;
    await expect(transcript(line.split(' '), await karmada(line))).toMatchFileSnapshot(file);
  });

  it("says of kinds of one's own what the files say, as in the golden text", async () => {
    const line = (kind: string) => ['kinds', kind, '-f', 'declared/own-kinds.yaml'];
    const texts = ['tournament', 'deployment', 'arena'].map(async (kind) =>
      transcript(line(kind), await run(line(kind))),
    );
    await expect((await Promise.all(texts)).join('\n')).toMatchFileSnapshot('golden/kinds-own.txt');
  });

  it('has words for every operation of every declaration that there is', async () => {
    const declarations = join(fleet, '..');
    const { out } = await karmada(['kinds', '-o', 'json', '-f', declarations]);
    const found: { by: string; operations: string[]; rules: Record<string, string[]> }[] = JSON.parse(out);
    const own = found.filter(({ by }) => by === 'declaration');
    expect(own.length).toBeGreaterThan(30);
    for (const { operations, rules } of own)
      for (const operation of operations) {
        expect(rules[operation]?.length).toBeGreaterThan(0);
        expect(rules[operation]?.join()).not.toMatch(/undefined|\[object|``/);
      }
  });

  it('knows every kind in words', async () => {
    const found: { kind: string; by: string; operations: string[]; rules: object }[] = JSON.parse(
      (await karmada('kinds -o json')).out,
    );
    expect(found.map(({ kind }) => kind)).toEqual(defaultInterpreters.map(({ kind }) => kind));
    for (const { kind, by, operations, rules } of found) {
      expect([kind, by]).toEqual([kind, 'built-in']);
      expect(Object.keys(rules).sort()).toEqual([...operations].sort());
    }
  });

  it('lists versions and operations where it may be wide', async () => {
    const { out } = await karmada('kinds -o wide');
    expect(out).toMatch(/^HelmRelease +helm\S+\/v2,\S+v2beta2,\S+ +built-in +InterpretStatus,/m);
  });

  it('says which kinds are by declaration and by customization', async () => {
    const rule = `apiVersion: config.karmada.io/v1alpha1
kind: ResourceInterpreterCustomization
metadata: {name: a}
spec:
  target: {apiVersion: apps/v1, kind: Deployment}
  customizations: {healthInterpretation: {luaScript: "function InterpretHealth(o) return true end"}}
`;
    const cwd = directoryWith({ 'rule.yaml': rule });
    const by = async (kind: string) =>
      JSON.parse((await karmada(['kinds', kind, '-o', 'json', '-f', fleet, '-f', 'rule.yaml'], { cwd })).out);
    expect((await by('kafka')).by).toBe('declaration');
    expect((await by('deployment')).by).toBe('customization');
    expect((await by('pods')).by).toBe('built-in');
  });

  it.each([
    ['with metadata', 'apiVersion: a/v1\nkind: B\nmetadata: {name: b}\nstatus: {c: sum}\n'],
    ['with metadata and faults', 'apiVersion: a/v1\nkind: B\nmetadata: {name: b}\nhealth: []\nstatus: 1\n'],
  ])('refuses what -f names where it is a declaration %s', async (_, text) => {
    const outcome = await karmada('kinds -f b.yaml', { cwd: directoryWith({ 'b.yaml': text }) });
    expect(outcome).toMatchObject({ exit: EXIT.refused, out: '' });
    expect(outcome.notes.split('\n')[0]).toBe(
      'warning: a declaration has no metadata: take it out, or this counts as an object of the kind',
    );
    expect(outcome.notes).toContain('--> b.yaml:3:');
    expect(outcome.notes).toMatch(/\nerror: what -f names has no declaration and no customization\n$/);
  });

  it.each([
    ['another object', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\nstatus: {phase: Active}\n'],
    ['nothing', ''],
  ])('refuses what -f names where it is %s', async (_, text) => {
    const outcome = await karmada('kinds -f b.yaml', { cwd: directoryWith({ 'b.yaml': text }) });
    expect(outcome).toMatchObject({ exit: EXIT.refused, out: '' });
    expect(outcome.notes).toMatch(/error: what -f names has no declaration and no customization\n$/);
    expect(outcome.notes).not.toContain('metadata');
  });

  it.each([
    ['kinds Deploymnt', /Deploymnt: did you mean Deployment\?/],
    ['kinds Gadget', /no interpreter for Gadget: of a kind that is not known/],
  ])('fails for %s', async (line, message) => {
    expect(await karmada(line)).toEqual({
      exit: EXIT.failed,
      out: '',
      notes: expect.stringMatching(message),
    });
  });
});

describe('matchKinds', () => {
  const names = (word: string) =>
    matchKinds(word, defaultInterpreters).map(
      ({ kind, apiVersions }) => `${kind} ${apiVersions[0]?.split('/')[0]}`,
    );

  it.each([
    ['Deployment', ['Deployment apps']],
    ['DEPLOY', ['Deployment apps']],
    ['deployments.apps', ['Deployment apps']],
    ['deployments.v1.apps', ['Deployment apps']],
    ['ingresses', ['Ingress networking.k8s.io']],
    ['policies.kyverno.io', ['Policy kyverno.io']],
    ['sts', ['StatefulSet apps', 'StatefulSet apps.kruise.io']],
    ['job.batch', ['Job batch']],
    ['po', ['Pod v1']],
    ['po.v1', ['Pod v1']],
    ['deployments.extensions', []],
    ['', []],
  ])('finds %s', (word, found) => {
    expect(names(word)).toEqual(found);
  });
});
