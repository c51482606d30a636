import fc from 'fast-check';
import { createInterpreter, InterpreterError } from 'karmada-interpreter';
import {
  BINDING_REASONS,
  type BindingExplanation,
  explainBinding,
  federatedHealth,
  formatExplanation,
  itemsFromWorks,
  targetClusters,
} from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { damaged, type Json, repeatedSituation, type Situation, situation } from './arbitraries.js';

const RUNS = { numRuns: 1000 * EFFORT };
const interpreter = createInterpreter();

/** Everything that is known, some of it or nothing. */
const known = fc.record({
  template: fc.boolean(),
  works: fc.boolean(),
  clusters: fc.boolean(),
  interpreter: fc.boolean(),
});
type Known = { readonly [Input in 'template' | 'works' | 'clusters' | 'interpreter']: boolean };

function explain(given: Situation, has: Partial<Known>, now?: number): BindingExplanation {
  return explainBinding(given.binding, {
    ...(has.template && { template: given.template }),
    ...(has.works && { works: given.works }),
    ...(has.clusters && { clusters: given.clusters }),
    ...(has.interpreter && { interpreter }),
    ...(now !== undefined && { now }),
  });
}

function shuffled<T>(list: readonly T[], order: readonly number[]): T[] {
  return list
    .map((entry, i) => [order[i % order.length] ?? 0, i, entry] as const)
    .sort(([a, i], [b, j]) => a - b || i - j)
    .map(([, , entry]) => entry);
}

/** Says the law that holds of every explanation, whatever it is of. */
function expectSound(explanation: BindingExplanation): void {
  const { clusters, scheduling, settled, healthy, state, reason } = explanation;
  const names = clusters.map(({ clusterName }) => clusterName);
  expect(names).toEqual([...new Set(names)].sort());
  expect(healthy).toBe(state === 'Healthy');
  if (healthy)
    expect({ settled, reason, scheduling }).toEqual({
      settled: true,
      reason: 'Settled',
      scheduling: undefined,
    });
  for (const cluster of clusters) {
    expect(BINDING_REASONS[cluster.reason].states).toContain(cluster.state);
    expect(cluster.state === 'Healthy').toBe(cluster.reason === 'Settled');
    expect(cluster.message.startsWith(`${cluster.clusterName} `)).toBe(true);
    if (cluster.settled) {
      expect(cluster.role).toBe('target');
      expect(['Settled', 'Unhealthy', 'HealthUnknown', 'ClusterNotReady']).toContain(cluster.reason);
      expect(cluster.basis).not.toBe('none');
    }
    if (['Settled', 'Unhealthy', 'HealthUnknown'].includes(cluster.reason))
      expect(cluster.settled).toBe(true);
  }
  expect(BINDING_REASONS[reason].states).toContain(state);
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
}

