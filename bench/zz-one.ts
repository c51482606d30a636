import { FULL, batch, byHand, setAndAggregate, warmUp } from '/work/h/int/bench/figures.js';
import { workloadOf, parsed } from '/work/h/int/bench/fixtures.js';
import { compareJobs } from '/work/h/int/bench/measure.js';
import * as kinds from '/work/h/int/bench/kinds.js';
import { aggregatePyTorchJob } from '/work/h/int/bench/by-hand/py-torch-job.js';
import { aggregateHelmRelease } from '/work/h/int/bench/by-hand/helm-release.js';
warmUp(FULL);
const w: any = { hr: workloadOf(kinds.helmRelease, 1000), hrj: parsed(workloadOf(kinds.helmRelease, 1000)), pt: parsed(workloadOf(kinds.pyTorchJob, 1000)) };
const h: any = { hr: aggregateHelmRelease, hrj: aggregateHelmRelease, pt: aggregatePyTorchJob };
for (const k of process.argv.slice(2)) { const c = compareJobs(batch(w[k]), byHand(h[k], w[k]), FULL); console.log(k, c.a.toFixed(0), c.b.toFixed(0), c.ratio.toFixed(3)); }
