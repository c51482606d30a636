// A kind that the library does not know, declared in one place: `Rollout` of Argo Rollouts.
// https://argo-rollouts.readthedocs.io/en/stable/features/specification/
//
//   const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, argoRollout] });
import {
  conditions,
  defineInterpreter,
  type Health,
  type HealthState,
  type KubernetesObject,
  last,
  sum,
  worst,
} from 'karmada-interpreter';

/** The part of a Rollout's status that its health depends on. */
interface RolloutStatus {
  readonly phase?: string;
  readonly message?: string;
  readonly observedGeneration?: string | number;
}

const STATES: { readonly [phase: string]: HealthState } = {
  Healthy: 'Healthy',
  Progressing: 'Progressing',
  Paused: 'Suspended',
  Degraded: 'Degraded',
};

/** The phase is the controller's own verdict; it counts where it is about the present spec. */
function health({ metadata, status }: KubernetesObject): Health {
  const { phase = '', message, observedGeneration = 0 } = (status ?? {}) as RolloutStatus;
  const current = metadata?.generation ?? 0;
  const verdict = (state: HealthState, reason: string, otherwise: string): Health => ({
    healthy: state === 'Healthy',
    state,
    reason,
    message: message || otherwise,
  });
  const state = STATES[phase];
  if (state === undefined) return verdict('Unknown', 'NoPhase', 'the controller has not reported a phase');
  if (Number(observedGeneration) < current) {
    const behind = `the controller has observed generation ${observedGeneration}; ${current} is current`;
    return { healthy: false, state: 'Progressing', reason: 'SpecNotObserved', message: behind };
  }
  return verdict(state, phase, `the rollout is ${phase.toLowerCase()}`);
}

/** Argo Rollouts' `Rollout`. */
export const argoRollout = defineInterpreter({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  // Unlike every other kind, a Rollout has its observed generation as a text.
  observedGeneration: 'text',
  status: {
    replicas: sum(),
    updatedReplicas: sum(),
    readyReplicas: sum(),
    availableReplicas: sum(),
    HPAReplicas: sum(),
    // One cluster that has gone wrong is what has to be seen first.
    phase: worst('Degraded', 'Progressing', 'Paused', 'Healthy'),
    currentPodHash: last(),
    stableRS: last(),
    selector: last(),
    conditions: conditions({
      badWhenTrue: ['InvalidSpec', 'Paused', 'ReplicaFailure'],
      lastUpdateTime: true,
    }),
  },
  health,
  // Somebody who pauses a rollout in one cluster does not want it to go on there at the next dispatch.
  retain: [['spec', 'paused']],
});
