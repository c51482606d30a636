import { isFields } from '../../kubernetes/object.js';
import { mergePolicySuspension } from '../../suspension/merge-policy-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';

/**
 * The user's own suspension, checked: without `rollout`, which rollouts write and which would otherwise hold back for
 * good whom it holds back once. The same reference where there is none.
 */
export function ownSuspension(suspension: Suspension | null | undefined): Suspension | undefined {
  const given = suspension ?? undefined;
  if (!isFields(given) || !Object.hasOwn(given, 'rollout')) return mergePolicySuspension(given, given);
  const { rollout: _, ...own }: Suspension & { readonly rollout?: unknown } = given;
  return mergePolicySuspension(own, own);
}
