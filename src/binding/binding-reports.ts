import { invalid } from '../errors.js';
import { byCluster } from '../generation/items.js';
import { asJson } from '../kubernetes/json.js';
import {
  at,
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  MAX_SAFE,
  type Refuse,
  typed,
} from '../kubernetes/object.js';
import { isDirect } from './eviction.js';
import { permanentId, type WorkFacts, worksOf } from './items-from-works.js';
import { type MemberReport, observedAs, readItem } from './member-report.js';
import type { BindingParts } from './read-binding.js';

/** What is reported of a binding's clusters. */
export interface Reports {
  /** Each cluster once, by name. */
  readonly reports: readonly MemberReport[];
  /** The newest generation of the template that anybody mentions. */
  readonly newest: number | undefined;
  /** Whether they are taken from Works. */
  readonly fromWorks: boolean;
}

/**
 * Reads what is reported: by the Works, where they are known, else by the items of the binding, which are a copy of
 * that and may be late.
 */
export function reportsOf(binding: BindingParts, works: unknown, wrong: Refuse): Reports {
  const facts = factsOf(binding, works, wrong);
  const reports: MemberReport[] = [];
  const rollout = at(binding.status.rollout, 'observedGeneration');
  let newest = isCount(rollout, MAX_SAFE) ? rollout + 0 : undefined;
  const as = observedAs(binding.resource);

  const path = 'status.aggregatedStatus';
  const items = typed(binding.status.aggregatedStatus, path, 'a list', facts ? ignore : wrong) ?? [];
  for (let i = 0; i < items.length; i++) {
    const source = items[i];
    if (!isFields(source) || !isName(source.clusterName)) {
      // The items of the Works stand in for all of these.
      if (!facts) refuseItem(source, `${path}[${i}]`, wrong);
      continue;
    }
    const item = readItem(source, as, facts ? ignore : wrong, path, i);
    newest = newerOf(newest, item.resourceTemplateGeneration);
    if (!facts) reports.push({ clusterName: source.clusterName, work: undefined, item, others: NO_OTHERS });
  }
  for (const work of facts ?? []) {
    const item = work.item && readItem(work.item as unknown as Fields, as, wrong, `${work.path}.status`);
    newest = newerOf(newerOf(newest, item?.resourceTemplateGeneration), work.generation);
    reports.push({ clusterName: work.clusterName, work, item, others: NO_OTHERS });
  }
  const place = facts ? 'works[*].metadata.namespace' : 'status.aggregatedStatus[*].clusterName';
  return { reports: eachOnce(reports, place, wrong), newest, fromWorks: facts !== undefined };
}

function newerOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

const NO_OTHERS: readonly MemberReport[] = [];

/** The reports by cluster; one that counts, where a cluster has several, has the others that count beside it. */
function eachOnce(reports: MemberReport[], place: string, wrong: Refuse): readonly MemberReport[] {
  if (reports.every(({ clusterName }, i) => i === 0 || clusterName > `${reports[i - 1]?.clusterName}`))
    return reports;
  const reported = new Map<string, MemberReport[]>();
  for (const report of reports.sort(byCluster(textOf))) {
    const others = reported.get(report.clusterName);
    if (others) others.push(report);
    else reported.set(report.clusterName, [report]);
  }
  return Array.from(reported, ([clusterName, all]) => {
    if (all.length > 1) wrong(place, clusterName, 'that of one alone');
    // A Work that is being deleted stands in only where there is no other.
    const alive = all.filter(({ work }) => !work?.deleting);
    const [first, ...others] = alive.length > 0 ? alive : all;
    return { ...(first as MemberReport), others };
  });
}

/** The cluster, if any, that is to be purged directly and still has its Work: nothing is synced until that is gone. */
export function purgingCluster(
  { reports, fromWorks }: Reports,
  evictions: ReadonlyMap<string, Fields>,
): string | undefined {
  if (!fromWorks) return undefined;
  return reports.find(({ clusterName }) => isDirect(evictions.get(clusterName) ?? {}))?.clusterName;
}

function factsOf(binding: BindingParts, works: unknown, wrong: Refuse): readonly WorkFacts[] | undefined {
  if (isAbsent(works)) return undefined;
  if (!Array.isArray(works)) throw invalid('INVALID_OPTIONS', 'options.works', works, 'a list');
  const facts = worksOf(works, binding, binding.resource, wrong);
  // Without the id nobody can tell whose Works they are: the binding's own items are all there is.
  return isName(permanentId(binding)) ? facts : undefined;
}

function refuseItem(item: unknown, path: string, wrong: Refuse): void {
  if (!isFields(item)) wrong(path, item, 'an object');
  else wrong(`${path}.clusterName`, item.clusterName, "a cluster's name");
}

const ignore: Refuse = () => undefined;

/** What tells reports of one cluster apart, so that the order of the list does not matter. */
function textOf({ item, work }: MemberReport): string {
  return `${JSON.stringify(asJson(item?.source))} ${work?.deleting} ${work?.generation} ${work?.suspended}`;
}
