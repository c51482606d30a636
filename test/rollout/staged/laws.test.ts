import fc from 'fast-check';
import {
  computeRollout,
  computeStagedPropagation,
  fromKarmadaStrategy,
  type KarmadaRolloutStatus,
  type KarmadaRolloutStrategy,
  type RolloutItem,
  type RolloutStatus,
  type StagedPropagationInput,
  type StagedPropagationResult,
  toKarmadaStatus,
} from 'karmada-interpreter/rollout';
import { expect, it } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';

const COURSES = Math.ceil(25_000 * EFFORT);
const NAMES = ['a', 'b', 'c', 'constructor'];

/** Numbers that a seed stands for: plain courses are many, and each draws a few dozen. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What a cluster does with a generation: how long it takes, and whether it falls ill after it. */
interface Conduct {
  readonly takes: number;
  readonly illAfter: number;
}

interface Member {
  readonly conduct: Conduct;
  generation: number;
  at: number;
}

interface Step {
  readonly input: StagedPropagationInput;
  readonly result: StagedPropagationResult;
}

/** Whether a thing goes wrong in a course. */
interface Trouble {
  /** Clusters that join and leave, and templates that change. */
  readonly changes: boolean;
  /** Clusters that never get well, and with `any` also those that fall ill again. */
  readonly failures: 'none' | 'never well' | 'any';
}

const strategies: readonly KarmadaRolloutStrategy[] = deepFreeze(
  ['0s', '3s', '1m'].flatMap((minSuccessTime) =>
    (['Pause', 'Continue'] as const).map((action) => ({
      type: 'Staged' as const,
      staged: { gate: { minSuccessTime }, timeout: '5m', onFailure: { action } },
    })),
  ),
);

/** Drives one course to its end; `check` sees every step. */
function drive(
  seed: number,
  { changes, failures }: Trouble,
  check: (step: Step, before?: Step) => void,
): Step {
  const draw = numbers(seed);
  const strategy = strategies[draw(strategies.length)] as KarmadaRolloutStrategy;
  const members = new Map<string, Member>();
  let targets = NAMES.filter(() => draw(2) === 0);
  let generation = 7;
  let now = 1_790_000_000_000 + draw(3) * 500;
  let last: Step | undefined;
  for (let step = 0; step < 60; step++) {
    const items = targets.flatMap((name) => itemOf(name, members.get(name), now));
    const input = {
      ...{ strategy, items, generation, now, previous: last?.result.status },
      clusters: draw(2) === 0 ? targets : [...targets].reverse().map((name) => ({ name })),
    };
    // Freezing costs more than a step; a few courses tell whether anything is written to.
    if (seed % 50 === 0) deepFreeze(input);
    const next: Step = { input, result: computeStagedPropagation(input) };
    check(next, last);
    const moved = last?.result.status !== next.result.status;
    last = next;

    const held = new Set(next.result.suspension?.suspendedClusters);
    let dispatched = false;
    for (const name of targets) {
      const member = members.get(name);
      if (held.has(name) || member?.generation === generation) continue;
      const conduct = member?.conduct ?? {
        takes: failures !== 'none' && draw(4) === 0 ? 1e9 : 1 + draw(4) * 1500,
        illAfter: failures === 'any' && draw(4) === 0 ? 1000 + draw(3) * 20_000 : 1e9,
      };
      members.set(name, { conduct, generation, at: now });
      dispatched = true;
    }
    if (changes && step < 8 && draw(5) === 0) {
      if (draw(3) === 0) generation += 1;
      else
        targets = NAMES.filter((name) => (draw(5) === 0 ? !targets.includes(name) : targets.includes(name)));
    } else {
      const waits = next.result.requeueAfterMs;
      const change = nextChange(members, now);
      const pause = Math.min(waits ?? Number.POSITIVE_INFINITY, change - now);
      if (pause === Number.POSITIVE_INFINITY) {
        if (!moved && !dispatched) return next;
        now += 1;
      } else now += draw(4) === 0 ? Math.min(pause, 1 + draw(2000)) : pause;
    }
  }
  throw new Error('the course has not come to its end');
}

/** When a cluster changes next by itself. */
function nextChange(members: ReadonlyMap<string, Member>, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { at, conduct } of members.values()) {
    for (const time of [at + conduct.takes, at + conduct.takes + conduct.illAfter]) {
      if (time > now && time < next && time < at + 1e8) next = time;
    }
  }
  return next;
}

/** What a cluster reports: first what it had, then the new generation on its way, then the new one well. */
function itemOf(clusterName: string, member: Member | undefined, now: number): RolloutItem[] {
  if (member === undefined) return [];
  const { generation, at, conduct } = member;
  const age = now - at - conduct.takes;
  const well = age >= 0 && age < conduct.illAfter;
  return [
    {
      ...{ clusterName, applied: true, resourceTemplateGeneration: generation, memberGeneration: 3 },
      ...{ memberObservedGeneration: 3, health: well ? 'Healthy' : 'Unhealthy' },
    },
  ];
}

