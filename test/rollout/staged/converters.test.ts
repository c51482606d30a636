import {
  computeRollout,
  fromKarmadaStrategy,
  type KarmadaRolloutStrategy,
  planRollout,
  RolloutError,
  type RolloutStrategy,
  simulateRollout,
  toKarmadaStatus,
  toKarmadaStrategy,
  validateKarmadaStrategy,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';
import { settled } from '../by-hand.js';

describe("Karmada's strategy", () => {
  const full: KarmadaRolloutStrategy = deepFreeze({
    type: 'Staged',
    staged: {
      gate: {
        requireHealthy: true,
        requiredConditions: [{ type: 'Ready', status: 'True' }],
        minSuccessTime: '1m30s',
      },
      timeout: '10m',
      onFailure: { action: 'Continue' },
    },
  });

  it('is one stage, one cluster after the other by name, as a strategy of this library', () => {
    expect(fromKarmadaStrategy(full).strategy).toEqual({
      stages: [{ name: 'all', clusterSelector: {}, order: 'name' }],
      gate: {
        requireHealthy: true,
        requiredConditions: [{ type: 'Ready', status: 'True' }],
        minSuccessTime: '1m30s',
      },
      progressDeadline: '10m',
      maxFailures: '100%',
    });
    const defaults = fromKarmadaStrategy({ type: 'Staged', staged: { gate: null } });
    expect(defaults.strategy).toMatchObject({ progressDeadline: '30m', maxFailures: 0 });
    expect(defaults.notes.join()).toContain('a failed rollout stays failed');
    expect(defaults.notes.join()).not.toContain('a missing condition');
    const unknown = { requiredConditions: [{ type: 'Ready', status: 'Unknown' }] } as const;
    const { notes } = fromKarmadaStrategy({ type: 'Staged', staged: { gate: unknown } });
    expect(notes.join()).toContain('a missing condition counts as Unknown');
    expect(fromKarmadaStrategy(full).notes.join()).not.toContain('a missing condition');
  });

  it('comes back as it was', () => {
    const { strategy } = fromKarmadaStrategy(full);
    expect(toKarmadaStrategy(strategy as RolloutStrategy)).toEqual({ strategy: full, problems: [] });
  });

  it('stages nothing where it is absent or all at once', () => {
    for (const strategy of [undefined, null, {}, { type: 'AllAtOnce', staged: {} } as const]) {
      expect(fromKarmadaStrategy(strategy)).toEqual({ strategy: undefined, notes: [] });
    }
  });

  it('is pointed to its own function by those of this library', () => {
    const message =
      "is a strategy of Karmada's staged propagation: call computeStagedPropagation with it, or convert it by fromKarmadaStrategy";
    const input = { strategy: full as RolloutStrategy, clusters: ['a'], items: [], generation: 1, now: 0 };
    for (const call of [
      () => computeRollout(input),
      () => planRollout(input.strategy, ['a']),
      () => simulateRollout(input),
      () => planRollout({ type: 'AllAtOnce' } as RolloutStrategy, ['a']),
    ]) {
      expect(call).toThrow(expect.objectContaining({ faults: [{ path: 'strategy', message }] }));
    }
  });

  it('is refused where Karmada would refuse it', () => {
    expect(() => fromKarmadaStrategy({ type: 'Staged' })).toThrow(RolloutError);
  });
});

describe('what Karmada cannot say', () => {
  const deadline = { progressDeadline: '10m' };
  const all = { name: 'all', clusterSelector: {} };

  it.each<[RolloutStrategy, readonly string[]]>([
    [{}, ['progressDeadline']],
    [{ ...deadline, maxConcurrency: 2 }, ['maxConcurrency']],
    [{ ...deadline, maxConcurrency: '50%' }, ['maxConcurrency']],
    [{ ...deadline, order: { label: 'weight' } }, ['order']],
    [{ ...deadline, maxFailures: 1 }, ['maxFailures']],
    [{ ...deadline, whenUnreachable: 'skip' }, ['whenUnreachable']],
    [{ ...deadline, gate: { requiredRevision: { path: 'v', range: '1' } } }, ['gate.requiredRevision']],
    [{ ...deadline, stages: [all, { name: 'b', clusters: ['x'] }] }, ['stages']],
    [{ ...deadline, stages: [{ name: 'a', clusters: ['x'] }] }, ['stages[0].clusters']],
    [
      { ...deadline, stages: [{ name: 'a', clusterSelector: { matchLabels: { x: 'y' } } }] },
      ['stages[0].clusterSelector'],
    ],
    [
      {
        ...deadline,
        stages: [
          {
            ...all,
            maxConcurrency: 3,
            before: [{ type: 'Approval' }],
            after: [{ type: 'TimedWait', duration: '1m' }],
          },
        ],
      },
      ['stages[0].before', 'stages[0].after', 'stages[0].maxConcurrency'],
    ],
  ])('%j', (strategy, paths) => {
    const { problems, ...rest } = toKarmadaStrategy(deepFreeze(strategy));
    expect(problems.map(({ path }) => path)).toEqual(paths);
    expect(rest).toEqual({});
  });

  it('is told from a strategy that cannot be', () => {
    expect(() => toKarmadaStrategy({ maxFailures: -1 })).toThrow(RolloutError);
  });

  it('is nothing of the simplest strategy with a deadline', () => {
    const { strategy } = toKarmadaStrategy({ progressDeadline: 90_000, gate: { minSuccessTime: 250 } });
    expect(strategy).toEqual({
      type: 'Staged',
      staged: {
        gate: { requireHealthy: true, minSuccessTime: '250ms' },
        timeout: '1m30s',
        onFailure: { action: 'Pause' },
      },
    });
    expect(validateKarmadaStrategy(strategy)).toEqual([]);
  });
});

describe('the status of a rollout', () => {
  const time = Date.UTC(2026, 9, 5, 8);
  const strategy = { gate: { minSuccessTime: '1m' }, progressDeadline: '10m' };
  const input = { strategy, clusters: ['a', 'b'], items: [settled('a')], generation: 2 };

  it("says in Karmada's words what Karmada has words for", () => {
    const { status } = computeRollout({ ...input, now: time });
    expect(toKarmadaStatus(status, input.items)).toEqual({
      ...{ observedGeneration: 2, phase: 'Progressing', currentCluster: 'a', completedClusters: [] },
      gateSatisfiedSince: '2026-10-05T08:00:00Z',
      currentClusterStartedAt: '2026-10-05T08:00:00Z',
      startedAt: '2026-10-05T08:00:00Z',
      message: 'phase Progressing',
      conditions: [
        expect.objectContaining({ type: 'Progressing', status: 'True' }),
        expect.objectContaining({ type: 'Healthy', status: 'True' }),
        expect.objectContaining({ type: 'ConditionsMet', status: 'True' }),
      ],
    });
    const later = computeRollout({ ...input, now: time + 60_000, status });
    expect(toKarmadaStatus(later.status, input.items)).toMatchObject({
      completedClusters: ['a'],
      currentCluster: 'b',
    });
    const failed = computeRollout({ ...input, now: time + 660_000, status: later.status });
    expect(toKarmadaStatus(failed.status, input.items)).toMatchObject({
      phase: 'Failed',
      currentCluster: 'b',
    });
    const items = [...input.items, settled('b')];
    const well = computeRollout({ ...input, items, now: time + 700_000, status: failed.status });
    const over = computeRollout({ ...input, items, now: time + 760_000, status: well.status });
    const succeeded = toKarmadaStatus(over.status, items);
    expect(succeeded).toMatchObject({ phase: 'Succeeded', completedClusters: ['a', 'b'] });
    expect(succeeded.completedAt).toBe('2026-10-05T08:12:40Z');
    expect(succeeded.currentCluster).toBeUndefined();
  });

  it('is Pending before it has begun, and waits where the rollout waits', () => {
    const pending = computeRollout({ ...input, suspension: { dispatching: true }, items: [], now: time });
    expect(toKarmadaStatus(pending.status, []).phase).toBe('Pending');
    const paused = { ...input, items: [], now: time, suspension: { dispatching: true } };
    const { status } = computeRollout({ ...paused, suspension: undefined });
    expect(toKarmadaStatus(computeRollout({ ...paused, status }).status, []).phase).toBe('Progressing');
    const before = [{ type: 'Approval' }] as const;
    const stages = [{ name: 'all', clusterSelector: {}, before }];
    const waiting = computeRollout({ ...input, strategy: { stages }, items: [], now: time });
    expect(toKarmadaStatus(waiting.status, []).phase).toBe('Progressing');
    expect(() => toKarmadaStatus({} as never, [])).toThrow(RolloutError);
  });
});

describe('the validation', () => {
  it.each<[unknown, readonly [string, string, string][]]>([
    [undefined, []],
    [null, []],
    [{}, []],
    [{ type: 'AllAtOnce' }, []],
    [{ type: 'Staged', staged: {} }, []],
    [{ type: 'Staged', staged: { gate: null, timeout: '0s', onFailure: null } }, []],
    ['Staged', [['', 'error', 'must be an object, not "Staged"']]],
    [{ type: 'Staged' }, [['.staged', 'error', 'must be an object with type "Staged", not missing']]],
    [
      { type: 'Staged', staged: { gate: { minSuccesTime: '1m' } } },
      [['.staged.gate.minSuccesTime', 'error', 'is an unknown field: did you mean minSuccessTime?']],
    ],
    [
      { type: 'Staged', staged: { onFailure: { action: 'pause' } } },
      [
        [
          '.staged.onFailure.action',
          'error',
          'must be "Pause" or "Continue", not "pause": did you mean Pause?',
        ],
      ],
    ],
    [
      { type: 'Staged', staged: { timeout: 30 } },
      [['.staged.timeout', 'error', 'must be a Go duration from "0s" to "876000h", such as "1h30m", not 30']],
    ],
    [
      { type: 'Staged', staged: { gate: { requiredConditions: [{ type: '', status: 'true' }] } } },
      [
        ['.staged.gate.requiredConditions[0].type', 'error', 'must be a text that is not empty, not ""'],
        [
          '.staged.gate.requiredConditions[0].status',
          'error',
          'must be "True" or "False" or "Unknown", not "true": did you mean True?',
        ],
      ],
    ],
    [
      { type: 'Staged', staged: { gate: { minSuccessTime: '30m' } } },
      [
        [
          '.staged.gate.minSuccessTime',
          'warning',
          'is 30m, and the timeout of 30m is no longer: no cluster can pass',
        ],
      ],
    ],
    [{ type: 'Staged', staged: { gate: { minSuccessTime: '29m59.999s' } } }, []],
  ])('of %j', (strategy, faults) => {
    expect(validateKarmadaStrategy(deepFreeze(strategy))).toEqual(
      faults.map(([path, severity, message]) => ({ path: `spec.rolloutStrategy${path}`, severity, message })),
    );
  });
});
