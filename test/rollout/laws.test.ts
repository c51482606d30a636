import fc from 'fast-check';
import { evaluateSuspension, type Suspension } from 'karmada-interpreter';
import {
  type ClusterStatus,
  computeRollout,
  planRollout,
  type RolloutCluster,
  type RolloutPlan,
  type RolloutStage,
  type RolloutTimeline,
  recordTimeline,
  simulateRollout,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { type Course, drive, type Event, type Step } from './drive.js';
import { type Conduct, Fleet } from './fleet.js';
import { anyConduct, cluster, clusters, healthyConduct, strategyFor } from './strategies.js';

const RUNS = { numRuns: Math.ceil(300 * EFFORT) };

/** A fleet of which each cluster behaves in its own way, always the same for the same name. */
function fleetOf(conducts: readonly Conduct[]): Fleet {
  return new Fleet(
    (name) => conducts[name.length % conducts.length] ?? { takes: 0, meanwhile: 'NotReported' },
  );
}

const named = (members: readonly RolloutCluster[]) =>
  fc
    .subarray(members.map(({ name }) => name))
    .map((names): Suspension | undefined =>
      names.length > 0 ? { dispatchingOnClusters: { clusterNames: names } } : undefined,
    );

/** Clusters that join or leave, and a user who holds clusters back or lets go of them. */
function eventsFor(members: readonly RolloutCluster[]): fc.Arbitrary<Event[]> {
  const at = fc.constantFrom(500, 2000, 6000, 20_000, 200_000);
  const change = fc.record({ at, clusters: fc.subarray([...members]) });
  const join = fc.record({ at, joins: cluster }).map(({ at: time, joins }) => ({
    at: time,
    clusters: [...members.filter(({ name }) => name !== joins.name), joins],
  }));
  const user = fc.record({ at, suspension: fc.oneof(named(members), fc.constant({ dispatching: true })) });
  const some = fc.subarray(members.map(({ name }) => name));
  const missing = fc.record({ at, missing: some });
  const unready = fc.record({ at: fc.constantFrom(0, 500, 2000, 6000), unready: some });
  return fc.array(
    fc.oneof(
      change,
      join,
      missing,
      unready,
      user.map(({ at: time, suspension }) => ({ at: time, suspension: suspension ?? null })),
    ),
    { maxLength: 3 },
  );
}

/** Any course: failures, joins, leaves, a meddling user, approvals that come or do not, forgetful controllers. */
const anyCourse = (conduct: fc.Arbitrary<Conduct>) =>
  clusters.chain((members) =>
    fc.record({
      clusters: fc.constant(members),
      strategy: strategyFor(members.map((member) => ({ ...member }))),
      conducts: fc.array(conduct, { minLength: 1, maxLength: 4 }),
      suspension: named(members),
      events: eventsFor(members),
      approving: fc.constantFrom<number | null>(null, 0, 1500),
      resuming: fc.boolean(),
      restarts: fc.func(fc.boolean()),
    }),
  );

type Drawn = typeof anyCourse extends (conduct: never) => fc.Arbitrary<infer Value> ? Value : never;

/** The course with a fleet of its own, as a fleet remembers. */
function courseOf({ conducts, strategy, events, ...rest }: Drawn): Course & { fleet: Fleet } {
  // A stage that names its clusters would find one that has changed its label in another stage as well.
  const places = new Map(rest.clusters.map(({ name, labels }) => [name, labels]));
  const settled = events.map((event) => ({
    ...event,
    ...(event.clusters && {
      clusters: event.clusters.map((member) => ({
        ...member,
        labels: places.get(member.name) ?? member.labels ?? {},
      })),
    }),
  }));
  return { ...rest, strategy, events: settled, fleet: fleetOf(conducts) };
}

const ended = ({ phase }: ClusterStatus) => ['Succeeded', 'Failed', 'TimedOut'].includes(phase);
const settledOrSkipped = (status: ClusterStatus) => ended(status) || status.phase === 'Skipped';
const failed = ({ phase }: ClusterStatus) => phase === 'Failed' || phase === 'TimedOut';
const inFlight = ({ phase }: ClusterStatus) => phase === 'Progressing' || phase === 'Soaking';
const heldIn = ({ result }: Step, name: string) => evaluateSuspension(result.suspension, name).suspended;

/** The clusters that a step has released, by their status. */
function releasedIn({ result }: Step, before: Step | undefined): readonly ClusterStatus[] {
  const same = before?.result.status.generation === result.status.generation ? before : undefined;
  const known = new Map(same?.result.status.clusters.map((status) => [status.name, status]));
  return result.status.clusters.filter(
    ({ name, released }) => released !== undefined && known.get(name)?.released === undefined,
  );
}

/** Checks a law at every step of random courses. */
function always(law: (step: Step, before: Step | undefined, fleet: Fleet) => void) {
  fc.assert(
    fc.property(anyCourse(anyConduct), (drawn) => {
      const course = courseOf(drawn);
      drive(course, (step, before) => law(step, before, course.fleet));
    }),
    RUNS,
  );
}

describe('a rollout, at every step', () => {
  it('releases no more clusters than may be in flight', () => {
    always((step, before) => {
      if (releasedIn(step, before).length === 0) return;
      const { status } = step.result;
      const present = status.stages.filter(({ started }) => started !== undefined).at(-1);
      const { strategy } = step.input;
      const stage = strategy.stages?.find(({ name }) => name === present?.name);
      const amount = stage?.maxConcurrency ?? strategy.maxConcurrency ?? 1;
      const size = status.clusters.filter((cluster) => cluster.stage === present?.name).length;
      const share = Math.floor((Number.parseInt(`${amount}`, 10) * size) / 100);
      const most = typeof amount === 'number' ? amount : Math.max(1, share);
      expect(status.clusters.filter(inFlight).length).toBeLessThanOrEqual(most);
    });
  });

  it('releases no cluster before the gates of the stages before it have passed', () => {
    always((step, before) => {
      const { status } = step.result;
      const order = status.stages.map(({ name }) => name);
      const { stages } = planAt(step);
      const given = new Set(step.input.approvals);
      for (const { name, passed } of status.stages) {
        if (passed !== step.input.now) continue;
        expect(status.clusters.filter(({ stage }) => stage === name).every(settledOrSkipped)).toBe(true);
      }
      for (const released of releasedIn(step, before)) {
        const place = order.indexOf(released.stage);
        for (const other of status.clusters) {
          if (order.indexOf(other.stage) >= place) continue;
          // One that has joined a stage which had passed by then is released behind.
          const { passed = Infinity } = status.stages.find(({ name }) => name === other.stage) ?? {};
          const late = other.released === undefined ? passed < step.input.now : passed < other.released;
          expect(settledOrSkipped(other) || late, `${other.name} has ended`).toBe(true);
        }
        for (const [i, stage] of stages.entries()) {
          const stands = status.stages[i];
          const asked = [...(i <= place ? stage.before : []), ...(i < place ? stage.after : [])];
          for (const approval of asked) expect(given).toContain(approval);
          if (i < place)
            expect(step.input.now).toBeGreaterThanOrEqual((stands?.ended ?? Infinity) + stage.wait);
        }
      }
    });
  });

  it('counts a cluster only if it has been well for as long as its gate asks for', () => {
    always((step, before, fleet) => {
      const known = new Map(before?.result.status.clusters.map(({ name, phase }) => [name, phase]));
      for (const { name, phase, updated = Number.NaN } of step.result.status.clusters) {
        if (phase !== 'Succeeded' || known.get(name) === 'Succeeded') continue;
        for (const time of [updated, step.input.now]) expect(fleet.isWell(name, time)).toBe(true);
        const next = fleet.next(updated);
        expect(next > step.input.now || fleet.isWell(name, next)).toBe(true);
      }
    });
  });

  it('releases a cluster that joins an earlier stage only behind those of the present one', () => {
    always((step, before) => {
      const { status } = step.result;
      const { name } = status.stages.filter(({ started }) => started !== undefined).at(-1) ?? {};
      const released = releasedIn(step, before);
      const late = released.filter(({ stage }) => stage !== name);
      // Several stages may begin in one step where those between them are empty.
      const isLate = late.length > 0 && !released.some(({ stage }) => stage === name);
      const pending = status.clusters.filter(({ stage, phase }) => stage === name && phase === 'Pending');
      expect(isLate ? pending : []).toEqual([]);
    });
  });

  it('does not hold back again what it has released', () => {
    always((step, before) => {
      if (before?.result.status.generation !== step.result.status.generation) return;
      for (const { name, released } of before.result.status.clusters) {
        if (released === undefined || evaluateSuspension(step.input.suspension, name).suspended) continue;
        if (step.result.status.clusters.some((status) => status.name === name)) {
          expect(heldIn(step, name)).toBe(step.result.status.revert !== undefined);
        }
      }
    });
  });

  it("never lifts the user's own suspension, and adds to it what is not released", () => {
    always((step) => {
      const { clusters: members, status } = { ...step.input, ...step.result };
      for (const member of members) {
        const name = typeof member === 'string' ? member : member.name;
        const own = evaluateSuspension(step.input.suspension, name).suspended;
        const { phase, released } = status.clusters.find((found) => found.name === name) as ClusterStatus;
        const waits = phase === 'Pending' || (phase === 'Skipped' && released === undefined);
        expect(heldIn(step, name)).toBe(own || waits || status.revert !== undefined);
      }
    });
  });

  it('releases no other cluster once too many have failed', () => {
    always((step, before) => {
      const { maxFailures } = planAt(step);
      const failures = step.result.status.clusters.filter(failed).length;
      const resumed =
        step.input.approvals?.includes('resume') && (step.input.strategy.onFailure ?? 'Pause') === 'Pause';
      if (failures > maxFailures && !resumed) expect(releasedIn(step, before)).toEqual([]);
    });
  });

  it('forgets no cluster that reports, whether it is listed or not', () => {
    always((step, before) => {
      const reporting = new Set(step.input.items?.map(({ clusterName }) => clusterName));
      const known = new Set(step.result.status.clusters.map(({ name }) => name));
      for (const { name } of before?.result.status.clusters ?? []) {
        if (reporting.has(name)) expect(known).toContain(name);
      }
      for (const { name, released } of releasedIn(step, before)) {
        const listed = step.input.clusters.some(
          (member) => (typeof member === 'string' ? member : member.name) === name,
        );
        // What has arrived by itself is only seen.
        if (released === step.input.now && !listed) expect(reporting).toContain(name);
      }
    });
  });

  it('never waits without saying for what, or until when', () => {
    always(({ result: { status, explanation } }) => {
      if (status.phase !== 'Succeeded') expect(explanation).not.toEqual([]);
    });
  });

  it('names the clusters that have a failed version, and stays failed', () => {
    always(({ result: { status } }, before) => {
      const reverted = before?.result.status.generation === status.generation && before.result.status.revert;
      if (reverted) expect(status.revert).toBeDefined();
      if (status.revert === undefined) return;
      expect(status.phase).toBe('Failed');
      const released = status.clusters.filter((cluster) => cluster.released !== undefined);
      expect(released.map(({ name }) => name)).toEqual(expect.arrayContaining([...status.revert]));
    });
  });

  it('keeps each cluster in its stage, whoever joins or leaves', () => {
    always((step, before) => {
      if (before?.result.status.generation !== step.result.status.generation) return;
      const stages = new Map(before.result.status.clusters.map(({ name, stage }) => [name, stage]));
      const shares = new Set(
        step.input.strategy.stages?.flatMap(({ name, percent }) => (percent === undefined ? [] : name)),
      );
      for (const { name, stage } of step.result.status.clusters) {
        const former = stages.get(name) ?? '';
        // A label that has changed takes a cluster to another stage.
        if (shares.has(former) && (shares.has(stage) || stage === 'unmatched')) expect(stage).toBe(former);
      }
    });
  });

  it('says the same of the same input, in whatever order it comes, and nothing new at the same time', () => {
    always(({ input, result }) => {
      const items = [...(input.items ?? [])].reverse();
      const text = JSON.parse(JSON.stringify({ ...input, items, clusters: [...input.clusters].reverse() }));
      expect(computeRollout(text)).toEqual(result);
      const again = computeRollout({ ...input, status: result.status });
      expect(again).toEqual(result);
      expect(again.status).toBe(result.status);
    });
  });

  it('asks to be called again exactly when time changes something', () => {
    always(({ input, result: { status, requeueAfterMs } }) => {
      const later = (time: number) => computeRollout({ ...input, status, now: input.now + time }).status;
      if (requeueAfterMs === undefined) {
        expect(later(1e9)).toBe(status);
        return;
      }
      expect(later(requeueAfterMs - 1)).toBe(status);
      expect(later(requeueAfterMs)).not.toBe(status);
    });
  });
});

describe('a rollout, at its end', () => {
  it('has succeeded, or says what it waits for', () => {
    fc.assert(
      fc.property(anyCourse(anyConduct), (drawn) => {
        const { status, explanation } = drive(courseOf(drawn)).at(-1)?.result ?? {};
        if (status?.phase === 'Succeeded') {
          expect(status.clusters.every(settledOrSkipped)).toBe(true);
          return;
        }
        expect(explanation).not.toEqual([]);
        const waits =
          status?.phase === 'Waiting' || status?.clusters.some(({ reason }) => reason === 'NotScheduled');
        const flies = status?.clusters.some(inFlight);
        const stopped = status?.reason !== undefined;
        expect(waits || flies || stopped).toBe(true);
      }),
      RUNS,
    );
  });

  it('has reached every cluster, where all are well in the end', () => {
    fc.assert(
      fc.property(anyCourse(healthyConduct), (drawn) => {
        const { progressDeadline: _, whenEmpty: __, ...strategy } = drawn.strategy;
        const events = drawn.events.filter(({ suspension }) => !suspension?.dispatching);
        const lifted = { at: 1e6, suspension: { scheduling: true }, missing: [], unready: [] };
        const course = courseOf({ ...drawn, strategy, events: [...events, lifted], approving: 700 });
        const { result, input } = drive(course).at(-1) as Step;
        expect(result.explanation).toEqual([]);
        expect(result.status.phase).toBe('Succeeded');
        expect(result.status.clusters.map(({ name }) => name).sort()).toEqual(
          input.clusters.map((member) => (typeof member === 'string' ? member : member.name)).sort(),
        );
        expect(result.suspension).toEqual({ scheduling: true });
      }),
      RUNS,
    );
  });

  it('has started over for another generation, and held back whom that has not reached', () => {
    fc.assert(
      fc.property(anyCourse(healthyConduct), fc.constantFrom(0, 1200, 4000), (drawn, at) => {
        const { progressDeadline: _, whenEmpty: __, ...strategy } = drawn.strategy;
        const course = courseOf({ ...drawn, suspension: undefined, strategy, events: [], approving: 0 });
        const steps = drive({ ...course, events: [{ at, generation: 3 }] }, ({ input, result }, before) => {
          if (before?.result.status.generation !== 2 || result.status.generation !== 3) return;
          expect(result.status.supersededGeneration).toBe(2);
          for (const { phase, released } of result.status.clusters) {
            expect(phase === 'Pending' || released === input.now).toBe(true);
          }
        });
        expect(steps.at(-1)?.result.status).toMatchObject({ generation: 3, phase: 'Succeeded' });
        expect(steps.at(-1)?.result.suspension).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('has gone as the simulation foretold', () => {
    fc.assert(
      fc.property(anyCourse(anyConduct), (drawn) => {
        const conducts = drawn.conducts.map(({ relapse: _, ...conduct }) => conduct);
        const course = courseOf({ ...drawn, conducts, events: [], resuming: true });
        const approvals = new Set<string>();
        const steps = drive(course, ({ result }) => {
          for (const { waitsFor = [] } of result.status.stages)
            for (const name of waitsFor) approvals.add(name);
        });
        const last = steps.at(-1) as Step;
        const behaviours = course.clusters.map(({ name }) => {
          const { takes, meanwhile } = conducts[name.length % conducts.length] as Conduct;
          return [name, { fails: meanwhile, ...(takes !== null && { takes }) }] as const;
        });
        const granted = drawn.approving === null ? [] : [...approvals, 'resume'];
        const timeline = simulateRollout({
          strategy: course.strategy,
          clusters: course.clusters,
          behaviour: { clusters: Object.fromEntries(behaviours) },
          approvals: Object.fromEntries(granted.map((name) => [name, drawn.approving ?? 0])),
          suspension: course.suspension,
          generation: 2,
        });
        let recorded: RolloutTimeline | undefined;
        for (const step of steps) recorded = recordTimeline(recorded, step.result, step.input.now);
        expect(timeline).toEqual(recorded);
        expect(timeline.explanation).toEqual(last.result.explanation);
        expect(timeline.phase).toBe(last.result.status.phase);
        for (const { name, released, ended: end } of last.result.status.clusters) {
          const spans = timeline.stages
            .flatMap((stage) => stage.clusters)
            .find((found) => found.name === name)?.spans;
          const { phase } = spans?.at(-1) ?? {};
          expect(phase).toBe(last.result.status.clusters.find((found) => found.name === name)?.phase);
          const times = spans?.map(({ from }) => from) ?? [];
          if (released !== undefined) expect(times).toContain(spans?.[0]?.phase === 'Pending' ? released : 0);
          if (end !== undefined) expect(times).toContain(end);
        }
      }),
      RUNS,
    );
  });
});

/** The plan at a step, without the names of clusters that have left, and with those that are missing for now. */
function planAt({ input: { strategy, clusters: listed }, result }: Step): RolloutPlan {
  const names = new Set(listed.map((member) => (typeof member === 'string' ? member : member.name)));
  const missing = result.status.clusters.filter(({ name }) => !names.has(name));
  const members = [...listed, ...missing.map(({ name, stage }) => ({ name, labels: { stage } }))];
  for (const { name } of missing) names.add(name);
  const stages = strategy.stages?.map(({ clusters: named, ...stage }): RolloutStage => {
    const present = named?.filter((name) => names.has(name)) ?? [];
    if (named === undefined) return stage;
    if (present.length > 0) return { ...stage, clusters: present };
    return { ...stage, clusterSelector: { matchLabels: { 'no-cluster': 'has-it' } } };
  });
  return planRollout({ ...strategy, ...(stages && { stages }) }, members);
}
