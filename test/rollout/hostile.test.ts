import fc from 'fast-check';
import { InterpreterError } from 'karmada-interpreter';
import {
  computeRollout,
  computeStagedPropagation,
  formatTimeline,
  fromKarmadaStrategy,
  planRollout,
  renderTimeline,
  revisionSkew,
  rolloutPatch,
  simulateRollout,
  stageBinding,
  toKarmadaStatus,
  toKarmadaStrategy,
  validateKarmadaStrategy,
} from 'karmada-interpreter/rollout';
import { expect, it } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';

const RUNS = { numRuns: Math.ceil(1000 * EFFORT) };

/** Names that are also fields somewhere, so that what is drawn comes close to what is asked for. */
const key = fc.constantFrom(
  ...['stages', 'name', 'clusters', 'clusterSelector', 'matchLabels', 'matchExpressions', 'key', 'operator'],
  ...['values', 'before', 'after', 'type', 'duration', 'gate', 'minSuccessTime', 'requiredRevision', 'path'],
  ...[
    'range',
    'order',
    'label',
    'phase',
    'generation',
    'reason',
    'released',
    'labels',
    'conditions',
    'completedClusters',
    'timeout',
    '__proto__',
    'length',
  ],
);
const word = fc.constantFrom(
  'a',
  'b',
  'Approval',
  'TimedWait',
  'In',
  '5m',
  '50%',
  '^1.2',
  'name',
  'Succeeded',
  '',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom(null, undefined, 0, 1, -1, 1.5, Number.NaN, 2 ** 60, true, 5n, Symbol.iterator),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

/** A call with whatever it is given either returns or says by the library's own error what is wrong. */
function bears(call: (...values: never[]) => unknown, ...values: unknown[]): void {
  try {
    call(...(values.map(deepFreeze) as never[]));
  } catch (error) {
    expect(error).toBeInstanceOf(InterpreterError);
  }
}

it('bears whatever it is given', () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      const fine = { strategy: {}, clusters: ['a', 'b'], items: [], generation: 2, now: 5 };
      bears(planRollout, a, b);
      bears(planRollout, { stages: [{ name: 's', ...(a as object) }], ...(b as object) }, ['a', 'b']);
      bears(computeRollout, a);
      bears(computeRollout, { ...fine, strategy: a, status: b, approvals: c });
      bears(computeRollout, { ...fine, items: a, suspension: b, now: c });
      bears(computeRollout, { ...fine, items: [{ clusterName: 'a', status: a, health: b, applied: c }] });
      bears(simulateRollout, { ...fine, behaviour: a, approvals: b, suspension: c });
      bears(rolloutPatch, a, b);
      bears(rolloutPatch, { spec: a }, b, c);
      bears(computeRollout, { ...fine, revision: a, interpreter: b });
      bears(planRollout, {}, a, b);
      bears(planRollout, { stages: [{ name: 's', percent: a }] }, b);
      const staged = {
        strategy: { type: 'Staged', staged: {} },
        clusters: ['a'],
        items: [],
        generation: 2,
        now: 5,
      };
      bears(computeStagedPropagation, a);
      bears(computeStagedPropagation, { ...staged, strategy: a, clusters: b, now: c });
      bears(computeStagedPropagation, { ...staged, strategy: { type: 'Staged', staged: a }, generation: b });
      bears(computeStagedPropagation, { ...staged, previous: a, items: b });
      bears(computeStagedPropagation, {
        ...staged,
        previous: { observedGeneration: 2, phase: 'Failed', ...(a as object) },
      });
      bears(stageBinding, a, b, c);
      bears(
        stageBinding,
        { spec: { rolloutStrategy: staged.strategy, suspension: a }, status: b },
        { metadata: { generation: 1 } },
        { now: 0 },
      );
      bears(fromKarmadaStrategy, a);
      bears(toKarmadaStrategy, a);
      bears(toKarmadaStrategy, { stages: [{ name: 's', ...(a as object) }] });
      bears(toKarmadaStatus, a, b);
      validateKarmadaStrategy(a);
      validateKarmadaStrategy({ type: 'Staged', staged: a });
      bears(revisionSkew, a, b);
      bears(revisionSkew, [{ clusterName: 'a', status: a }], { path: b, range: c });
    }),
    RUNS,
  );
});

it('bears a status with one field damaged, or says where', () => {
  const strategy = {
    stages: [{ name: 's', clusterSelector: {}, maxConcurrency: 2 }],
    progressDeadline: '1s',
  };
  const input = { strategy, clusters: ['a', 'b', 'c'], items: [], generation: 2 };
  const { status } = computeRollout({ ...input, now: 0 });
  const places = ['generation', 'phase', 'reason', 'stages', 'clusters', 'supersededGeneration'];
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.nat(2), key, value, (place, index, field, damage) => {
      const damaged = JSON.parse(JSON.stringify(status));
      if (Array.isArray(damaged[place]) && damaged[place][index]) damaged[place][index][field] = damage;
      else damaged[place] = damage;
      bears(computeRollout, { ...input, now: 2000, status: damaged });
    }),
    RUNS,
  );
});

it('draws a timeline of any names', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.integer({ min: 0, max: 120 }),
      (name, width) => {
        const timeline = simulateRollout({ strategy: {}, clusters: [name], behaviour: { takes: '1m' } });
        const text = formatTimeline(timeline, { width });
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(2 * Math.max(40, width));
        expect(renderTimeline(timeline)).not.toMatch(/\p{Cs}|<script/u);
      },
    ),
    RUNS,
  );
});
