import {
  computeRollout,
  formatTimeline,
  type RolloutTimeline,
  recordTimeline,
  renderTimeline,
  simulateRollout,
  simulateRolloutSteps,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const timeline = deepFreeze(
  simulateRollout({
    strategy: {
      stages: [
        { name: 'canary', clusters: ['lab'], after: [{ type: 'Approval', name: 'qa' }] },
        { name: 'rest', clusterSelector: {}, maxConcurrency: 2 },
      ],
      gate: { minSuccessTime: '2m' },
      progressDeadline: '10m',
      maxFailures: 2,
    },
    clusters: ['us1', 'us2', 'eu1', 'lab'],
    behaviour: {
      takes: '3m',
      clusters: { us1: { fails: 'NotApplied' }, us2: { fails: 'Unhealthy', takes: '14m' } },
    },
    approvals: { 'canary/after/qa': '5m' },
    now: 1_725_062_400_000,
    generation: 7,
  }),
);

describe('a simulation', () => {
  it('may be taken step by step, and says how far it has come', () => {
    const input = deepFreeze({
      strategy: { maxConcurrency: 2 },
      clusters: ['a', 'b', 'c', 'd', 'e'],
      behaviour: { takes: '2m' },
    } as const);
    const steps = simulateRolloutSteps(input);
    const seen: string[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      const { now, released, clusters } = step.value;
      seen.push(`${now / 60_000}: ${released} of ${clusters}`);
    }
    expect(step.value).toEqual(simulateRollout(input));
    expect([...new Set(seen)]).toEqual([
      '0: 2 of 5',
      '2: 2 of 5',
      '2: 4 of 5',
      '4: 4 of 5',
      '4: 5 of 5',
      '6: 5 of 5',
    ]);
    expect(() => simulateRolloutSteps({ ...input, clusters: ['a', 'a'] })).toThrow(/clusters\[1\]/);
  });

  it('begins when it is told to, and goes from event to event', () => {
    const { stages, ...rest } = timeline;
    const t = (minutes: number) => rest.started + minutes * 60_000;
    expect(rest).toMatchObject({
      generation: 7,
      phase: 'Succeeded',
      started: 1_725_062_400_000,
      ended: t(31),
    });
    expect(stages.flatMap(({ clusters }) => clusters)).toEqual([
      {
        name: 'lab',
        spans: [
          { phase: 'Progressing', from: t(0) },
          { phase: 'Soaking', from: t(3) },
          { phase: 'Succeeded', from: t(5) },
        ],
      },
      {
        name: 'eu1',
        spans: [
          { phase: 'Pending', from: t(0) },
          { phase: 'Progressing', from: t(10) },
          { phase: 'Soaking', from: t(13) },
          { phase: 'Succeeded', from: t(15) },
        ],
      },
      {
        name: 'us1',
        spans: [
          { phase: 'Pending', from: t(0) },
          { phase: 'Progressing', from: t(10) },
          { phase: 'Failed', from: t(20) },
        ],
      },
      {
        name: 'us2',
        spans: [
          { phase: 'Pending', from: t(0) },
          { phase: 'Progressing', from: t(15) },
          { phase: 'TimedOut', from: t(25) },
          { phase: 'Succeeded', from: t(31) },
        ],
      },
    ]);
  });

  it('ends when the last cluster has, not at a deadline that is no more', () => {
    const strategy = { progressDeadline: '1h', gate: { minSuccessTime: '1m' } };
    expect(simulateRollout({ strategy, clusters: ['a'], behaviour: { takes: '2m' } }).ended).toBe(180_000);
  });

  it.each<[string, Parameters<typeof simulateRollout>[0], string, string]>([
    [
      'an approval that nobody gives',
      {
        strategy: { stages: [{ name: 's', clusterSelector: {}, before: [{ type: 'Approval' }] }] },
        clusters: ['a'],
      },
      'Waiting',
      'stage s waits for the approval s/before/approval',
    ],
    [
      'a cluster that never reports',
      { strategy: {}, clusters: ['a'], behaviour: { fails: 'NotReported' } },
      'Progressing',
      'a has not reported a status',
    ],
    [
      "the user's own suspension",
      { strategy: {}, clusters: ['a'], suspension: { dispatching: true } },
      'Pending',
      'the rollout waits: dispatching to every cluster is suspended by spec.suspension.dispatching',
    ],
    [
      'resume',
      { strategy: { progressDeadline: '1m' }, clusters: ['a', 'b'], behaviour: { fails: 'NotReported' } },
      'Paused',
      'the rollout has stopped: 1 of 2 clusters have failed, and 0 may; it goes on with the approval resume',
    ],
  ])('rests for %s, and says so', (_, input, phase, sentence) => {
    const rested = simulateRollout(input);
    expect(rested.phase).toBe(phase);
    expect(rested.explanation[0]).toBe(sentence);
  });

  it('takes gates for met as soon as a cluster is updated, and goes on once it is resumed', () => {
    const gate = {
      requiredConditions: [{ type: 'Ready', status: 'True' as const }],
      requiredRevision: { path: 'revision', range: '^2' },
    };
    expect(
      simulateRollout({
        strategy: { gate, stages: [{ name: 's', clusterSelector: {}, gate }] },
        clusters: ['a'],
      }),
    ).toMatchObject({
      phase: 'Succeeded',
      ended: 0,
    });
    const failing = {
      strategy: { progressDeadline: '1m' },
      clusters: ['a', 'b'],
      behaviour: { takes: '3m' },
    };
    expect(simulateRollout({ ...failing, approvals: { resume: '30s' } })).toMatchObject({
      phase: 'Succeeded',
      ended: 270_000,
    });
  });

  it('shows no phase that takes no time', () => {
    const [stage] = simulateRollout({ strategy: {}, clusters: ['a'] }).stages;
    expect(stage?.clusters[0]?.spans).toEqual([{ phase: 'Succeeded', from: 0 }]);
  });

  it('knows a behaviour by the name of its own cluster only', () => {
    const clusters = ['constructor', '__proto__'];
    const behaviour = { takes: '1m', clusters: JSON.parse('{"__proto__": {"takes": "2m"}}') };
    expect(simulateRollout({ strategy: {}, clusters, behaviour }).ended).toBe(180_000);
  });
});

describe('a timeline', () => {
  it('is of one generation, and of the clusters that there are', () => {
    const input = { strategy: {}, clusters: ['a', 'b'], items: [], generation: 2, now: 0 };
    const first = computeRollout(input);
    const begun = recordTimeline(undefined, first, 0);
    const left = computeRollout({ ...input, clusters: ['b'], status: first.status, now: 5 });
    const next = recordTimeline(begun, left, 5);
    expect(next.stages[0]?.clusters).toEqual([
      {
        name: 'b',
        spans: [
          { phase: 'Pending', from: 0 },
          { phase: 'Progressing', from: 5 },
        ],
      },
    ]);
    expect(next.stages[0]?.spans).toBe(begun.stages[0]?.spans);
    const other = computeRollout({ ...input, generation: 3, status: left.status, now: 9 });
    expect(recordTimeline(next, other, 9)).toMatchObject({ generation: 3, started: 9 });
  });
});

describe('the chart as text', () => {
  it('shows who is where when', () => {
    expect(formatTimeline(timeline)).toBe(
      `
generation 7: Succeeded after 31m

        0s                    10m                    20m                    30m
        |---------------------|----------------------|----------------------|---
canary  -----------~~~~~~~~~~~
  lab   ######=====+
rest                          -----------------------------------
  eu1                         #######=====+
  us1                         #######################x
  us2                                     #######################!             +

- stage at work   ~ waiting   # in progress   = soaking   + succeeded   x failed
! timed out
- the rollout is over, but 1 of 4 clusters have failed, and 2 may
- us1 has not reported a status; generation 7 could not be applied; it has
  failed
`.trim(),
    );
  });

  it.each([40, 60, 80, 120])('fits into %i columns, with long names too', (width) => {
    const long = simulateRollout({
      strategy: {
        stages: [{ name: 'everything-that-there-is', clusterSelector: {}, before: [{ type: 'Approval' }] }],
      },
      clusters: ['a-cluster-in-a-region-far-away-with-a-name-longer-than-any-line', 'b'],
      behaviour: { takes: '17s' },
      approvals: { 'everything-that-there-is/before/approval': '90h' },
    });
    for (const chart of [long, timeline]) {
      for (const line of formatTimeline(chart, { width }).split('\n'))
        expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it.each([Number.NaN, -1, 1e9, '80'])('is refused in a width of %s', (width) => {
    expect(() => formatTimeline(timeline, { width: width as number })).toThrow(/^options\.width is /);
  });

  it('has a line for everything, whatever there is', () => {
    expect(formatTimeline(simulateRollout({ strategy: {}, clusters: [] }))).toMatch(
      /^generation 1: Succeeded after 0s\n/,
    );
    expect(formatTimeline(simulateRollout({ strategy: {}, clusters: ['a'] }), { width: 0 })).toContain(
      '  a  +',
    );
    // What begins at the very end is still to be seen.
    const failing = {
      strategy: { progressDeadline: '1m' },
      clusters: ['a'],
      behaviour: { fails: 'NotReported' },
    } as const;
    expect(formatTimeline(simulateRollout(failing))).toMatch(/all {2}-+"$/m);
    const slow = simulateRollout({ strategy: {}, clusters: ['a'], behaviour: { takes: '8000h' } });
    expect(formatTimeline(slow)).toContain('1344h');
  });
});

/** The chart with names that would like to be more than names. */
const hostile: RolloutTimeline = {
  ...timeline,
  stages: timeline.stages.map((stage) => ({
    ...stage,
    name: '</text><script>alert(1)</script>',
    clusters: stage.clusters.map((cluster) => ({ ...cluster, name: 'a\u001b[31m&"\n\ud800\u202e' })),
  })),
  explanation: ['<img src=x onerror=alert(1)>\u0000'],
};

describe('names', () => {
  it('are only text, in the terminal and in the browser', () => {
    const svg = renderTimeline(hostile);
    const text = formatTimeline(hostile);
    for (const trick of ['\u001b', '\u0000', '\ud800', '\u202e']) {
      expect(svg).not.toContain(trick);
      expect(text).not.toContain(trick);
    }
    expect(svg).not.toMatch(/<script|<img/);
    expect(svg).toContain('&#60;/text&#62;&#60;script&#62;');
  });
});

describe('the chart as SVG', () => {
  const svg = renderTimeline(timeline);

  it('is one well-formed document of its own', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960" height="\d+" viewBox=/);
    expect(svg.match(/https?:|<script|href|url\(|@import/g)).toEqual(['http:']);
    const open: string[] = [];
    for (const [, end, name = '', self] of svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('follows the preference of whoever reads it', () => {
    expect(svg).toContain('@media (prefers-color-scheme:dark)');
    const [light, dark] = svg.split('@media');
    for (const selector of svg.match(/class="[\w ]+(?=")/g) ?? []) {
      const name = `.${selector.slice(7).split(' ').at(-1)}`;
      if (['.title', '.name'].includes(name)) continue;
      expect(light).toContain(name);
      expect(dark).toContain(name);
    }
  });

  it('draws each phase where and as long as it was', () => {
    // 708 pixels are 31 minutes: us1 was released after 10, and had failed after 20.
    expect(svg).toContain(
      '<rect class="cluster Progressing" x="452.4" y="188" width="228.4" height="14" rx="2"><title>in progress 10m to 20m</title></rect>',
    );
    expect(svg).toContain('<rect class="cluster Failed" x="680.8" y="188" width="251.2"');
    expect(renderTimeline(simulateRollout({ strategy: {}, clusters: ['a'] }))).toContain('width="2"');
  });
});

it('refuses approvals that are a list with their form', () => {
  const input = { strategy: {}, clusters: ['a'], approvals: ['canary/after/approval'] };
  expect(() => simulateRollout(input as never)).toThrow(
    'approvals must be an object such as { name: duration }, not a list of 1',
  );
});
