import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterpreter, validateSuspension } from 'karmada-interpreter';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkUpgrade } from '../../examples/rolling-upgrade/check.js';
import { type Manifests, withImage } from '../../examples/rolling-upgrade/manifests.js';
import { EXPECTED } from '../../examples/rolling-upgrade/plan.js';
import { render, wantsColour } from '../../examples/rolling-upgrade/render.js';
import { rollingUpgrade, type Step } from '../../examples/rolling-upgrade/upgrade.js';
import { apply, EMPTY_MEMBER, type Member, tick } from '../../examples/simulation/member.js';
import { deepFreeze } from '../support/freeze.js';

const manifest = (name: string) =>
  parse(readFileSync(join(import.meta.dirname, `../../examples/manifests/${name}.yaml`), 'utf8'));

const manifests: Manifests = deepFreeze({
  deployment: manifest('deployment'),
  policy: manifest('propagation-policy'),
  binding: manifest('resource-binding'),
});
const upgrade = rollingUpgrade(manifests);
const { steps } = upgrade;
const plain = { width: 80, colour: false };
const ESCAPE = '\u001b';

/** The sequence of a step's federated generations, one for each tick. */
const observedIn = (step: Step | undefined) =>
  [...(step?.progress ?? []), step?.outcome].map((moment) => moment?.federation.observedGeneration);

describe('the rolling upgrade', () => {
  it('brings v2 to ClusterC, then to ClusterB, then to ClusterA', () => {
    const outcomes = steps.map(({ outcome }) => ({
      images: outcome.rows.map(({ image }) => image),
      suspended: outcome.rows.filter(({ suspended }) => suspended).map(({ cluster }) => cluster),
      reasons: outcome.rows.map(({ reason }) => reason),
      ready: outcome.rows.map(({ ready, replicas }) => `${ready}/${replicas}`),
      federation: [outcome.federation.generation, outcome.federation.observedGeneration],
      health: outcome.federation.health.state,
    }));
    const [v1, v2] = ['nginx:1.26', 'nginx:1.27'];
    const ready = ['4/4', '4/4', '2/2'];
    expect(outcomes).toEqual([
      {
        images: [v1, v1, v1],
        suspended: [],
        reasons: ['Settled', 'Settled', 'Settled'],
        ready,
        federation: [1, 1],
        health: 'Healthy',
      },
      {
        images: [v1, v1, v2],
        suspended: ['ClusterA', 'ClusterB'],
        reasons: ['Suspended', 'Suspended', 'Settled'],
        ready,
        federation: [2, 1],
        health: 'Progressing',
      },
      {
        images: [v1, v2, v2],
        suspended: ['ClusterA'],
        reasons: ['Suspended', 'Settled', 'Settled'],
        ready,
        federation: [2, 1],
        health: 'Progressing',
      },
      {
        images: [v2, v2, v2],
        suspended: [],
        reasons: ['Settled', 'Settled', 'Settled'],
        ready,
        federation: [2, 2],
        health: 'Healthy',
      },
    ]);
    expect(checkUpgrade(upgrade, manifests)).toEqual([]);
  });

  it('moves the federated observedGeneration in the last step only, once its controller has observed', () => {
    for (const step of steps.slice(0, -1)) expect(new Set(observedIn(step))).toEqual(new Set([1]));
    expect(observedIn(steps.at(-1))).toEqual([1, 2, 2, 2, 2, 2, 2, 2]);
  });

  it('keeps as many replicas as the update strategy asks for', () => {
    const moments = steps.flatMap(({ progress }) => progress);
    expect(moments.length).toBeGreaterThan(0);
    for (const { rows } of moments) {
      for (const { ready, replicas } of rows) expect(ready).toBeGreaterThanOrEqual(replicas - 1);
    }
  });

  it('says what each step changes, and why a cluster lags at each tick', () => {
    expect(steps.map(({ changes }) => changes.map(({ where }) => where))).toEqual([
      [],
      ['policy', 'template', 'works'],
      ['policy', 'works'],
      ['policy', 'works'],
    ]);
    const waits = steps[1]?.progress.map(({ rows }) => rows.map((row) => row.waits?.reason));
    expect(waits).toEqual([
      ['Suspended', 'Suspended', 'ControllerBehind'],
      ['Suspended', 'Suspended', 'RollingOut'],
      ['Suspended', 'Suspended', 'NotAvailable'],
      ['Suspended', 'Suspended', undefined],
      ['Suspended', 'Suspended', undefined],
    ]);
  });

  it('comes out the same every time', () => {
    expect(rollingUpgrade(manifests)).toStrictEqual(upgrade);
  });

  it('releases a cluster only once the one before it has been well for two minutes', () => {
    const [{ clusters = [] } = {}] = upgrade.timeline.stages;
    const times = clusters.map(({ name, spans }) => {
      const from = (phase: string) => spans.find((span) => span.phase === phase)?.from ?? Number.NaN;
      return { name, begins: from('Progressing'), soaks: from('Soaking'), ends: from('Succeeded') };
    });
    expect(times.map(({ name }) => name)).toEqual(['ClusterC', 'ClusterB', 'ClusterA']);
    for (const { soaks, ends } of times) expect(ends - soaks).toBe(120_000);
    for (const [i, { begins }] of times.entries()) expect(begins).toBe(times[i - 1]?.ends ?? begins);
  });

  it('refuses a suspension that names no target cluster', () => {
    const suspension = { dispatchingOnClusters: { clusterNames: ['ClusterX'] } };
    expect(() => rollingUpgrade(manifests, { suspension })).toThrow('ClusterX');
  });

  it('holds back every cluster where all of dispatching is suspended', () => {
    const held = rollingUpgrade(manifests, { suspension: { dispatching: true } });
    expect(held.steps.map(({ title }) => title)).toEqual(['v1 runs everywhere', 'v2 is released to nobody']);
    expect(held.steps[1]?.outcome.rows.map(({ reason }) => reason)).toEqual([
      'Suspended',
      'Suspended',
      'Suspended',
    ]);
    expect(held.timeline.phase).toBe('Pending');
  });
});

