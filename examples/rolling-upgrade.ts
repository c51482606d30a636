// The cross-cluster rolling upgrade of Karmada v1.11: a new version of a Deployment goes to ClusterC, then to
// ClusterB, then to ClusterA. A strategy says so, and `computeRollout` says at every step what `spec.suspension` of
// the PropagationPolicy has to be; nothing else is changed.
// https://karmada.io/blog/2024/09/13/karmada-v1.11/karmada-v1.11/
import { readFileSync } from 'node:fs';
import { formatTimeline } from 'karmada-interpreter/rollout';
import { parse } from 'yaml';
import { checkUpgrade } from './rolling-upgrade/check.js';
import type { Manifests } from './rolling-upgrade/manifests.js';
import { render, wantsColour } from './rolling-upgrade/render.js';
import { rollingUpgrade } from './rolling-upgrade/upgrade.js';

const manifest = (name: string) =>
  parse(readFileSync(new URL(`manifests/${name}.yaml`, import.meta.url), 'utf8'));

const manifests: Manifests = {
  deployment: manifest('deployment'),
  policy: manifest('propagation-policy'),
  binding: manifest('resource-binding'),
};

const upgrade = rollingUpgrade(manifests);
const width = 80;
const colour = wantsColour(process.stdout.isTTY, process.env);
console.log(`\
A new version of a Deployment goes to ClusterC, then to ClusterB, then to
ClusterA, as a strategy asks for. The members are simulated; who gets the new
version and when, what the federation reports and why a cluster lags, all that
the library says.
`);
console.log(render(upgrade.steps, { width, colour }));
console.log(formatTimeline(upgrade.timeline, { width }));

const faults = checkUpgrade(upgrade, manifests);
if (faults.length === 0) {
  console.log('\nAs planned: v2 reached ClusterC, then B, then A; observedGeneration moved last.');
} else {
  console.error(['\nThe upgrade did not come out as planned:', ...faults].join('\n- '));
  process.exitCode = 1;
}
