// Measures cost by number of members in one run, and writes it into the page on performance: as a picture, and as a
// table of the numbers of members from which on an aggregator is ahead of a batch.
import { readFileSync, writeFileSync } from 'node:fs';
import { aggregateDeployment } from './by-hand/deployment.js';
import { aggregateHelmRelease } from './by-hand/helm-release.js';
import { drawChart } from './chart.js';
import { crossoverOf, crossoverTable, curvesOf } from './crossover.js';
import { FULL, warmUp } from './figures.js';
import { benchKinds, deployment, helmRelease } from './kinds.js';

const MEMBERS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];
const CANDIDATES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 100];
const EFFORT = { rounds: 21, turn: 10 };

const page = new URL('../docs/performance.md', import.meta.url);
const picture = new URL('../docs/performance.svg', import.meta.url);

warmUp(FULL);
// Few members take other ways than many.
warmUp({ ...FULL, medium: 3 });
const panels = [
  { title: 'Deployment', curves: curvesOf(deployment, aggregateDeployment, MEMBERS, EFFORT) },
  {
    title: 'HelmRelease, two conditions',
    curves: curvesOf(helmRelease, aggregateHelmRelease, MEMBERS, EFFORT),
  },
];
writeFileSync(picture, drawChart(panels));

const table = crossoverTable(benchKinds.map((kind) => crossoverOf(kind, CANDIDATES, [3, 100, 1000], EFFORT)));
console.log(table);
const text = readFileSync(page, 'utf8');
writeFileSync(
  page,
  text.replace(
    /(<!-- crossover: .* -->\n)[\s\S]*(<!-- \/crossover -->)/,
    (_, begin, end) => `${begin}\n${table}\n\n${end}`,
  ),
);
