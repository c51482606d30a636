import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { aggregateCloneSet } from '../../bench/by-hand/clone-set.js';
import { aggregateDeployment } from '../../bench/by-hand/deployment.js';
import { aggregateHelmRelease } from '../../bench/by-hand/helm-release.js';
import { aggregateJob } from '../../bench/by-hand/job.js';
import { aggregatePyTorchJob } from '../../bench/by-hand/py-torch-job.js';
import { aggregateService } from '../../bench/by-hand/service.js';
import { byHand, FULL, figures, HEAD, holds, rowOf, type Scale } from '../../bench/figures.js';
import { parsed, workloadOf } from '../../bench/fixtures.js';
import { FLEET_HEAD, measureShape, rowsOf } from '../../bench/fleet.js';
import {
  benchKinds,
  cloneSet,
  deployment,
  deploymentWithConditions,
  helmRelease,
  job,
  pyTorchJob,
  service,
} from '../../bench/kinds.js';
import { randomFrom } from '../../bench/random.js';
import { apply, differences, fleetOf, nextEvent } from '../../bench/simulation.js';

/** Just enough to see that everything runs: what it measures says nothing. */
const TINY: Scale = {
  rounds: 3,
  turn: 0.2,
  long: { rounds: 3, turn: 0.2 },
  processes: 1,
  small: 2,
  medium: 5,
  large: 10,
  huge: 20,
};

describe('each figure of the benchmark is measured', () => {
  test.each(figures(TINY).map((figure) => [`${figure.what} ${figure.unit}`, figure] as const))(
    '%s',
    (_, figure) => {
      const measured = figure.measure();
      expect(measured).toSatisfy(Number.isFinite);
      if (figure.unit === 'times') expect(measured).toBeGreaterThan(0);
    },
  );
});

test('a figure is missed on one side of its limit', () => {
  const figure = { what: '', limit: 2, unit: 'times', measure: () => 0 } as const;
  expect([1, 2, 3].map((measured) => holds({ ...figure, bound: 'at most' }, measured))).toEqual([
    true,
    true,
    false,
  ]);
  expect([1, 2, 3].map((measured) => holds({ ...figure, bound: 'under' }, measured))).toEqual([
    true,
    false,
    false,
  ]);
  expect([1, 2, 3].map((measured) => holds({ ...figure, bound: 'at least' }, measured))).toEqual([
    false,
    true,
    true,
  ]);
});

describe('what is written out by hand comes to what the library does', () => {
  test.each([
    [deployment, aggregateDeployment],
    [deploymentWithConditions, aggregateDeployment],
    [cloneSet, aggregateCloneSet],
    [helmRelease, aggregateHelmRelease],
    [job, aggregateJob],
    [service, aggregateService],
    [pyTorchJob, aggregatePyTorchJob],
  ] as const)('$name', (kind, write) => {
    for (const members of [0, 1, 2, 40, 700]) {
      for (const seed of [1, 2, 3]) {
        const workload = workloadOf(kind, members, seed);
        expect(() => byHand(write, workload)).not.toThrow();
        expect(() => byHand(write, parsed(workload))).not.toThrow();
      }
    }
  });
});

test('the members of each kind have eight shapes, some without a status', () => {
  for (const kind of benchKinds) {
    const { items } = workloadOf(kind, 1000);
    const statuses = items.flatMap(({ status }) => status ?? []);
    expect(new Set(statuses.map((status) => Object.keys(status).join())).size).toBeGreaterThanOrEqual(8);
    expect(statuses.length).toBeLessThan(items.length);
  }
});

test('a small fleet ends as the batch has it', () => {
  const fleet = fleetOf(7, 10);
  const random = randomFrom(1);
  for (let event = 0; event < 2000; event++) apply(nextEvent(fleet, random, true));
  expect(differences(fleet)).toBe(0);
});

test('the page on performance has every figure as it is checked, and what was measured held', async () => {
  const page = await readFile(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  const all = figures(FULL);
  const [head, ...rows] =
    page
      .slice(page.indexOf(HEAD))
      .split('\n\n', 1)[0]
      ?.split(/\n(?!\| ---)/) ?? [];
  expect(head).toBe(HEAD);
  const measured = rows.map((row) => Number(row.split(' | ').at(-1)?.replace(' |', '')));
  expect(rows).toEqual(all.map((figure, i) => rowOf(figure, measured[i] as number)));
  expect(all.filter((figure, i) => !holds(figure, measured[i] as number))).toEqual([]);
});

test('a fleet of each shape is measured', () => {
  const shape = { workloads: 20, clusters: 3 };
  const measured = measureShape(shape, 50, 5);
  expect(measured.incremental.each).toHaveLength(50);
  expect(measured.batch.each).toHaveLength(5);
  const rows = rowsOf(shape, measured).split('\n');
  expect(rows).toHaveLength(2);
  const [head = ''] = FLEET_HEAD.split('\n');
  for (const row of rows) {
    expect(row.split('|')).toHaveLength(head.split('|').length);
    expect(row).not.toContain('NaN');
  }
});
