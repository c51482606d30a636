import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Situation } from '../situation.js';
import { daemonSets } from './daemon-sets.js';
import { deployments } from './deployments.js';
import { deploymentsInEachCluster } from './deployments-in-each-cluster.js';
import { flux } from './flux.js';
import { cloneSets, kruiseDaemonSets, kruiseStatefulSets } from './kruise.js';
import { statefulSets } from './stateful-sets.js';

/** The situations that were recorded. */
const given: readonly Situation[] = JSON.parse(readFileSync(join(import.meta.dirname, 'given.json'), 'utf8'));

/** Every situation: those that were recorded, and as many again. */
export const situations: readonly Situation[] = [
  ...given,
  ...deployments,
  ...deploymentsInEachCluster,
  ...statefulSets,
  ...daemonSets,
  ...cloneSets,
  ...kruiseStatefulSets,
  ...kruiseDaemonSets,
  ...flux,
];
