import { type FleetBehaviour, planRollout, type RolloutStrategy } from 'karmada-interpreter/rollout';
import { didYouMean } from '../../boundary/did-you-mean.js';
import { type Fields, isFields } from '../../kubernetes/object.js';
import { RESUME } from '../../rollout/step/rollout-verdict.js';
import { millisecondsOf } from '../../rollout/strategy/duration.js';
import type { Call } from '../command.js';
import { readManifests } from '../input/read-manifests.js';
import { readSource } from '../input/read-sources.js';
import { noteProblems } from '../print/note-problems.js';
import { Refusal } from '../refusal.js';
import type { Terminal } from '../terminal.js';
import type { FoundRollout } from './find-rollouts.js';

/**
 * How clusters behave in a simulation, as the flags say.
 *
 * @param flags - `--takes`, and `--behaviour` with a file.
 * @param found - The rollouts that are simulated.
 * @param terminal - Where the file is read from, and its faults are printed.
 * @throws Refusal for another file, and for a cluster that no rollout reaches: it would go unnoticed.
 */
export async function readBehaviour(
  { takes, behaviour: file }: Call['flags'],
  found: readonly FoundRollout[],
  terminal: Terminal,
): Promise<FleetBehaviour> {
  if (millisecondsOf(takes) === undefined)
    throw new Refusal(`--takes is ${takes}, not a duration such as 90s, 5m or 1h30m`);
  const common = { takes: takes as string };
  if (typeof file !== 'string') return common;
  const { manifests, problems } = readManifests(await readSource(file, terminal));
  noteProblems(problems, terminal);
  const [manifest, second] = manifests;
  if (!manifest || second || problems.length > 0)
    throw new Refusal(`${file} is to have one object: {takes, fails, clusters: {NAME: {takes, fails}}}`);
  checkClusters(file, manifest.value, found);
  return { ...common, ...(manifest.value as FleetBehaviour) };
}

function checkClusters(file: string, behaviour: Fields, found: readonly FoundRollout[]): void {
  const known = new Set(found.flatMap(({ clusters }) => clusters.map(({ name }) => name)));
  for (const key of Object.keys(behaviour)) {
    if (known.has(key) && !FIELDS.includes(key))
      throw new Refusal(`${file}: ${key} is a cluster, and clusters stand below clusters: ${EXAMPLE}`);
  }
  if (!isFields(behaviour.clusters)) return;
  for (const name of Object.keys(behaviour.clusters)) {
    if (known.has(name)) continue;
    throw new Refusal(`${file}: clusters.${name} is no cluster of the rollout${meantOf(name, [...known])}`);
  }
}

const FIELDS: readonly string[] = ['takes', 'fails', 'clusters'] satisfies readonly (keyof FleetBehaviour)[];
const EXAMPLE = '{clusters: {member1: {takes: 12m}}}';

/**
 * Refuses what is approved where no stage asks for it.
 *
 * @param approvals - As `computeRollout` takes them, also with `@` and a generation behind.
 * @param strategies - With the clusters of each.
 */
export function checkApprovals(
  approvals: readonly string[],
  strategies: readonly { readonly strategy: RolloutStrategy; readonly clusters: FoundRollout['clusters'] }[],
): void {
  if (approvals.length === 0) return;
  const asked = strategies.flatMap(({ strategy, clusters }) =>
    planRollout(strategy, clusters).stages.flatMap(({ before, after }) => [...before, ...after]),
  );
  const known = [...new Set([...asked, RESUME])];
  for (const approval of approvals) {
    const [name = ''] = approval.split('@');
    if (!known.includes(name))
      throw new Refusal(`--approve ${approval} is no approval of the rollout${meantOf(name, known)}`);
  }
}

/** The end of the sentence on an unknown name: what was meant, or what there is. */
function meantOf(name: string, known: readonly string[]): string {
  const few = known.slice(0, 10);
  return didYouMean(name, known) || `: there are ${few.join(', ')}${known.length > few.length ? ', …' : ''}`;
}
