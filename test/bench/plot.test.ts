import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { aggregateDeployment } from '../../bench/by-hand/deployment.js';
import { drawChart } from '../../bench/chart.js';
import { crossoverOf, crossoverTable, curvesOf } from '../../bench/crossover.js';
import { benchKinds, deployment } from '../../bench/kinds.js';

const effort = { rounds: 3, turn: 0.2 };

it('each curve has a point for each number of members', () => {
  const curves = curvesOf(deployment, aggregateDeployment, [1, 5], effort);
  expect(curves.map(({ name }) => name)).toEqual([
    'JSON.parse of the binding',
    'batch',
    'batch by hand',
    'one change, aggregator',
  ]);
  for (const { points } of curves) {
    expect(points.map(([members]) => members)).toEqual([1, 5]);
    for (const [, cost] of points) expect(cost).toBeGreaterThan(0);
  }
});

it('the number of members is the one from which on a change costs no more than a batch', () => {
  const { name, ratios } = crossoverOf(deployment, [], [3, 5], effort);
  expect(name).toBe('Deployment');
  expect([...ratios.keys()]).toEqual([3, 5]);
  for (const ratio of ratios.values()) expect(ratio).toBeGreaterThan(0);
  // Of so many members, the batch costs more on whatever machine.
  expect(crossoverOf(deployment, [1000, 2000, 3000], [], effort).members).toBe(1000);
  expect(crossoverOf(deployment, [], [], effort).members).toBeUndefined();
});

it('the table has a row a kind', () => {
  const ratios = new Map([
    [3, 0.512],
    [1000, 31.7],
  ]);
  expect(
    crossoverTable([
      { name: 'Deployment', members: 8, ratios },
      { name: 'Job', members: undefined, ratios },
    ]),
  ).toBe(
    [
      '| kind | an aggregator from | batch of 3 in changes | batch of 1,000 in changes |',
      '| --- | ---: | ---: | ---: |',
      '| Deployment | 8 | 0.51 | 32 |',
      '| Job | none measured | 0.51 | 32 |',
    ].join('\n'),
  );
});

it('the picture puts equal factors at equal distances, and is well-formed', () => {
  const points = [
    [1, 1000],
    [10, 10_000],
    [100, 100_000],
  ] as const;
  const svg = drawChart([
    { title: 'A & B', curves: [{ name: 'x < y', points }] },
    { title: 'C', curves: [] },
  ]);
  const line = /class="curve c0"[^>]* d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/.exec(svg);
  const [x0, y0, x1, y1, x2, y2] = (line?.slice(1) ?? []).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  expect(x1 - x0).toBeCloseTo(x2 - x1, 0);
  expect(y0 - y1).toBeCloseTo(y1 - y2, 0);
  expect(x2).toBeGreaterThan(x0);
  expect(y2).toBeLessThan(y0);
  expect(svg).toContain('A &amp; B');
  expect(svg).toContain('x &lt; y');
  expect(svg).not.toContain('NaN');
  const opened = [...svg.matchAll(/<([a-z]+)[^>]*(?<!\/)>/g)].map(([, name]) => name);
  const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name);
  expect([...opened].sort()).toEqual([...closed].sort());
});

it('the page on performance has the picture, and a row for each kind', async () => {
  const page = await readFile(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  expect(page).toContain('](performance.svg)');
  const [, table = ''] = /<!-- crossover: .* -->([\s\S]*)<!-- \/crossover -->/.exec(page) ?? [];
  const rows = table.trim().split('\n').slice(2);
  expect(rows.map((row) => row.split(' | ')[0])).toEqual(benchKinds.map(({ name }) => `| ${name}`));
  const picture = await readFile(new URL('../../docs/performance.svg', import.meta.url), 'utf8');
  expect(picture).toContain('prefers-color-scheme: dark');
  expect(picture.match(/class="curve/g)?.length).toBe(12);
});