/** The targets that are not held back. */
function releasedIn({ input, result }: Step): readonly string[] {
  const held = new Set(result.suspension?.suspendedClusters);
  return names(input).filter((name) => !held.has(name));
}

const names = (input: StagedPropagationInput) =>
  input.clusters.map((cluster) => (typeof cluster === 'string' ? cluster : cluster.name)).sort();

/** Says what is wrong with a step: a matcher for each of a million steps would take longer than they do. */
function faultOf(step: Step, before: Step | undefined): string | undefined {
  const { input, result } = step;
  const status = result.status as KarmadaRolloutStatus;
  const completed = status.completedClusters ?? [];
  const targets = names(input);
  const held = new Set(result.suspension?.suspendedClusters);
  const released = targets.filter((name) => !held.has(name));
  const underWay = released.filter((name) => !completed.includes(name));
  if (underWay.length > 1) return 'more than one cluster is under way';
  if (status.phase === 'Progressing' && underWay[0] !== targets.find((name) => !completed.includes(name))) {
    return 'a cluster is released before its turn';
  }
  if (status.phase === 'Superseded' && released.length > 0) return 'a superseded rollout releases a cluster';
  if (status.phase === 'Succeeded' && completed.length !== targets.length) return 'a cluster is left behind';
  if (new Set(completed).size !== completed.length) return 'a cluster has passed twice';
  if (result.suspension?.currentCluster !== status.currentCluster) return 'two clusters are current';
  if (result.requeueAfterMs !== undefined && !(result.requeueAfterMs > 0)) return 'it does not let time pass';
  if (status.phase !== 'Succeeded' && result.explanation.length === 0)
    return 'it does not say what it waits for';

  const earlier = before?.result.status;
  const goesOn = earlier?.observedGeneration === input.generation;
  if (goesOn && earlier.phase === 'Failed' && targets.length > 0 && status.phase !== 'Failed') {
    return 'a failed rollout has gone on';
  }
  if (goesOn && before) {
    const news = completed.filter((name) => !earlier.completedClusters?.includes(name));
    if (news.length > 1) return 'two clusters have passed in one step';
    for (const name of releasedIn(before)) {
      const preempted = earlier.currentCluster === name;
      if (
        targets.includes(name) &&
        !released.includes(name) &&
        !preempted &&
        earlier.phase !== 'Superseded'
      ) {
        return 'a cluster that has passed is held again';
      }
    }
  }
  return undefined;
}

it(`holds its laws over ${COURSES} courses`, () => {
  expect.assertions(1);
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const trouble = { changes: seed % 4 > 0, failures: seed % 3 > 0 ? 'any' : 'none' } as const;
      const end = drive(seed, trouble, (step, before) => {
        const fault = faultOf(step, before);
        if (fault !== undefined) throw new Error(`${fault}: ${JSON.stringify(step)}`);
      });
      const { phase } = end.result.status as KarmadaRolloutStatus;
      const idle = phase === 'Pending' && names(end.input).length === 0;
      if (phase !== 'Succeeded' && phase !== 'Failed' && !idle) throw new Error(`it ends in ${phase}`);
    }),
    { numRuns: COURSES },
  );
  expect(COURSES).toBeGreaterThan(0);
  // However slow and busy the machine is.
}, 900_000);

it('says the same of the same input, and lets no second cluster go at the same time', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      drive(seed, { changes: true, failures: 'any' }, (step) => {
        const { input, result } = step;
        expect(
          computeStagedPropagation({ ...input, clusters: [...input.clusters, ...input.clusters] }),
        ).toEqual(result);
        if (result.status?.phase === 'Superseded') return;
        const again = { ...input, previous: result.status };
        const second = computeStagedPropagation(again);
        expect(second.suspension).toEqual(result.suspension);
        expect(second.status).toBe(result.status);
      });
    }),
    { numRuns: Math.ceil(500 * EFFORT) },
  );
});

it('is the rollout of computeRollout behind the converters, also where clusters never get well', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      let status: RolloutStatus | undefined;
      drive(seed, { changes: false, failures: 'never well' }, ({ input, result }) => {
        const { strategy, notes } = fromKarmadaStrategy(input.strategy);
        expect(notes).not.toEqual([]);
        const now = Math.floor(Number(input.now) / 1000) * 1000;
        const { items, clusters, generation } = input;
        const mine = computeRollout({ strategy: strategy ?? {}, items, clusters, generation, now, status });
        status = mine.status;
        // Karmada finds nobody to roll out to Pending.
        if (clusters.length === 0) return;
        const held = mine.suspension?.dispatchingOnClusters?.clusterNames ?? [];
        expect(result.suspension?.suspendedClusters).toEqual(held);
        const { phase, currentCluster, completedClusters } = toKarmadaStatus(mine.status, items);
        expect({ phase, currentCluster, completedClusters }).toEqual({
          phase: result.status?.phase,
          currentCluster: result.status?.currentCluster,
          completedClusters: result.status?.completedClusters,
        });
      });
    }),
    { numRuns: Math.ceil(500 * EFFORT) },
  );
});
