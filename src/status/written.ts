import { type AddCounts, small } from './counts.js';

/**
 * For each built-in kind that has nothing but counts, a function that adds them with every field under its own
 * name: V8 is faster with names that it can see. `npm run generate` writes this file from the declarations.
 */
export const WRITTEN: { readonly [counts: string]: AddCounts } = {
  'replicas updatedReplicas readyReplicas availableReplicas unavailableReplicas terminatingReplicas': (
    totals,
    status,
    generation,
  ) => {
    const a = small(status.replicas);
    const b = small(status.updatedReplicas);
    const c = small(status.readyReplicas);
    const d = small(status.availableReplicas);
    const e = small(status.unavailableReplicas);
    const f = small(status.terminatingReplicas);
    const observed = small(status.observedGeneration);
    const own = small(status.generation);
    const template = small(status.resourceTemplateGeneration);
    if ((a | b | c | d | e | f | observed | own | template) < 0) return -1;
    (totals[0] as number) += a;
    (totals[1] as number) += b;
    (totals[2] as number) += c;
    (totals[3] as number) += d;
    (totals[4] as number) += e;
    (totals[5] as number) += f;
    return observed >= own && template >= generation ? 1 : 0;
  },
  'currentNumberScheduled numberMisscheduled desiredNumberScheduled numberReady updatedNumberScheduled numberAvailable numberUnavailable':
    (totals, status, generation) => {
      const a = small(status.currentNumberScheduled);
      const b = small(status.numberMisscheduled);
      const c = small(status.desiredNumberScheduled);
      const d = small(status.numberReady);
      const e = small(status.updatedNumberScheduled);
      const f = small(status.numberAvailable);
      const g = small(status.numberUnavailable);
      const observed = small(status.observedGeneration);
      const own = small(status.generation);
      const template = small(status.resourceTemplateGeneration);
      if ((a | b | c | d | e | f | g | observed | own | template) < 0) return -1;
      (totals[0] as number) += a;
      (totals[1] as number) += b;
      (totals[2] as number) += c;
      (totals[3] as number) += d;
      (totals[4] as number) += e;
      (totals[5] as number) += f;
      (totals[6] as number) += g;
      return observed >= own && template >= generation ? 1 : 0;
    },
  'replicas readyReplicas currentReplicas updatedReplicas availableReplicas': (
    totals,
    status,
    generation,
  ) => {
    const a = small(status.replicas);
    const b = small(status.readyReplicas);
    const c = small(status.currentReplicas);
    const d = small(status.updatedReplicas);
    const e = small(status.availableReplicas);
    const observed = small(status.observedGeneration);
    const own = small(status.generation);
    const template = small(status.resourceTemplateGeneration);
    if ((a | b | c | d | e | observed | own | template) < 0) return -1;
    (totals[0] as number) += a;
    (totals[1] as number) += b;
    (totals[2] as number) += c;
    (totals[3] as number) += d;
    (totals[4] as number) += e;
    return observed >= own && template >= generation ? 1 : 0;
  },
};
