import type { ClusterSuspension } from '../suspension/suspension.js';
import {
  GENERATION_FIELDS,
  type GenerationFormat,
  isUnobserved,
  NEVER,
  notObserved,
} from './processed-generation.js';
import type { MemberReport } from './report-of.js';

/** Why a cluster has not processed the template's version; `Settled` where it has. */
export type LagReason =
  | 'Settled'
  | 'Suspended'
  | 'NotApplied'
  | 'NotReported'
  | 'TemplateBehind'
  | 'ControllerBehind'
  | 'Malformed'
  | 'NotScheduled';

/**
 * The first cause that holds, in the order in which an operator has to deal with them.
 *
 * @param ready - Whether what the cluster reports can be relied on.
 */
export function reasonOf(
  generation: number,
  format: GenerationFormat,
  report: MemberReport,
  ready: boolean,
  suspensionOf: (clusterName: string) => ClusterSuspension,
): readonly [LagReason, string] {
  const { clusterName, applied, generations, processed, problems } = report;
  const stands = standing(report, format);
  if (!ready) return ['NotReported', `is not ready: it is not known whether it still ${stands}`];
  if (problems.length === 0 && processed !== NEVER && processed >= generation)
    return ['Settled', stands + exceptions(report)];
  const [problem] = problems;
  const malformed = problem && (['Malformed', `reports a malformed status: ${problem.message}`] as const);
  const behind = !generations || (generations.resourceTemplateGeneration ?? 0) < generation;
  if (behind) {
    const { by } = suspensionOf(clusterName);
    if (by)
      return [
        'Suspended',
        `${stands}; dispatching generation ${generation} to it is suspended by spec.suspension.${by}`,
      ];
    if (applied === false) {
      const what = generation === 0 ? 'the template' : `generation ${generation}`;
      return ['NotApplied', `${stands}; ${what} could not be applied${because(report)}`];
    }
  }
  // Without its generations, it stays open which version the member has processed.
  const unread = !generations || GENERATION_FIELDS.some((field) => problem?.path.endsWith(field));
  if (malformed && unread) return malformed;
  if (!generations) return ['NotReported', stands];
  if (behind) return ['TemplateBehind', `${stands}; ${generation} is current`];
  if (malformed && processed !== NEVER) return malformed;
  const { observedGeneration = 0, generation: own = 0 } = generations;
  return ['ControllerBehind', `${stands}, but ${notObserved(observedGeneration, own)}`];
}

/** Which version a cluster runs, as far as it is known. */
function standing({ generations, applied, processed }: MemberReport, format: GenerationFormat): string {
  const stamp = generations?.resourceTemplateGeneration;
  if (stamp !== undefined) return `runs template generation ${stamp}`;
  if (isUnobserved(format) && applied === true && processed !== NEVER) return 'has the template applied';
  return generations ? 'does not say which template generation it runs' : 'has not reported a status';
}

/** What is wrong with a cluster that has processed the template all the same. */
function exceptions(report: MemberReport): string {
  const failed =
    report.applied === false ? `, but the last attempt to apply it failed${because(report)}` : '';
  const { health } = report;
  return health === undefined || health === 'Healthy' ? failed : `${failed}; its health is ${health}`;
}

function because({ appliedMessage }: MemberReport): string {
  return appliedMessage === undefined ? '' : `: ${appliedMessage}`;
}