describe('the check', () => {
  const broken = (cluster: string, from: (member: Member) => boolean) =>
    rollingUpgrade(manifests, {
      tick: (member, name) => (name === cluster && from(member) ? member : tick(member)),
    });
  const onV2 = (member: Member) => member.deployment?.metadata.generation === 2;

  it('reports a controller that never observes the new version, and a rollout that has stopped for it', () => {
    const stuck = broken('ClusterC', onV2);
    expect(checkUpgrade(stuck, manifests)).toEqual([
      'the rollout is Paused: the rollout has stopped: 1 of 3 clusters have failed, and 0 may; ' +
        'it goes on with the approval resume; ClusterC runs template generation 2, but the controller has ' +
        'observed generation 1; 2 is current; it has timed out',
      'step 1: the state of ClusterC is ControllerBehind, not Settled',
      'step 2 is missing',
      'step 3 is missing',
    ]);
    expect(render(stuck.steps, plain)).toContain('ClusterC  no         2/1         2           nginx:1.27');
  });

  it('reports a cluster whose controller never reported at all', () => {
    const faults = checkUpgrade(
      broken('ClusterB', () => true),
      manifests,
    );
    expect(faults).toContain('step 0: the state of ClusterB is NotReported, not Settled');
  });

  it('reports a rollout that never rests', () => {
    let turn = 0;
    const restless = rollingUpgrade(manifests, {
      tick: (member, name) => {
        if (name !== 'ClusterA' || !onV2(member)) return tick(member);
        turn += 1;
        return { ...tick(member), pods: { old: 4, starting: 0, updated: turn % 2 } };
      },
    });
    const [first, ...others] = checkUpgrade(restless, manifests);
    expect(first).toMatch(/^the rollout is Paused: .*; it has timed out$/);
    expect(others).not.toEqual([]);
    expect(others.every((fault) => fault.startsWith('step 3'))).toBe(true);
  });

  it('reports a strategy that does something else', () => {
    const at = { stages: [{ name: 'all', clusterSelector: {}, maxConcurrency: 3 }] };
    const faults = checkUpgrade(rollingUpgrade(manifests, { strategy: at }), manifests);
    expect(faults).toContain('step 1: the image in ClusterA is nginx:1.27, not nginx:1.26');
    expect(faults).toContain('step 1: the federated observedGeneration is 2, not 1');
    expect(faults).toContain('step 1: the federated observedGeneration is 2 at tick 3');
    expect(faults).toContain('step 2 is missing');
    const backwards = { stages: [{ name: 'all', clusterSelector: {} }] };
    const [fault] = checkUpgrade(rollingUpgrade(manifests, { strategy: backwards }), manifests);
    expect(fault).toBe('step 1: the image in ClusterA is nginx:1.27, not nginx:1.26');
    expect(checkUpgrade(upgrade, manifests, EXPECTED.slice(0, 3))).toEqual(['there are 4 steps, not 3']);
  });

  it('reports steps and clusters that are missing', () => {
    expect(checkUpgrade({ ...upgrade, steps: steps.slice(0, 3) }, manifests)).toEqual(['step 3 is missing']);
    const clusters = manifests.binding.spec.clusters.slice(1);
    const binding = { ...manifests.binding, spec: { ...manifests.binding.spec, clusters } };
    const stages = [{ name: 'upgrade', clusters: ['ClusterC', 'ClusterB'] }];
    const fewer = rollingUpgrade({ ...manifests, binding }, { strategy: { stages } });
    expect(checkUpgrade(fewer, manifests)).toContain(
      'step 0: the list of clusters is ClusterB,ClusterC, not ClusterA,ClusterB,ClusterC',
    );
  });
});