describe('of any binding', () => {
  it('settled, healthy and state agree, and each cluster is there once', () => {
    fc.assert(
      fc.property(repeatedSituation, known, (given, has) => {
        expectSound(explain(deepFreeze(given), has));
      }),
      RUNS,
    );
  });

  it('a binding is settled if its scheduling and every target are, and it is not being deleted', () => {
    fc.assert(
      fc.property(repeatedSituation, known, (given, has) => {
        const { settled, scheduling, clusters } = explain(deepFreeze(given), has);
        const deleting = 'deletionTimestamp' in (given.binding.metadata as Json);
        const targets = clusters.filter(({ role }) => role === 'target');
        expect(settled).toBe(!deleting && !scheduling && targets.every((target) => target.settled));
      }),
      RUNS,
    );
  });

  it('nothing depends on the order of any list', () => {
    fc.assert(
      fc.property(
        situation,
        known,
        fc.array(fc.nat(), { minLength: 5, maxLength: 9 }),
        (given, has, order) => {
          const { spec, status } = given.binding as { spec: Json; status: Json };
          const list = (value: unknown): unknown => (Array.isArray(value) ? shuffled(value, order) : value);
          const other = {
            ...given,
            binding: {
              ...given.binding,
              spec: {
                ...spec,
                ...Object.fromEntries(
                  ['clusters', 'requiredBy', 'gracefulEvictionTasks'].flatMap((key) =>
                    key in spec ? [[key, list(spec[key])]] : [],
                  ),
                ),
              },
              status: { ...status, aggregatedStatus: list(status.aggregatedStatus) },
            },
            works: shuffled(given.works, order),
            clusters: shuffled(given.clusters, order),
          };
          expect(explain(deepFreeze(other), has)).toEqual(explain(deepFreeze(given), has));
        },
      ),
      RUNS,
    );
  });

  it('other names of the clusters change the names alone', () => {
    fc.assert(
      fc.property(repeatedSituation, known, (given, has) => {
        // In the same order, as a name decides between equals.
        const rename = (text: string): string =>
          text.replaceAll(/"(karmada-es-)?(a|b|c|member\d+|__proto__|constructor)"/g, '"$1x-$2-x"');
        const renamed = explain(deepFreeze(JSON.parse(rename(JSON.stringify(given))) as Situation), has);
        const explained = explain(deepFreeze(given), has);
        const verdicts = ({
          clusters,
          message: _,
          scheduling,
          problems: __,
          ...whole
        }: BindingExplanation): object => ({
          ...whole,
          scheduling: scheduling?.reason,
          clusters: clusters.map(({ message: ___, ...cluster }) => cluster),
        });
        expect(verdicts(renamed)).toEqual(JSON.parse(rename(JSON.stringify(verdicts(explained)))));
      }),
      RUNS,
    );
  });

  it('no verdict depends on the present time', () => {
    fc.assert(
      fc.property(repeatedSituation, known, fc.integer({ min: 0, max: 4e12 }), (given, has, now) => {
        const verdicts = (explanation: BindingExplanation): object =>
          explanation.clusters.map(({ reason, state, settled }) => ({ reason, state, settled }));
        expect(verdicts(explain(deepFreeze(given), has, now))).toEqual(verdicts(explain(given, has)));
      }),
      RUNS,
    );
  });

  it('federatedHealth is done when and only when all targets are', () => {
    fc.assert(
      fc.property(repeatedSituation, (given) => {
        const { done, state, clusters } = federatedHealth(deepFreeze(given).binding, {
          template: given.template,
        });
        const targets = clusters.filter(({ role }) => role === 'target');
        expect(targets.map(({ clusterName }) => clusterName)).toEqual(
          targetClusters(given.binding).map(({ name }) => name),
        );
        const all = targets.length > 0 && targets.every((target) => target.done);
        if (done) expect({ all, state }).toEqual({ all: true, state: 'Healthy' });
        if (all && state === 'Healthy') expect(done).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('one more input', () => {
  const BASES = ['none', 'applied', 'template', 'generation'];

  it.each(['template', 'works', 'clusters', 'interpreter'] as const)(
    '%s never makes the answer vaguer',
    (input) => {
      fc.assert(
        fc.property(situation, known, (given, has) => {
          const before = explain(deepFreeze(given), { ...has, [input]: false });
          const after = explain(given, { ...has, [input]: true });
          if (before.generation !== undefined) expect(after.generation).toBeDefined();
          for (const cluster of before.clusters) {
            const now = after.clusters.find(({ clusterName }) => clusterName === cluster.clusterName);
            expect(now?.role).toBe(cluster.role);
            expect(BASES.indexOf(`${now?.basis}`)).toBeGreaterThanOrEqual(BASES.indexOf(cluster.basis));
            // A Work that is not applied does not say so in as many words.
            const { applied: _, ...said } = cluster;
            expect(Object.keys(now ?? {})).toEqual(expect.arrayContaining(Object.keys(said)));
            if (input === 'interpreter' && now?.state === 'Unknown') expect(cluster.state).toBe('Unknown');
          }
        }),
        RUNS,
      );
    },
  );
});

describe('of a damaged binding', () => {
  const damagedSituation = situation.chain((given) =>
    fc.record({
      // What it is stays legible: anything else is no binding.
      binding: damaged(given.binding).map((binding) => ({
        ...(typeof binding === 'object' && binding),
        apiVersion: 'work.karmada.io/v1alpha2',
        kind: 'ResourceBinding',
      })),
      template: damaged(given.template.spec).map((spec) => ({ ...given.template, spec })),
      works: damaged(given.works).map((works) => (Array.isArray(works) ? works : [])),
      clusters: damaged(given.clusters).map((clusters) => (Array.isArray(clusters) ? clusters : [])),
    }),
  );

  it('never throws, and still agrees with itself', () => {
    let problems = 0;
    fc.assert(
      fc.property(damagedSituation, known, (given, has) => {
        const frozen = deepFreeze({ ...given, template: { spec: given.template.spec } });
        const explanation = explain(frozen, has);
        problems += explanation.problems.length;
        expectSound(explanation);
      }),
      RUNS,
    );
    expect(problems).toBeGreaterThan(0);
  });

  it('is shown within the width, without control characters', () => {
    fc.assert(
      fc.property(damagedSituation, known, fc.integer({ min: 40, max: 120 }), (given, has, width) => {
        const text = formatExplanation(explain({ ...given, template: { spec: given.template.spec } }, has), {
          width,
        });
        for (const line of text.split('\n')) {
          expect([...line].length).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      RUNS,
    );
  });

  it('whoever may throw throws for a mistake of the caller alone', () => {
    fc.assert(
      fc.property(damagedSituation, (given) => {
        for (const run of [
          () => targetClusters(given.binding),
          () => itemsFromWorks(given.works, { binding: given.binding }),
        ]) {
          try {
            expect(Array.isArray(run())).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(InterpreterError);
          }
        }
      }),
      RUNS,
    );
  });
});
