import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { combine } from '../../reducers/combine.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { everyMember } from '../../reducers/every-member.js';
import { object } from '../../reducers/object-of.js';
import { sum } from '../../reducers/sum.js';
import { all, any, last } from '../../reducers/values.js';
import { conditionOf } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';

/**
 * The status of both kinds of policies.
 *
 * @see https://github.com/kyverno/kyverno/blob/111e07bbecc66abfde36ab99969af22d7a961003/api/kyverno/v1/policy_status.go
 */
export const policyStatus = {
  ready: combine({ reported: any(), everywhere: everyMember(all()) }, ({ reported, everywhere }) =>
    reported === undefined ? undefined : everywhere === true,
  ),
  conditions: conditions(),
  autogen: last('object'),
  rulecount: object({ validate: sum(), generate: sum(), mutate: sum(), verifyimages: sum() }),
};

/** A kind of Kyverno's policies: they differ in whether they belong to a namespace. */
// @__NO_SIDE_EFFECTS__
export function policyKind<Kind extends string>(kind: Kind) {
  return {
    // v2beta1 has another spec and the same status.
    apiVersion: ['kyverno.io/v1', 'kyverno.io/v2beta1'],
    kind,
    status: policyStatus,
    observedGeneration: 'none',
    health: firstHealth(observedHealth('none'), policyHealth),
  } as const;
}

/** A policy serves when Kyverno says so: in `ready`, which is deprecated, or else in its condition. */
function policyHealth(object: KubernetesObject): Health {
  const ready = at(object, 'status', 'ready');
  const condition = conditionOf(object, 'Ready');
  const succeeded = condition?.status === 'True' && condition.reason === 'Succeeded';
  return (typeof ready === 'boolean' ? ready : succeeded)
    ? health('Healthy', 'Ready', 'the policy is ready', condition)
    : health('Progressing', 'NotReady', 'the policy is not ready', condition);
}