describe('the printed upgrade', () => {
  const lines = (text: string) => text.split('\n');

  it('fits into 80 columns', () => {
    const text = render(steps, plain);
    for (const line of lines(text)) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain('ClusterA  yes        1/1         1           nginx:1.26  4/4    Suspended');
    expect(text).toContain('Step 3: v2 is released to ClusterA\n  policy    spec.suspension removed');
  });

  it('fits into 80 columns with long names too', () => {
    const long = withImage(manifests.deployment, `registry.example.com/team/${'nginx-'.repeat(8)}:1.26`);
    const clusters = manifests.binding.spec.clusters.map((cluster) => ({
      ...cluster,
      name: `${cluster.name}-in-a-region-far-away`,
    }));
    const binding = { ...manifests.binding, spec: { ...manifests.binding.spec, clusters } };
    const stuck = rollingUpgrade(
      { ...manifests, deployment: long, binding },
      { strategy: { progressDeadline: '1m' }, tick: (member) => member },
    );
    for (const line of lines(render(stuck.steps, plain))) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('breaks lines between words', () => {
    const message = steps[1]?.outcome.rows[0]?.waits?.message ?? 'nothing';
    expect(render(steps, plain).replace(/\s+/g, ' ')).toContain(message);
  });

  it('has colours only where they are wanted', () => {
    const colourful = render(steps, { width: 80, colour: true });
    expect(render(steps, plain)).not.toContain(ESCAPE);
    expect(colourful).toContain(ESCAPE);
    expect(colourful.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(render(steps, plain));
  });

  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [false, {}, false],
    [undefined, {}, false],
  ])('on a terminal (%s) with %o: colours %s', (isTTY, env, colour) => {
    expect(wantsColour(isTTY, env)).toBe(colour);
  });
});

describe('a simulated member', () => {
  const { deployment } = manifests;

  it('counts the changes of its spec, and no others', () => {
    const once = apply(EMPTY_MEMBER, deployment);
    const again = apply(once, {
      ...deployment,
      metadata: { ...deployment.metadata, annotations: { a: 'b' } },
    });
    const other = apply(again, withImage(deployment, 'nginx:1.27'));
    const generations = [once, again, other].map((member) => member.deployment?.metadata.generation);
    expect(generations).toEqual([1, 1, 2]);
  });

  it('rests when there is nothing to do', () => {
    expect(tick(EMPTY_MEMBER)).toBe(EMPTY_MEMBER);
    const rested = tick(tick(tick(apply(EMPTY_MEMBER, deployment))));
    expect(rested.deployment?.status?.readyReplicas).toBe(10);
    expect(tick(rested)).toBe(rested);
  });
});

describe('the manifests', () => {
  it.each([
    ['deployment', 'apps/v1', 'Deployment'],
    ['propagation-policy', 'policy.karmada.io/v1alpha1', 'PropagationPolicy'],
    ['resource-binding', 'work.karmada.io/v1alpha2', 'ResourceBinding'],
  ])('%s.yaml is a %s %s', (name, apiVersion, kind) => {
    expect(manifest(name)).toMatchObject({
      apiVersion,
      kind,
      metadata: { name: expect.stringMatching(/^[a-z\d-]+$/), namespace: 'default' },
      spec: expect.any(Object),
    });
  });

  it('belong together', () => {
    const { deployment, policy, binding } = manifests;
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.metadata.name };
    expect(policy.spec).toMatchObject({ resourceSelectors: [reference] });
    expect(binding.spec).toMatchObject({ resource: reference });
    expect(deployment.spec).toMatchObject({
      selector: { matchLabels: { app: 'nginx' } },
      template: { metadata: { labels: { app: 'nginx' } } },
    });

    const names = binding.spec.clusters.map(({ name }) => name);
    expect(policy.spec).toMatchObject({ placement: { clusterAffinity: { clusterNames: names } } });
    const { replicas, requirements } = createInterpreter().getReplicas(deployment);
    expect(binding.spec).toMatchObject({ replicas, replicaRequirements: requirements });
    expect(binding.spec.clusters.reduce((sum, cluster) => sum + cluster.replicas, 0)).toBe(replicas);
    expect(validateSuspension(policy.spec.suspension)).toEqual([]);
  });
});
