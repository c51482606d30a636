import { daemonSet } from './apps/daemonset.js';
import { deployment } from './apps/deployment.js';
import { statefulSet } from './apps/statefulset.js';
import { fluxBucket } from './flux/bucket.js';
import { fluxGitRepository } from './flux/gitrepository.js';
import { fluxHelmChart } from './flux/helmchart.js';
import { fluxHelmRelease } from './flux/helmrelease.js';
import { fluxHelmRepository } from './flux/helmrepository.js';
import { fluxKustomization } from './flux/kustomization.js';
import { fluxOCIRepository } from './flux/ocirepository.js';
import type { KindInterpreter } from './kind.js';
import { kruiseCloneSet } from './kruise/cloneset.js';
import { kruiseDaemonSet } from './kruise/daemonset.js';
import { kruiseStatefulSet } from './kruise/statefulset.js';

/** Every kind that this library knows. */
export const defaultInterpreters: readonly KindInterpreter[] = /* @__PURE__ */ Object.freeze([
  deployment,
  daemonSet,
  statefulSet,
  kruiseCloneSet,
  kruiseDaemonSet,
  kruiseStatefulSet,
  fluxHelmRelease,
  fluxKustomization,
  fluxGitRepository,
  fluxBucket,
  fluxHelmChart,
  fluxHelmRepository,
  fluxOCIRepository,
]);
